"""A desk's time in the working hours of its office: until when, when to remind, when to go one seat up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from office.attendance import selectors as attendance
from office.attendance.core.worktime import Span, worked_after, worked_before
from office.audit import clock
from office.people import selectors as people
from office.people.core import Seat
from office.regulations.selectors import NoRule, in_force
from workflows.approval.models import Step

AROUND = timedelta(days=30)
"""How far around a day working hours are looked up; longer than any run of holidays."""


@dataclass(frozen=True, slots=True)
class DeskClock:
    """The three moments of an open step."""

    deadline: datetime
    """End of the working hours of its last day."""
    remind_at: datetime
    """From when its holder is reminded."""
    escalate_at: datetime
    """From when its silence is told one seat up."""
    zone: str
    """Zone of the office, for showing the hour."""


def desk_clocks(steps: Iterable[Step]) -> dict[int, DeskClock]:
    """Return the clock of each open step, by step; the filing is loaded. A few queries for any number of steps.

    Empty where no regulation speaks of the desks' clock: then nobody is reminded and nothing goes up.
    """
    open_steps = [step for step in steps if step.due is not None]
    law = _law()
    if not open_steps or law is None:
        return {}
    days = [step.due for step in open_steps if step.due is not None]
    agencies = {step.filing.agency_id for step in open_steps}
    spans = attendance.work_spans(agencies, min(days) - AROUND, max(days) + AROUND)
    zones = {pk: card.zone for pk, card in people.agencies_by_id(agencies).items()}
    found = {}
    for step in open_steps:
        agency_id, due = step.filing.agency_id, step.due
        if due is not None:
            hours = spans[agency_id]
            deadline = _deadline(hours, due, zones[agency_id])
            found[step.pk] = DeskClock(
                deadline,
                worked_before(hours, deadline, law.remind_hours) or deadline,
                worked_after(hours, deadline, law.escalate_hours) or deadline,
                zones[agency_id],
            )
    return found


def _law() -> Any:
    try:
        return in_force("clock", clock.today())
    except NoRule:
        return None


def _deadline(hours: Iterable[Span], due: date, zone: str) -> datetime:
    """Return when the office closes on the last day; midnight where it does not work that day."""
    at = ZoneInfo(zone)
    closing = [end for begin, end in hours if begin.astimezone(at).date() == due]
    return max(closing, default=datetime.combine(due + timedelta(days=1), time.min, tzinfo=at))


def seat_above(step: Step) -> Seat | None:
    """Return the seat that is told of a silent desk: the superior of a post, the head over an appointed office."""
    if step.seat.is_position:
        return people.superior_seat(step.seat.id)
    return people.head_seat(step.filing.agency_id)
