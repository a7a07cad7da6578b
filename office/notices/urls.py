"""Addresses below /pemberitahuan/."""

from django.urls import path

from office.notices import views

app_name = "notices"

urlpatterns = [
    path("", views.index, name="index"),
    path("perangkat/", views.subscribe, name="subscribe"),
    path("perangkat/<int:device_id>/hapus/", views.unsubscribe, name="unsubscribe"),
    path("pekerja.js", views.worker, name="worker"),
    path("atur/", views.settings_page, name="settings"),
]
