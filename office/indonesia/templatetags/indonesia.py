"""Filters `{% load indonesia %}`: rupiah, terbilang, tanggal, hari, jam, nip, durasi, bulan.

An empty value (None or "") stays empty, so that templates need no condition around it.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any

from django import template
from django.utils import timezone

from office import indonesia

register = template.Library()


def _formatter(function: Callable[..., str]) -> Callable[..., str]:
    """Register the filter and let an empty value stay empty."""

    @wraps(function)
    def filtered(value: Any, *args: str) -> str:
        return "" if value is None or value == "" else function(value, *args)

    register.filter(function.__name__, filtered)
    return filtered


@_formatter
def rupiah(value: int) -> str:
    """Return Rp1.234.567."""
    return indonesia.rupiah(int(value))


@_formatter
def terbilang(value: int) -> str:
    """Return the number in words."""
    return indonesia.terbilang(int(value))


@_formatter
def tanggal(value: date) -> str:
    """Return 21 November 2026; of a moment, its local date."""
    return indonesia.long_date(_local(value))


@_formatter
def hari(value: date) -> str:
    """Return Sabtu; of a moment, of its local date."""
    return indonesia.weekday(_local(value))


@_formatter
def jam(value: datetime, zone: str = "") -> str:
    """Return 07.30 WIB in the named zone, or in the zone of the installation."""
    return indonesia.clock_time(value, zone or timezone.get_current_timezone_name())


@_formatter
def nip(value: str) -> str:
    """Return the NIP in groups 8-6-1-3."""
    return indonesia.nip_groups(str(value))


@_formatter
def durasi(value: int) -> str:
    """Return 7 jam 30 menit."""
    return indonesia.duration(int(value))


@_formatter
def bulan(value: indonesia.CalendarMonth) -> str:
    """Return Oktober 2026."""
    return value.label


def _local(value: date) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value
