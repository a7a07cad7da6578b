"""Where requests stand: columns of the board and the clock of each step."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial

from django.utils.translation import gettext as _

from office.attendance import selectors as attendance
from office.audit import clock
from office.audit.core import Actor
from office.people.core import APPOINTMENT_TITLES, AppointmentKind
from office.regulations import selectors as regulations
from office.regulations.core import ChainLevel
from workflows.approval import selectors as approval
from workflows.approval.errors import FilingNotFound
from workflows.disbursement.core.cards import RequestCard
from workflows.disbursement.core.requests import RequestState
from workflows.disbursement.selectors import requests_seen

PROCEDURE = "disbursement"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request with the clock of the step it waits at."""

    card: RequestCard
    """The request."""
    since: datetime
    """Since when it waits here."""
    days: int
    """Whole days it has waited."""
    due: date | None
    """Last day of the step's service time; None where nobody is timed."""
    is_late: bool
    """Whether that day has passed."""


@dataclass(frozen=True, slots=True)
class Column:
    """One step of the board."""

    title: str
    """What happens there."""
    sla: int
    """Working days the step has; 0 where it is not timed."""
    rows: tuple[Waiting, ...]
    """Its requests, longest waiting first."""
    total: int
    """Their sum in whole rupiah."""


def board_of(by: Actor) -> list[Column]:
    """Return the board of every request `by` may see: one column per level, then the maker's desk, then what is done."""
    running = requests_seen(by, [RequestState.RUNNING])
    levels = _levels()
    columns = [
        _column(_level_title(level), level.due_workdays, _at_level(running, level))
        for level in levels
    ]
    with_maker = requests_seen(by, [RequestState.RETURNED, RequestState.DRAFT])
    columns.append(_column(_("Pada pembuat"), 0, _untimed(with_maker)))
    done = requests_seen(by, [RequestState.RELEASED], limit=20)
    columns.append(_column(_("Cair"), 0, _untimed(done)))
    ended = requests_seen(by, [RequestState.REJECTED, RequestState.REVERSED], limit=20)
    if ended:
        columns.append(_column(_("Ditolak atau dibalik"), 0, _untimed(ended)))
    return columns


def filing_of(card: RequestCard, by: Actor) -> approval.FilingCard | None:
    """Return the filing of a request as its readers see it, None for others."""
    if card.filing_id is None:
        return None
    try:
        return approval.filing_card(card.filing_id, by)
    except FilingNotFound:
        return None


def _levels() -> tuple[ChainLevel, ...]:
    levels: tuple[ChainLevel, ...] = regulations.in_force("chains", clock.today()).levels[PROCEDURE]
    return levels


def _level_title(level: ChainLevel) -> str:
    kind = level.seats[0].removeprefix("appointment:")
    seat = (
        APPOINTMENT_TITLES[AppointmentKind(kind)]
        if kind in set(AppointmentKind)
        else level.seats[0]
    )
    if not level.document:
        return _("Diperiksa %(seat)s") % {"seat": seat}
    return _("%(document)s ditandatangani %(seat)s") % {
        "document": level.document.upper(),
        "seat": seat,
    }


def _at_level(running: Iterable[RequestCard], level: ChainLevel) -> list[Waiting]:
    cards = [card for card in running if card.filing_id is not None]
    facts = approval.filing_facts(card.filing_id for card in cards if card.filing_id)
    here = [(card, facts[card.filing_id]) for card in cards if card.filing_id in facts]
    due = cache(partial(_due, level.due_workdays))  # many requests share their day and agency
    return [
        _timed(card, fact.state_at, due(clock.local(fact.state_at).date(), card.agency_id))
        for card, fact in here
        if fact.level == level.number
    ]


def _due(workdays: int, start: date, agency_id: int) -> date:
    return attendance.add_workdays(start, workdays, agency_id)


def _timed(card: RequestCard, since: datetime, due: date) -> Waiting:
    return Waiting(card, since, _days(since), due, is_late=due < clock.today())


def _untimed(cards: Iterable[RequestCard]) -> list[Waiting]:
    return [
        Waiting(card, card.submitted_at, _days(card.submitted_at), None, is_late=False)
        for card in cards
    ]


def _days(since: datetime) -> int:
    return (clock.now() - since).days


def _column(title: str, sla: int, rows: list[Waiting]) -> Column:
    ordered = tuple(sorted(rows, key=lambda row: row.since))
    return Column(title, sla, ordered, sum(row.card.amount for row in rows))
