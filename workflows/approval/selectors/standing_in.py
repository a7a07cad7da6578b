"""Who usually stands in for a seat, for how long now, and what a decree that comes late touches."""

from dataclasses import dataclass
from datetime import date, timedelta

from office.attendance import selectors as attendance
from office.audit import clock
from office.audit.core import Actor
from office.people import selectors as people
from office.people.core import AppointmentKind, Basis, Seat
from workflows.approval.core import StepState
from workflows.approval.models import Decision, DecisionState, Step
from workflows.approval.selectors.access import may_read_filing

LOOK_BACK = timedelta(days=730)
LOOK_AHEAD = timedelta(days=60)
SHOWN = 20


@dataclass(frozen=True, slots=True)
class StandInOffer:
    """What the page proposes, so that appointing a Plh is one tap."""

    position_id: int
    """The seat."""
    position_title: str
    """Its name."""
    holder_id: int | None
    """The usual deputy; None where nobody reports to the seat."""
    reason: str
    """Why this person: `last` (stood in before), `below` (the first below), or empty."""
    first: date
    """First day: of the absence that is or comes next, or today."""
    last: date
    """Last day, inclusive."""
    absence: str
    """What the days come from; empty where none is known."""
    decree: str
    """Number proposed for the order."""


def stand_in_offers(by: Actor) -> tuple[StandInOffer, ...]:
    """Return an offer for each seat the reader holds definitively and somebody reports to, covered today or not."""
    viewer, today = people.viewer(by), clock.today()
    if viewer.employee_id is None:
        return ()
    own = {
        held.seat.id
        for held in viewer.seats
        if held.seat.is_position and held.basis == Basis.DEFINITIVE
    }
    leading = [pk for pk in sorted(own) if people.positions_below([pk], today)]
    return tuple(_offer(viewer.employee_id, pk, today) for pk in leading)


def _offer(employee_id: int, position_id: int, today: date) -> StandInOffer:
    card = people.positions_by_id([position_id])[position_id]
    holder_id, reason = _deputy(position_id, employee_id, today)
    away = next(iter(attendance.absences(employee_id, today, today + LOOK_AHEAD)), None)
    first = max(away.first, today) if away else today
    return StandInOffer(
        position_id=position_id,
        position_title=card.title,
        holder_id=holder_id,
        reason=reason,
        first=first,
        last=away.last if away else today,
        absence=f"{away.title} ({away.decree})" if away else "",
        decree=f"PLH/{card.code}/{first:%Y%m%d}",
    )


def _deputy(position_id: int, employee_id: int, today: date) -> tuple[int | None, str]:
    """Return who stood in last, if still serving, or the holder of the highest class below."""
    past = people.mandates_over([position_id], today - LOOK_BACK, today + LOOK_AHEAD)
    before = [m.holder_id for m in past if m.kind == Basis.PLH and m.holder_id != employee_id]
    if before and people.position_of(before[-1], today):
        return before[-1], "last"
    below = people.direct_reports([position_id], today)
    highest = max(below, key=lambda one: one.position.job_class, default=None)
    return (highest.person.employee_id, "below") if highest else (None, "")


@dataclass(frozen=True, slots=True)
class Touched:
    """Filings that passed or wait on a seat in the days of a decree."""

    open: int
    """Steps that wait there now: the stand-in decides them from today on."""
    decided: int
    """Decisions already made for the seat in these days: they stay as they were made."""
    titles: tuple[str, ...]
    """Of these filings, those the reader may read."""


def touched_by_mandate(position_id: int, first: date, last: date, by: Actor) -> Touched:
    """Return what a mandate over a seat from first to last (inclusive) meets; nothing of it is changed by the decree.

    Counts for whoever manages people or acts for the seat or the one above; zero for others.
    """
    if not _may_look(position_id, by):
        return Touched(0, 0, ())
    seat = Seat.position(position_id)
    steps = Step.objects.filter(seat_kind=seat.kind, seat_id=seat.id)
    waiting = steps.filter(state=StepState.OPEN)
    made = Decision.objects.filter(
        step__in=steps, state=DecisionState.MADE, decided_at__date__range=(first, last)
    )
    filings = {
        *waiting.values_list("filing_id", "filing__title"),
        *made.values_list("filing_id", "filing__title"),
    }
    titles = [title for pk, title in sorted(filings) if may_read_filing(pk, by)]
    return Touched(waiting.count(), made.count(), tuple(titles[:SHOWN]))


def _may_look(position_id: int, by: Actor) -> bool:
    viewer = people.viewer(by)
    above = people.superior_seat(position_id)
    held = {h.seat for h in viewer.seats}
    near = Seat.position(position_id) in held or (above is not None and above in held)
    return near or position_id == viewer.position_id or AppointmentKind.PERSONNEL in viewer.kinds
