"""Who reads the desk: seats and stand-ins asked once, and the steps they open."""

from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from office.audit import clock
from office.audit.context import once_per_page
from office.audit.core import Actor
from office.people import selectors as people
from office.people.core import Basis, HeldSeat, Seat, Viewer
from workflows.approval import organisation, strategic
from workflows.approval.core import StepState, Verb
from workflows.approval.models import Decision, DecisionState, Step

MINE, DELEGATED, WAITING = "mine", "delegated", "waiting"
TABS = (MINE, DELEGATED, WAITING)
COUNT_CAP = 1000


class Reader:
    """Who reads the desk, at one moment."""

    def __init__(self, by: Actor) -> None:
        self.by = by
        self.at = clock.now()
        self.today = clock.local(self.at).date()
        self.viewer: Viewer = people.viewer(by)
        self.held: tuple[HeldSeat, ...] = self.viewer.seats
        self.id = by.employee_id or 0
        self.stands_in_for = (
            organisation.acts_for(self.held, self.id, self.at) if self.held else frozenset()
        )

    def steps(self, tab: str) -> QuerySet[Step]:
        """Return the steps of a tab."""
        if tab == WAITING:
            return self._waiting()
        own = tab == MINE
        rights = [h for h in self.held if (h.basis == Basis.DEFINITIVE) == own]
        if not rights:
            return Step.objects.none()
        return self._decidable().filter(within(rights, strategic.barred(rights, self.today)))

    def _decidable(self) -> QuerySet[Step]:
        """Return open steps four eyes let this reader decide: the same rule as in core.eyes, as a query."""
        eyes = {self.id} | self.stands_in_for
        approved = Decision.objects.filter(
            filing=OuterRef("filing"), stands=True, choice=Verb.APPROVE, by__in=eyes
        ).exclude(state=DecisionState.LAPSED)
        signing = Decision.objects.filter(filing=OuterRef("filing"), state=DecisionState.PENDING)
        return (
            Step.objects.filter(state=StepState.OPEN)
            .exclude(filing__maker__in=eyes)
            .exclude(filing__strict=True, filing__last_editor__in=eyes)
            .exclude(Q(filing__strict=True) & Exists(approved))
            .exclude(Exists(signing))
        )

    def _waiting(self) -> QuerySet[Step]:
        """Return open steps of filings this reader made, submitted or approved, on seats of others."""
        passed = Decision.objects.filter(
            filing=OuterRef("filing"), by=self.id, state=DecisionState.MADE, stands=True
        )
        return Step.objects.filter(state__in=[StepState.OPEN, StepState.SIGNING]).filter(
            Q(filing__maker=self.id) | Q(filing__last_editor=self.id) | Exists(passed)
        )

    def counts(self) -> dict[str, int]:
        """Return the capped count of every tab."""
        return {tab: self.steps(tab)[: COUNT_CAP + 1].count() for tab in TABS}

    def basis(self, step: Step) -> str:
        """Return by what right the reader decides a step."""
        right = organisation.right_to(
            step.seat, self.held, step.filing.kind, step.filing.amount, self.by.mandate_id
        )
        return right.basis if right else ""


reader_of = once_per_page(Reader)
"""Return who reads the desk, asked once per page."""


def within(rights: Sequence[HeldSeat], barred: frozenset[str]) -> Q:
    """Return the condition that a step's seat is held and its filing lies within the right's reach.

    `barred` are the procedures a Plt or Plh does not decide.
    """
    condition = Q()
    for held in rights:
        one = Q(seat_kind=held.seat.kind, seat_id=held.seat.id)
        if held.reach.scope:
            one &= Q(filing__kind__in=held.reach.scope)
        if barred and held.basis in strategic.STANDING_IN:
            one &= ~Q(filing__kind__in=barred)
        if held.reach.limit_rupiah is not None:
            one &= Q(filing__amount__lte=held.reach.limit_rupiah)
        condition |= one
    return condition


def on_seats(seats: Iterable[Seat]) -> Q:
    """Return the condition that a step waits for one of these seats."""
    condition = Q()
    for seat in seats:
        condition |= Q(seat_kind=seat.kind, seat_id=seat.id)
    return condition
