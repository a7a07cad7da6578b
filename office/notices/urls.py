"""Addresses below /pemberitahuan/."""

from django.urls import path

from office.notices import views

app_name = "notices"

urlpatterns = [
    path("", views.index, name="index"),
    path("atur/", views.settings_page, name="settings"),
]
