"""What stands on personnel's desk about the line above filings."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from office.acts.core import NotFound
from office.audit import clock
from office.audit.context import once_per_page
from office.audit.core import Actor
from office.people import selectors as people
from office.people.core import PersonOnPost
from workflows.approval.chain_rights import keeps_chains
from workflows.approval.core import StepState
from workflows.approval.line_models import Dispute, DisputeState
from workflows.approval.models import Step

SHOWN = 100


@dataclass(frozen=True, slots=True)
class DisputeCard:
    """A disputed superior that waits for personnel."""

    dispute_id: int
    """The row."""
    filing_id: int
    """The filing it holds up."""
    title: str
    """Its title."""
    person: str
    """Who disputes."""
    agency_id: int
    """Agency of the filing."""
    position_id: int
    """Post of the maker, from where superiors are counted."""
    seat_title: str
    """The disputed seat."""
    reason: str
    """What the maker says."""
    raised_at: datetime
    """Since when."""
    due: date
    """Last day for the answer."""
    is_late: bool
    """Whether it has passed."""


@dataclass(frozen=True, slots=True)
class PersonnelDesk:
    """Everything that keeps filings from having a superior."""

    disputes: tuple[DisputeCard, ...]
    """Most urgent first."""
    without_superior: tuple[PersonOnPost, ...]
    """People nobody is above."""


def personnel_desk(by: Actor) -> PersonnelDesk:
    """Return personnel's desk; empty for others."""
    if not keeps_chains(people.viewer(by)):
        return PersonnelDesk((), ())
    cards = tuple(_card(row) for row in _waiting().order_by("due", "pk")[:SHOWN])
    return PersonnelDesk(cards, tuple(people.without_superior(clock.today())))


@once_per_page
def personnel_badge(by: Actor) -> int:
    """Return how many disputes wait for an answer, for the navigation."""
    return _waiting().count() if keeps_chains(people.viewer(by)) else 0


def dispute(dispute_id: int, by: Actor) -> DisputeCard:
    """Return one dispute that waits; raises NotFound also for whoever is not personnel."""
    row = _waiting().filter(pk=dispute_id).first()
    if row is None or not keeps_chains(people.viewer(by)):
        raise NotFound(_("Sengketa ini tidak ditemukan, atau bukan untuk Anda."))
    return _card(row)


def overdue_disputes() -> list[int]:
    """Return the disputes whose last day has passed without an answer, for the clock."""
    return list(_waiting().filter(due__lt=clock.today()).values_list("pk", flat=True))


def may_dispute(filing_id: int, by: Actor) -> bool:
    """Return whether the reader is the maker and waits on a superior that was not disputed yet."""
    waits = Step.objects.filter(
        filing_id=filing_id,
        filing__maker_id=by.employee_id or 0,
        role="supervisor",
        state=StepState.OPEN,
        dispute__isnull=True,
    )
    return waits.exists()


def _waiting() -> QuerySet[Dispute]:
    rows = Dispute.objects.filter(state=DisputeState.OPEN, step__state=StepState.WAITING)
    return rows.select_related("filing", "step")


def _card(row: Dispute) -> DisputeCard:
    return DisputeCard(
        dispute_id=row.pk,
        filing_id=row.filing_id,
        title=row.filing.title,
        person=people.person(row.by_id).full_name,
        agency_id=row.filing.agency_id,
        position_id=row.filing.position_id,
        seat_title=row.step.seat_title,
        reason=row.reason,
        raised_at=row.raised_at,
        due=row.due,
        is_late=row.due < clock.today(),
    )
