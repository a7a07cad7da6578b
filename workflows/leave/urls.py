"""Addresses of leave, duty and permits, below /cuti/."""

from django.urls import path

from workflows.leave.views import making, pages

app_name = "leave"

urlpatterns = [
    path("", pages.index, name="index"),
    path("baru/", making.leave, name="leave"),
    path("dinas/", making.duty, name="duty"),
    path("izin/", making.permit, name="permit"),
    path("hitung/", making.count, name="count"),
    path("saldo/", pages.balances, name="balances"),
    path("langkah/<int:step_id>/", pages.step, name="step"),
    path("<uuid:public_id>/", pages.detail, name="detail"),
    path("<uuid:public_id>/ubah/", making.edit, name="edit"),
    path("<uuid:public_id>/tarik/", pages.withdraw, name="withdraw"),
    path("<uuid:public_id>/akhiri/", pages.end, name="end"),
    path("<uuid:public_id>/bukti/<int:paper_id>/", pages.paper, name="paper"),
]
