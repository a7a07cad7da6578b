"""Which desks the clock must look at, and what a reader sees of a step's time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from office.audit import clock
from office.audit.core import Actor
from office.people import selectors as people
from workflows.approval import clocks
from workflows.approval.chain_rights import keeps_chains
from workflows.approval.clock_models import StepClock
from workflows.approval.core import StepState
from workflows.approval.models import Step

AHEAD = timedelta(days=7)
SLICE = 500
SHOWN = 100


@dataclass(frozen=True, slots=True)
class StepTime:
    """A step's time as the decision page shows it."""

    deadline: datetime
    """End of the desk's time."""
    zone: str
    """Zone of the office."""
    is_over: bool
    """Whether it has passed."""
    escalated_at: datetime | None
    """Since when the seat above knows; None while it need not."""


@dataclass(frozen=True, slots=True)
class SilentDesk:
    """A step whose silence went one seat up and that still waits."""

    step_id: int
    """The step."""
    title: str
    """Title of the filing."""
    seat_title: str
    """The silent desk."""
    holders: tuple[str, ...]
    """Who may decide there."""
    escalated_at: datetime
    """Since when the seat above knows."""


def step_time(step_id: int) -> StepTime | None:
    """Return the time of an open step; None for any other, or where no regulation speaks of clocks. The caller has shown that its reader may see the step."""
    step = Step.objects.select_related("filing").filter(pk=step_id, state=StepState.OPEN).first()
    if step is None:
        return None
    hands = clocks.desk_clocks([step]).get(step.pk)
    if hands is None:
        return None
    known = StepClock.objects.filter(step=step).values_list("escalated_at", flat=True).first()
    return StepTime(hands.deadline, hands.zone, hands.deadline < clock.now(), known)


def due_clocks() -> Iterator[tuple[str, int]]:
    """Yield (`remind` or `escalate`, step) for every open step whose hour has come, oldest first."""
    now = clock.now()
    rows = Step.objects.filter(state=StepState.OPEN, due__lte=clock.local(now).date() + AHEAD)
    undone = rows.filter(Q(clock__isnull=True) | Q(clock__escalated_at__isnull=True))
    last = 0
    while steps := list(
        undone.filter(pk__gt=last).select_related("filing", "clock").order_by("pk")[:SLICE]
    ):
        last = steps[-1].pk
        for step_id, hands in clocks.desk_clocks(steps).items():
            if hands.escalate_at <= now:
                yield "escalate", step_id
            elif hands.remind_at <= now and not StepClock.objects.filter(step=step_id).exists():
                yield "remind", step_id


def silent_desks(by: Actor) -> tuple[SilentDesk, ...]:
    """Return the desks whose silence went up and that still wait, longest first, for personnel; empty for others."""
    if not keeps_chains(people.viewer(by)):
        return ()
    rows = StepClock.objects.filter(escalated_at__isnull=False, step__state=StepState.OPEN)
    found = list(rows.select_related("step__filing").order_by("escalated_at")[:SHOWN])
    holders = people.seat_holders({row.step.seat for row in found}, clock.now())
    named = people.people_by_id({h.employee_id for held in holders.values() for h in held})
    return tuple(
        SilentDesk(
            row.step_id,
            row.step.filing.title,
            row.step.seat_title,
            tuple(named[h.employee_id].full_name for h in holders[row.step.seat]),
            row.escalated_at,
        )
        for row in found
        if row.escalated_at
    )
