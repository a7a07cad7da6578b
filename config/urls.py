"""Addresses of the site: one include per room."""

from django.urls import include, path

from config import pages, views

# BUILDING
from importlib.util import find_spec


def _include(name):
    try:
        found = find_spec(name)
    except ModuleNotFoundError:
        found = None
    return include(name) if found else include([])


urlpatterns = [
    path("healthz", views.alive, name="alive"),
    path("readyz", views.ready, name="ready"),
    path("manifest.webmanifest", pages.manifest, name="manifest"),
    path("bahasa/", views.set_language, name="set_language"),
    path("", _include("office.people.login_urls")),
    path("", _include("workflows.daily_report.urls")),
    path("meja/", _include("workflows.approval.urls")),
    path("pencairan/", _include("workflows.disbursement.urls")),
    path("tpp/", _include("performance.tpp.urls")),
    path("kehadiran/", _include("office.attendance.urls")),
    path("personalia/", _include("office.people.urls")),
    path("sanksi/", _include("performance.sanctions.urls")),
    path("periksa/", _include("performance.inspection.urls")),
    path("", _include("signing.urls")),
]

handler404 = "config.views.not_found"
handler403 = "config.views.not_allowed"
handler500 = "config.views.broken"
