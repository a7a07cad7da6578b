"""The three time zones of Indonesia and the hour with its zone."""

from datetime import datetime
from zoneinfo import ZoneInfo

DEFAULT_ZONE = "Asia/Jakarta"
ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}


def zone_label(zone: str) -> str:
    """Return WIB, WITA or WIT for a zone name of the tz database; other zones return their own name."""
    return ZONES.get(zone, zone)


def clock_time(moment: datetime, zone: str = DEFAULT_ZONE) -> str:
    """Return the local hour of an aware moment: ``07.30 WIB``. Raises ValueError for a naive one."""
    if moment.tzinfo is None:
        message = "a moment without zone has no clock time"
        raise ValueError(message)
    return f"{moment.astimezone(ZoneInfo(zone)):%H.%M} {zone_label(zone)}"
