"""Addresses of discipline, below /sanksi/."""

from django.urls import path

from performance.sanctions import views

app_name = "sanctions"

urlpatterns = [
    path("", views.index, name="index"),
    path("hitung/", views.detect, name="detect"),
    path("langkah/<int:step_id>/", views.step, name="step"),
    path("<uuid:public_id>/", views.case, name="case"),
    path("<uuid:public_id>/periksa/", views.hear, name="hear"),
    path("<uuid:public_id>/usul/", views.propose, name="propose"),
    path("<uuid:public_id>/hentikan/", views.drop, name="drop"),
    path("<uuid:public_id>/tarik/", views.withdraw, name="withdraw"),
    path("<uuid:public_id>/berita-acara/<int:number>/", views.minutes, name="minutes"),
]
