"""Addresses of the site: one include per room."""

from django.urls import include, path

from config import pages, views
from config.api import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("healthz", views.alive, name="alive"),
    path("readyz", views.ready, name="ready"),
    path("manifest.webmanifest", pages.manifest, name="manifest"),
    path("bahasa/", views.set_language, name="set_language"),
    path("", include("office.people.login_urls")),
    path("", include("workflows.daily_report.urls")),
    path("meja/", include("workflows.approval.urls")),
    path("pencairan/", include("workflows.disbursement.urls")),
    path("cuti/", include("workflows.leave.urls")),
    path("tpp/", include("performance.tpp.urls")),
    path("kehadiran/", include("office.attendance.urls")),
    path(
        "koreksi/", include("workflows.correction.urls")
    ),  # its addresses know the day of attendance
    path("pemberitahuan/", include("office.notices.urls")),
    path("personalia/", include("office.people.urls")),
    path("sanksi/", include("performance.sanctions.urls")),
    path("ringkasan/", include("performance.inspection.city_urls")),
    path("periksa/", include("performance.inspection.urls")),
    path("", include("signing.urls")),
]

handler400 = "config.views.unreadable"
handler404 = "config.views.not_found"
handler403 = "config.views.not_allowed"
handler500 = "config.views.broken"
