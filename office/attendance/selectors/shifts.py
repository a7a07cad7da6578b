"""The hours a date asks of somebody."""

from dataclasses import dataclass
from datetime import date

from office.attendance.selectors._inputs import day_inputs


@dataclass(frozen=True, slots=True)
class HoursAsked:
    """What a date asks of somebody, as a page shows it."""

    title: str
    """Name of the roster or shift; empty when none governs."""
    hours: tuple[tuple[int, int], ...]
    """(from, until) in minutes of the date, until above 1440 over midnight; empty on a free day."""


def hours_asked(employee_id: int, on: date) -> HoursAsked:
    """Return the hours a date asks of one employee."""
    day = next(iter(day_inputs([employee_id], on, on))).inputs
    if day.shift is None:
        return HoursAsked(day.roster_title, ())
    return HoursAsked(day.shift.title, ((day.shift.start_minute, day.shift.end_minute),))
