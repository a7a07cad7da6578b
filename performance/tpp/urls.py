"""Addresses of the allowance: one's own pay, and personnel's runs."""

from django.urls import path

from performance.tpp import views

app_name = "tpp"

urlpatterns = [
    path("", views.mine, name="mine"),
    path("meja/", views.desk_top, name="desk_top"),
    path("meja/nilai/", views.desk_worth, name="desk_worth"),
    path("perhitungan/", views.runs, name="runs"),
    path("perhitungan/mulai/", views.start, name="start"),
    path("perhitungan/<int:run_id>/", views.run, name="run"),
    path("perhitungan/<int:run_id>/kemajuan/", views.progress, name="progress"),
    path("perhitungan/<int:run_id>/ajukan/", views.submit, name="submit"),
    path("perhitungan/<int:run_id>/cairkan/", views.ask, name="ask"),
    path("perhitungan/<int:run_id>/batal/", views.cancel, name="cancel"),
    path("perhitungan/<int:run_id>/<str:nip>/", views.line, name="line"),
    path("<str:period>/", views.month, name="month"),
]
