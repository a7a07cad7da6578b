"""How a judged day of attendance becomes what the checks look at."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from workflows.daily_report.core.intervals import Interval


class DutyHours(Protocol):
    """Hours of a roster on one date, in minutes from 00.00 of that date."""

    @property
    def start_minute(self) -> int:
        """Return the first minute of duty."""

    @property
    def end_minute(self) -> int:
        """Return the minute duty ends; above 1440 over midnight."""


class RosterHours(Protocol):
    """One roster of the regulation: hours by weekday, or named shifts."""

    shifts: Mapping[str, DutyHours]

    def on_weekday(self, weekday: int) -> DutyHours | None:
        """Return the hours of an ISO weekday."""


def duty_span(rosters: Mapping[str, RosterHours], roster: str, on: date) -> Interval | None:
    """Return start and end of duty for a judged day's roster code (`kantor-5`, `rsud/malam`), None where unknown."""
    code, _slash, shift = roster.partition("/")
    found = rosters.get(code)
    if found is None:
        return None
    hours = found.shifts.get(shift) if shift else found.on_weekday(on.isoweekday())
    return None if hours is None else (hours.start_minute, hours.end_minute)
