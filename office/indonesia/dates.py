"""Days and durations as Indonesian pages and papers write them, whatever the language of the page."""

from datetime import date

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MINUTES_PER_HOUR = 60
FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years that an address, a form or a file may name; beyond them the calendar's arithmetic runs out of dates."""


def parse_day(text: str) -> date:
    """Return the day written as ``2026-10-05``. Raises ValueError for anything else and for far-off years."""
    day = date.fromisoformat(text)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        message = f"expected a day from {FIRST_YEAR} to {LAST_YEAR}, got {text!r}"
        raise ValueError(message)
    return day


def long_date(day: date) -> str:
    """Return ``21 November 2026``. Of a moment, the date in its own zone."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday(day: date) -> str:
    """Return the name of the day of the week: ``Sabtu``."""
    return WEEKDAYS[day.weekday()]


def duration(minutes: int) -> str:
    """Return minutes as ``7 jam 30 menit``; parts that are zero are left out, negative ones begin with ``-``."""
    if minutes < 0:
        return f"-{duration(-minutes)}"
    hours, rest = divmod(minutes, MINUTES_PER_HOUR)
    parts = [f"{hours} jam"] if hours else []
    parts += [f"{rest} menit"] if rest or not hours else []
    return " ".join(parts)
