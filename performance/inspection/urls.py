"""Addresses of the reading room, below /periksa/."""

from django.urls import path

from performance.inspection import views

app_name = "inspection"

urlpatterns = [
    path("", views.index, name="index"),
    path("jejak/", views.check_trail, name="trail"),
    path("data-saya/", views.mine, name="mine"),
    path("pegawai/<int:employee_id>/", views.person, name="person"),
    path("dokumen/<int:document_id>/", views.document, name="document"),
    path("riwayat/<str:ref>/", views.case, name="case"),
    path("riwayat/<str:ref>/bukti/", views.evidence, name="evidence"),
]
