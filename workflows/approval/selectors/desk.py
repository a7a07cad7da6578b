"""The desk: open steps the reader can decide on now, and what waits on others."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from office.audit import clock
from office.audit.context import once_per_page
from office.audit.core import Actor
from office.people import selectors as people
from office.people.core import AppointmentKind, Basis, HeldSeat, Seat, Viewer
from workflows.approval import organisation
from workflows.approval.core import StepState, Verb
from workflows.approval.models import Decision, DecisionState, Step

MINE, DELEGATED, WAITING = "mine", "delegated", "waiting"
TABS = (MINE, DELEGATED, WAITING)
PAGE = 50
COUNT_CAP = 1000


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One open step as the desk lists it."""

    step_id: int
    """The step."""
    filing_id: int
    """Its filing."""
    kind: str
    """Kind of procedure, for example `daily_report`."""
    subject_ref: str
    """What is decided, for example `daily_report:12`."""
    title: str
    """Title of the filing."""
    person_id: int
    """Who made it."""
    person: str
    """Name with titles."""
    unit: str
    """Name of the agency."""
    minutes: int
    """Minutes claimed, 0 where none."""
    amount: int
    """Whole rupiah, 0 where none."""
    findings: int
    """Findings against it."""
    due: date
    """Last day of this desk's time."""
    is_late: bool
    """Whether that day has passed."""
    opened_at: datetime
    """Since when it lies here."""
    level: int
    """Its level."""
    seat_title: str
    """Seat that is asked."""
    signs: bool
    """Whether approving means signing a document."""
    revision_sha: str
    """Revision that waits; hidden field of every decision."""
    holders: tuple[str, ...] = ()
    """On the tab `waiting`: names of who may decide; empty for a vacant seat."""
    basis: str = ""
    """By what right the reader decides: definitive, plt, plh or delegation."""


@dataclass(frozen=True, slots=True)
class DeskPage:
    """One page of the desk."""

    tab: str
    """mine, delegated or waiting."""
    rows: tuple[DeskRow, ...]
    """At most one page of rows, most urgent first."""
    counts: Mapping[str, int]
    """Rows per tab without filters, at most COUNT_CAP + 1: what can be acted on now, or waits on others."""
    after: str
    """Keyset mark of the next page, empty on the last."""
    kinds: tuple[str, ...] = field(default=())
    """Kinds of procedure on this tab, for the filter."""


def desk(
    by: Actor, tab: str = MINE, filters: Mapping[str, str] | None = None, after: str = ""
) -> DeskPage:
    """Return a page of the reader's desk, ordered by due day then age.

    Tabs: `mine` own seats, `delegated` seats held as Plt, Plh or delegate, `waiting` filings the reader made or
    approved that wait on others. Rows the reader may not decide (four eyes, scope, amount) are on neither of the first
    two, so counts are what can be acted on. Filters: `kind`, `q` (title), `found` (with findings), `late`.
    """
    tab = tab if tab in TABS else MINE
    shown = _Reader(by)
    rows = shown.steps(tab)
    kinds = (
        tuple(rows.order_by("filing__kind").values_list("filing__kind", flat=True).distinct())
        if filters is not None
        else ()
    )
    wanted = _filtered(rows, filters or {}, shown.today)
    page = list(_after(wanted, after).select_related("filing").order_by("due", "pk")[: PAGE + 1])
    mark = f"{page[PAGE - 1].due}:{page[PAGE - 1].pk}" if len(page) > PAGE else ""
    return DeskPage(tab, _rows(page[:PAGE], shown, tab), shown.counts(), mark, kinds)


@once_per_page
def desk_counts(by: Actor) -> dict[str, int]:
    """Return how many steps the reader can act on (`mine`, `delegated`) and how many wait on others (`waiting`)."""
    return _Reader(by).counts()


@once_per_page
def desk_badge(by: Actor) -> int:
    """Return how many steps the reader can act on now, for the navigation."""
    counts = desk_counts(by)
    return counts[MINE] + counts[DELEGATED]


def desk_selection(
    by: Actor,
    step_ids: Iterable[int] = (),
    tab: str = "",
    filters: Mapping[str, str] | None = None,
    limit: int = 1,
) -> tuple[DeskRow, ...]:
    """Return rows the reader can act on now: the steps named, or with a tab all that fit its filters; `limit` at most.

    Steps that left the desk meanwhile are left out.
    """
    reader = _Reader(by)
    if tab in {MINE, DELEGATED}:
        steps = _filtered(reader.steps(tab), filters or {}, reader.today)
    else:
        steps = (reader.steps(MINE) | reader.steps(DELEGATED)).filter(pk__in=list(step_ids))
    found = steps.select_related("filing").order_by("due", "pk")[:limit]
    return _rows(list(found), reader, MINE)


