"""Addresses below /personalia/."""

from django.urls import path

from office.people.views import importing, letters, mandates, roll, sessions

app_name = "people"

urlpatterns = [
    path("", roll.index, name="index"),
    path("pegawai/<int:employee_id>/", roll.person, name="person"),
    path("impor/", importing.choose, name="import"),
    path("impor/simpan/", importing.store, name="import_store"),
    path("impor/templat.csv", importing.template, name="import_template"),
    path("mandat/", mandates.mandates, name="mandates"),
    path("mandat/<int:mandate_id>/akhiri/", mandates.end, name="mandate_end"),
    path("surat-tugas/", letters.letters, name="letters"),
    path("surat-tugas/<int:letter_id>/akhiri/", letters.end, name="letter_end"),
    path("perangkat/", sessions.devices, name="devices"),
]
