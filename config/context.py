"""What every page of the shell needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from config.site import menu_for
from office.audit import clock


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return menu, demo mark and the moment by the one clock, each read when a page first uses it: a fragment uses none."""
    return {
        "menu": SimpleLazyObject(lambda: menu_for(request)),
        "demo": settings.DEMO,
        "moment": SimpleLazyObject(clock.now),
    }