def next_step_id(by: Actor, after_step_id: int) -> int | None:
    """Return the step the reader is shown after deciding one: the next on the own desk, then on the delegated one."""
    reader = _Reader(by)
    for tab in (MINE, DELEGATED):
        following = reader.steps(tab).exclude(pk=after_step_id).order_by("due", "pk")
        found = following.values_list("pk", flat=True).first()
        if found is not None:
            return found
    return None


def vacant_steps(by: Actor) -> tuple[DeskRow, ...]:
    """Return open steps whose seat nobody may act for now ("kursi kosong"), for personnel; empty for others.

    Oldest first, at most one page: the cure is an assignment or a Plt, not a decision here.
    """
    reader = _Reader(by)
    if not {AppointmentKind.PERSONNEL, AppointmentKind.PERSONNEL_AUTHORITY} & reader.viewer.kinds:
        return ()
    seats = Step.objects.filter(state=StepState.OPEN).values_list("seat_kind", "seat_id").distinct()
    held = people.seat_holders({Step(seat_kind=k, seat_id=i).seat for k, i in seats}, reader.at)
    empty = [seat for seat, holders in held.items() if not holders]
    if not empty:
        return ()
    rows = Step.objects.filter(_on_seats(empty), state=StepState.OPEN).select_related("filing")
    return _rows(list(rows.order_by("opened_at", "pk")[:PAGE]), reader, WAITING)


class _Reader:
    """Who reads, with seats and stand-ins asked once."""

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
        return self._decidable().filter(_within(rights))

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


def _within(rights: Sequence[HeldSeat]) -> Q:
    """Return the condition that a step's seat is held and its filing lies within the right's reach."""
    condition = Q()
    for held in rights:
        one = Q(seat_kind=held.seat.kind, seat_id=held.seat.id)
        if held.reach.scope:
            one &= Q(filing__kind__in=held.reach.scope)
        if held.reach.limit_rupiah is not None:
            one &= Q(filing__amount__lte=held.reach.limit_rupiah)
        condition |= one
    return condition


def _on_seats(seats: Iterable[Seat]) -> Q:
    condition = Q()
    for seat in seats:
        condition |= Q(seat_kind=seat.kind, seat_id=seat.id)
    return condition


def _filtered(rows: QuerySet[Step], filters: Mapping[str, str], today: date) -> QuerySet[Step]:
    if kind := filters.get("kind"):
        rows = rows.filter(filing__kind=kind)
    if text := filters.get("q", "").strip():
        rows = rows.filter(filing__title__icontains=text)
    if filters.get("found"):
        rows = rows.filter(filing__findings__gt=0)
    if filters.get("late"):
        rows = rows.filter(due__lt=today)
    return rows


def _after(rows: QuerySet[Step], after: str) -> QuerySet[Step]:
    """Return the rows behind a keyset mark `2026-11-03:123`; a mark that is none starts at the beginning."""
    day, _sep, number = after.partition(":")
    try:
        due, step_id = date.fromisoformat(day), int(number)
    except ValueError:
        return rows
    return rows.filter(Q(due__gt=due) | Q(due=due, pk__gt=step_id))


def _rows(steps: Sequence[Step], reader: _Reader, tab: str) -> tuple[DeskRow, ...]:
    makers = {step.filing.maker_id for step in steps}
    holders = (
        people.seat_holders({step.seat for step in steps}, reader.at) if tab == WAITING else {}
    )
    named = people.people_by_id(makers | {h.employee_id for held in holders.values() for h in held})
    units = people.agencies_by_id({step.filing.agency_id for step in steps})
    return tuple(
        DeskRow(
            step_id=step.pk,
            filing_id=step.filing_id,
            kind=step.filing.kind,
            subject_ref=step.filing.subject_ref,
            title=step.filing.title,
            person_id=step.filing.maker_id,
            person=named[step.filing.maker_id].full_name,
            unit=units[step.filing.agency_id].name,
            minutes=step.filing.minutes,
            amount=step.filing.amount,
            findings=step.filing.findings,
            due=step.due or reader.today,
            is_late=step.due is not None and step.due < reader.today,
            opened_at=step.opened_at or reader.at,
            level=step.level,
            seat_title=step.seat_title,
            signs=bool(step.document),
            revision_sha=step.filing.revision_sha,
            holders=tuple(named[h.employee_id].full_name for h in holders.get(step.seat, ())),
            basis="" if tab == WAITING else reader.basis(step),
        )
        for step in steps
    )
