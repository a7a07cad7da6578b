"""The desk: open steps the reader can decide on now, and what waits on others."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from office.audit.context import once_per_page
from office.audit.core import Actor
from office.indonesia.numbers import whole
from office.people import selectors as people
from office.people.core import AppointmentKind
from workflows.approval.core import StepState
from workflows.approval.models import Step
from workflows.approval.selectors.reader import (
    COUNT_CAP,
    DELEGATED,
    MINE,
    TABS,
    WAITING,
    Reader,
    on_seats,
    reader_of,
)

PAGE = 50
DAYS_DIGITS = 3
"""Of the filter of days left: nobody looks further ahead than some years."""


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
    units: tuple[tuple[int, str], ...] = field(default=())
    """Agencies on this tab by id and name, for the filter."""


def desk(
    by: Actor, tab: str = MINE, filters: Mapping[str, str] | None = None, after: str = ""
) -> DeskPage:
    """Return a page of the reader's desk, ordered by due day then age.

    Tabs: `mine` own seats, `delegated` seats held as Plt, Plh or delegate, `waiting` filings the reader made or
    approved that wait on others. Rows the reader may not decide (four eyes, scope, amount) are on neither of the first
    two, so counts are what can be acted on. Filters: `kind`, `unit` (agency), `q` (title), `found` (with findings),
    `late`, `due` (within so many days); `sort` is `amount` (largest first) or empty.
    """
    tab = tab if tab in TABS else MINE
    shown = reader_of(by)
    rows = shown.steps(tab)
    kinds, units = _choices(rows) if filters is not None else ((), ())
    order = ORDERS.get((filters or {}).get("sort", ""), BY_DUE)
    wanted = _filtered(rows, filters or {}, shown.today)
    page = list(order.after(wanted, after).select_related("filing").order_by(*order.by)[: PAGE + 1])
    mark = order.mark(page[PAGE - 1]) if len(page) > PAGE else ""
    return DeskPage(tab, _rows(page[:PAGE], shown, tab), desk_counts(by), mark, kinds, units)


def _choices(rows: QuerySet[Step]) -> tuple[tuple[str, ...], tuple[tuple[int, str], ...]]:
    """Return the kinds and the agencies a tab holds, in two queries."""
    pairs = set(rows.order_by().values_list("filing__kind", "filing__agency_id").distinct())
    units = people.agencies_by_id({agency_id for _kind, agency_id in pairs})
    named = sorted(((one.id, one.name) for one in units.values()), key=lambda one: one[1])
    return tuple(sorted({kind for kind, _agency_id in pairs})), tuple(named)


@once_per_page
def desk_counts(by: Actor) -> dict[str, int]:
    """Return how many steps the reader can act on (`mine`, `delegated`) and how many wait on others (`waiting`)."""
    return reader_of(by).counts()


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
    reader = reader_of(by)
    if tab in {MINE, DELEGATED}:
        steps = _filtered(reader.steps(tab), filters or {}, reader.today)
    else:
        steps = (reader.steps(MINE) | reader.steps(DELEGATED)).filter(pk__in=list(step_ids))
    found = steps.select_related("filing").order_by("due", "pk")[:limit]
    return _rows(list(found), reader, MINE)


@once_per_page
def filings_on_desk(by: Actor, kind: str) -> tuple[int, ...]:
    """Return the filings of one kind the reader can act on now, oldest first, at most COUNT_CAP."""
    reader = reader_of(by)
    steps = (reader.steps(MINE) | reader.steps(DELEGATED)).filter(filing__kind=kind)
    return tuple(steps.order_by("due", "pk").values_list("filing_id", flat=True)[:COUNT_CAP])


def next_step_id(by: Actor, after_step_id: int) -> int | None:
    """Return the step the reader is shown after deciding one: the next on the own desk, then on the delegated one."""
    reader = reader_of(by)
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
    reader = reader_of(by)
    if not {AppointmentKind.PERSONNEL, AppointmentKind.PERSONNEL_AUTHORITY} & reader.viewer.kinds:
        return ()
    seats = Step.objects.filter(state=StepState.OPEN).values_list("seat_kind", "seat_id").distinct()
    held = people.seat_holders({Step(seat_kind=k, seat_id=i).seat for k, i in seats}, reader.at)
    empty = [seat for seat, holders in held.items() if not holders]
    if not empty:
        return ()
    rows = Step.objects.filter(on_seats(empty), state=StepState.OPEN).select_related("filing")
    return _rows(list(rows.order_by("opened_at", "pk")[:PAGE]), reader, WAITING)


def _filtered(rows: QuerySet[Step], filters: Mapping[str, str], today: date) -> QuerySet[Step]:
    if kind := filters.get("kind"):
        rows = rows.filter(filing__kind=kind)
    if text := filters.get("q", "").strip():
        rows = rows.filter(filing__title__icontains=text)
    if filters.get("found"):
        rows = rows.filter(filing__findings__gt=0)
    if filters.get("late"):
        rows = rows.filter(due__lt=today)
    if (unit := whole(filters.get("unit", ""))) is not None:
        rows = rows.filter(filing__agency_id=unit)
    if (days := whole(filters.get("due", ""), DAYS_DIGITS)) is not None:
        rows = rows.filter(due__lte=today + timedelta(days=days))
    return rows


def _after_due(rows: QuerySet[Step], after: str) -> QuerySet[Step]:
    """Return the rows behind a mark `2026-11-03:123`; a mark that is none starts at the beginning."""
    day, _sep, number = after.partition(":")
    try:
        due = date.fromisoformat(day)
    except ValueError:
        return rows
    step_id = whole(number)
    if step_id is None:
        return rows
    return rows.filter(Q(due__gt=due) | Q(due=due, pk__gt=step_id))


def _after_amount(rows: QuerySet[Step], after: str) -> QuerySet[Step]:
    """Return the rows behind a mark `18400000:123`, largest first; a mark that is none starts at the beginning."""
    first, _sep, second = after.partition(":")
    amount, number = whole(first), whole(second)
    if amount is None or number is None:
        return rows
    return rows.filter(Q(filing__amount__lt=amount) | Q(filing__amount=amount, pk__gt=number))


@dataclass(frozen=True, slots=True)
class Order:
    """One way the desk is sorted, with its keyset."""

    by: tuple[str, ...]
    """Columns of the order; the last is unique."""
    mark: Callable[[Step], str]
    """Mark of a row, from which the next page starts."""
    after: Callable[[QuerySet[Step], str], QuerySet[Step]]
    """Rows behind a mark."""


BY_DUE = Order(("due", "pk"), lambda step: f"{step.due}:{step.pk}", _after_due)
ORDERS = {
    "amount": Order(
        ("-filing__amount", "pk"), lambda step: f"{step.filing.amount}:{step.pk}", _after_amount
    )
}


def _rows(steps: Sequence[Step], reader: Reader, tab: str) -> tuple[DeskRow, ...]:
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
