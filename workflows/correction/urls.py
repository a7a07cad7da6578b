"""Addresses of corrections, below /koreksi/."""

from django.urls import path

from workflows.correction.views import making, pages

app_name = "correction"

urlpatterns = [
    path("", pages.index, name="index"),
    path("baru/", making.new, name="new"),
    path("tautan/", pages.link, name="link"),
    path("hari/<attendance_day:on>/", pages.offer, name="offer"),
    path("langkah/<int:step_id>/", pages.step, name="step"),
    path("<uuid:public_id>/", pages.detail, name="detail"),
    path("<uuid:public_id>/ubah/", making.edit, name="edit"),
    path("<uuid:public_id>/tarik/", pages.withdraw, name="withdraw"),
    path("<uuid:public_id>/bukti/", pages.paper, name="paper"),
]
