"""Working days."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from office.attendance.core.wall import dates
from office.attendance.core.workdays import NoWorkdays, nth_workday
from office.attendance.models import Holiday
from office.attendance.problems import BadDates
from office.attendance.selectors._inputs import day_inputs
from office.attendance.selectors._schedule import load_calendar

REACH_DAYS_PER_WORKDAY = 3
REACH_DAYS_AT_LEAST = 60
"""How far ahead the calendar is loaded to count n working days; the longest run of holidays is under two weeks."""


@dataclass(frozen=True, slots=True)
class HolidayCard:
    """One date free of duty."""

    id: int
    """The row."""
    on: date
    """The date."""
    name: str
    """Name of the holiday."""
    kind: str
    """`national`, `joint` (cuti bersama) or `regional`."""
    kind_label: str
    """The kind in words."""
    decree: str
    """Decree that frees the date."""


def is_workday(employee_id: int, on: date) -> bool:
    """Return whether the employee's roster asks for work on the date and no holiday frees it; leave is not looked at."""
    day = next(iter(day_inputs([employee_id], on, on))).inputs
    return day.shift is not None


def personal_workdays(employee_id: int, first: date, last: date) -> list[date]:
    """Return the dates from first to last, both inclusive, that ask the employee for work; leave is not looked at.

    By the employee's own roster and shifts, and the holidays; a shift that is not planned yet asks for nothing.
    """
    days = day_inputs([employee_id], first, last)
    return [day.inputs.on for day in days if day.inputs.shift is not None]


def workdays(first: date, last: date, agency_id: int | None = None) -> list[date]:
    """Return the working days from first to last, both inclusive, by the agency's weekly roster (None: the city's).

    Units that work in shifts count the city's working days. Raises NoRule where no regulation is published.
    """
    works = _calendar(first, last, agency_id)
    return [on for on in dates(first, last) if works(on)]


def add_workdays(start: date, n: int, agency_id: int | None = None) -> date:
    """Return the working day n working days after start (before it when n is negative); start itself never counts.

    With n = 0 it is start. Raises BadDates for a calendar without working days.
    """
    reach = timedelta(days=max(REACH_DAYS_AT_LEAST, abs(n) * REACH_DAYS_PER_WORKDAY))
    works = _calendar(start - reach, start + reach, agency_id)
    try:
        return nth_workday(start, n, works)
    except NoWorkdays:
        raise BadDates(
            _("Kalender tidak memiliki hari kerja. Periksa jadwal kerja dan hari libur.")
        ) from None


def _calendar(first: date, last: date, agency_id: int | None) -> Callable[[date], bool]:
    schedule = load_calendar(agency_id, first, last)

    def works(on: date) -> bool:
        return schedule.works(schedule.by_roster(schedule.weekly_code(agency_id, on), on), on)

    return works


def holidays_in(year: int) -> list[HolidayCard]:
    """Return the live holidays of a year, by date."""
    rows = Holiday.objects.filter(on__year=year, superseded_at=None).order_by("on")
    return [HolidayCard(r.pk, r.on, r.name, r.kind, r.get_kind_display(), r.decree) for r in rows]
