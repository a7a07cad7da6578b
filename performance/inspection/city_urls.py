"""Addresses of the summary, below /ringkasan/."""

from django.urls import path

from performance.inspection import city_views

app_name = "city"

urlpatterns = [
    path("", city_views.index, name="index"),
    path("hadir/", city_views.presence, name="presence"),
    path("laporan/", city_views.reports, name="reports"),
    path("opd/<int:agency_id>/", city_views.agency, name="agency"),
    path("meja/", city_views.desks, name="desks"),
    path("meja/<str:seat>/", city_views.desk, name="desk"),
]
