"""Addresses of disbursement, below /pencairan/."""

from django.urls import path

from workflows.disbursement.views import board, budget, making

app_name = "disbursement"

urlpatterns = [
    path("", board.index, name="index"),
    path("baru/", making.new, name="new"),
    path("baru/terbilang/", making.words, name="words"),
    path("baru/pos/", making.line, name="line"),
    path("anggaran/", budget.lines, name="lines"),
    path("anggaran/impor/", budget.import_file, name="import"),
    path("langkah/<int:step_id>/", board.step, name="step"),
    path("<uuid:public_id>/", board.detail, name="detail"),
    path("<uuid:public_id>/perbaiki/", making.revise, name="revise"),
    path("<uuid:public_id>/tarik/", making.withdraw, name="withdraw"),
    path("<uuid:public_id>/balik/", making.reverse, name="reverse"),
    path("<uuid:public_id>/bank/", making.bank, name="bank"),
    path("<uuid:public_id>/dokumen/<str:sha256>/", board.paper, name="paper"),
]
