"""How much waits on whose desk: for whoever answers for the desks, not for those who decide."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min, Q, QuerySet, Sum

from office.audit import clock
from office.people import selectors as people
from office.people.core import Seat
from workflows.approval.core import StepState
from workflows.approval.models import Step

ROWS = 200


@dataclass(frozen=True, slots=True)
class DeskLoad:
    """One desk with what waits on it."""

    seat: Seat
    """The desk."""
    title: str
    """Title of the seat."""
    holders: tuple[str, ...]
    """Names of who may decide now; empty for a vacant seat."""
    waiting: int
    """Steps waiting."""
    late: int
    """Those whose time has passed."""
    amount: int
    """Their sum in whole rupiah."""
    since: datetime
    """Arrival of the oldest."""


@dataclass(frozen=True, slots=True)
class WaitingStep:
    """One document on a desk, as whoever answers for the desk sees it: what and how long, not what is inside."""

    title: str
    """Title of the filing."""
    person: str
    """Name of its maker with titles."""
    unit: str
    """Name of the agency."""
    since: datetime
    """Arrival on the desk."""
    due: date | None
    """Last day of the desk's time."""
    is_late: bool
    """Whether that day has passed."""


def desk_loads(agency_ids: Iterable[int]) -> tuple[DeskLoad, ...]:
    """Return the desks on which filings of these agencies wait, most late ones first. Four queries."""
    now = clock.now()
    late = Count("pk", filter=Q(due__lt=clock.local(now).date()))
    rows = list(
        _waiting(agency_ids)
        .values("seat_kind", "seat_id")
        .annotate(n=Count("pk"), late=late, amount=Sum("filing__amount"), since=Min("opened_at"))
        .order_by("-late", "-n", "since")
    )
    seats = [Seat(row["seat_kind"], row["seat_id"]) for row in rows]
    titles, held = people.seat_titles(seats), people.seat_holders(seats, now)
    named = people.people_by_id({h.employee_id for holders in held.values() for h in holders})
    return tuple(
        DeskLoad(
            seat=seat,
            title=titles.get(seat, ""),
            holders=tuple(named[h.employee_id].full_name for h in held[seat]),
            waiting=row["n"],
            late=row["late"],
            amount=row["amount"] or 0,
            since=row["since"] or now,
        )
        for seat, row in zip(seats, rows, strict=True)
    )


def steps_on(seat: Seat, agency_ids: Iterable[int]) -> tuple[WaitingStep, ...]:
    """Return what waits on one desk from these agencies, oldest first, at most two hundred. Three queries."""
    today = clock.today()
    waiting = _waiting(agency_ids).filter(seat_kind=seat.kind, seat_id=seat.id)
    steps = list(waiting.select_related("filing").order_by("opened_at", "pk")[:ROWS])
    makers = people.people_by_id({step.filing.maker_id for step in steps})
    units = people.agencies_by_id({step.filing.agency_id for step in steps})
    return tuple(
        WaitingStep(
            title=step.filing.title,
            person=makers[step.filing.maker_id].full_name,
            unit=units[step.filing.agency_id].name,
            since=step.opened_at or clock.now(),
            due=step.due,
            is_late=step.due is not None and step.due < today,
        )
        for step in steps
    )


def _waiting(agency_ids: Iterable[int]) -> QuerySet[Step]:
    states = [StepState.OPEN, StepState.SIGNING]
    return Step.objects.filter(state__in=states, filing__agency_id__in=list(agency_ids))
