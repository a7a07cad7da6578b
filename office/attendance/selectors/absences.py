"""Days somebody is away by letter: what a stand-in is needed for."""

from dataclasses import dataclass
from datetime import date

from office.attendance.kinds import LEAVE_TITLES
from office.attendance.models import Duty, Leave
from office.attendance.selectors._schedule import overlapping


@dataclass(frozen=True, slots=True)
class Absence:
    """A leave or a duty elsewhere."""

    title: str
    """Kind of leave, or the place of the duty."""
    first: date
    """First day."""
    last: date
    """Last day, inclusive."""
    decree: str
    """Letter behind it."""


def absences(employee_id: int, first: date, last: date) -> list[Absence]:
    """Return the live leaves and duties of a person that meet a period (inclusive), earliest first."""
    period = overlapping(first, last)
    leaves = Leave.objects.filter(period, employee_id=employee_id, superseded_at=None)
    duties = Duty.objects.filter(period, employee_id=employee_id, superseded_at=None)
    found = [
        *(
            Absence(LEAVE_TITLES[r.kind], r.valid_from, r.valid_until or r.valid_from, r.decree)
            for r in leaves
        ),
        *(Absence(r.place, r.valid_from, r.valid_until or r.valid_from, r.decree) for r in duties),
    ]
    return sorted(found, key=lambda one: (one.first, one.last))
