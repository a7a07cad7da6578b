"""Addresses of attendance; included under `kehadiran/`."""

from datetime import date

from django.urls import path, register_converter

from office.attendance import views
from office.indonesia.dates import parse_day

app_name = "attendance"


class DayConverter:
    """A date in an address, `2026-10-05`; one that does not exist leads nowhere."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        """Return the date."""
        return parse_day(value)

    def to_url(self, value: date) -> str:
        """Return the date as the address writes it."""
        return value.isoformat()


register_converter(DayConverter, "attendance_day")

urlpatterns = [
    path("", views.index, name="index"),
    path("hari/<attendance_day:on>/", views.day, name="day"),
    path("pegawai/<str:nip>/", views.person_month, name="person_month"),
    path("pegawai/<str:nip>/<attendance_day:on>/", views.person_day, name="person_day"),
    path("berkas/", views.upload, name="upload"),
    path("berkas/periksa/", views.check_file, name="check_file"),
    path("berkas/simpan/", views.import_file, name="import_file"),
    path("mesin/", views.devices, name="devices"),
    path("mesin/<str:sn>/", views.device, name="device"),
]
