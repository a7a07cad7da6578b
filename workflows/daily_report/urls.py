"""Addresses of the daily report; included at the root of the site."""

from django.urls import path

from workflows.daily_report import views

app_name = "daily_report"

urlpatterns = [
    path("", views.today, name="today"),
    path("laporan/", views.index, name="index"),
    path("laporan/kegiatan/", views.add, name="add"),
    path("laporan/kegiatan/<int:activity_id>/hapus/", views.remove, name="remove"),
    path("laporan/kegiatan/<int:activity_id>/bukti/", views.attach, name="attach"),
    path("laporan/salin/", views.copy, name="copy"),
    path("laporan/periksa/", views.check, name="check"),
    path("laporan/ajukan/", views.submit, name="submit"),
    path("laporan/langkah/<int:step_id>/", views.step, name="step"),
    path("laporan/<uuid:public_id>/", views.detail, name="detail"),
    path("laporan/<uuid:public_id>/tarik/", views.withdraw, name="withdraw"),
    path("laporan/<uuid:public_id>/bukti/<int:activity_id>/", views.evidence, name="evidence"),
]
