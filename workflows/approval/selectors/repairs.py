"""What an operator can mend, and what waits for a second person."""

from dataclasses import dataclass

from django.db.models import F, Q
from django.utils.translation import gettext as _

from office.acts.core import NotFound
from office.audit import clock
from office.audit.core import Actor
from office.jobs.selectors import FailedJob, failed_jobs
from office.people import selectors as people
from workflows.approval.chain_rights import keeps_chains
from workflows.approval.core import FilingState, StepState
from workflows.approval.models import Step
from workflows.approval.repair_models import Repair, RepairState

SHOWN = 100


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step as the repair page lists it."""

    step_id: int
    """The step."""
    title: str
    """Title of its filing."""
    seat_title: str
    """Its seat."""
    state: str
    """Its state."""


@dataclass(frozen=True, slots=True)
class RepairCard:
    """A repair that waits for a second person."""

    repair_id: int
    """The row."""
    kind: str
    """What, in words."""
    thing: str
    """Job or filing with its seat."""
    to: str
    """Seat asked instead; empty for other kinds."""
    reason: str
    """Why."""
    asked_by: str
    """Name with titles."""
    own: bool
    """Whether the reader asked for it."""


@dataclass(frozen=True, slots=True)
class RepairBench:
    """Everything on the repair page."""

    jobs: tuple[FailedJob, ...]
    """Jobs given up after their last attempt."""
    stuck: tuple[StepLine, ...]
    """Steps nobody waits for that are not closed."""
    waiting: tuple[RepairCard, ...]
    """Repairs that wait for a second person, oldest first."""


def repair_bench(by: Actor) -> RepairBench:
    """Return the bench of the city's personnel; a head of agency sees only repairs of the own agency's filings."""
    viewer = people.viewer(by)
    keeper = keeps_chains(viewer)
    rows = Repair.objects.filter(state=RepairState.WAITING).select_related(
        "step__filing", "to_position"
    )
    if not keeper:
        rows = rows.filter(step__filing__agency_id__in=viewer.agency_ids_as_head)
    waiting = tuple(_card(row, by) for row in rows.order_by("pk")[:SHOWN])
    if not keeper:
        return RepairBench((), (), waiting)
    return RepairBench(failed_jobs(), _stuck(), waiting)


def _stuck() -> tuple[StepLine, ...]:
    unfinished = Step.objects.filter(state__in=[StepState.OPEN, StepState.WAITING])
    idle = ~Q(filing__state=FilingState.RUNNING) | ~Q(round=F("filing__round"))
    passed = Q(level__lt=F("filing__level"))
    found = unfinished.filter(idle | passed).select_related("filing").order_by("pk")[:SHOWN]
    return tuple(_line(step) for step in found)


def open_step_line(step_id: int, by: Actor) -> StepLine:
    """Return an open step whose seat could be reassigned; raises NotFound also for whoever is not personnel."""
    step = Step.objects.filter(pk=step_id, state=StepState.OPEN).select_related("filing").first()
    if step is None or not keeps_chains(people.viewer(by)):
        raise NotFound(_("Langkah ini tidak ditemukan, atau bukan untuk Anda."))
    return _line(step)


def posts_for(step_id: int) -> dict[int, str]:
    """Return the posts a step could be handed to: those of its agency and those above its maker."""
    filing = Step.objects.select_related("filing").get(pk=step_id).filing
    inside = people.roster_people(filing.agency_id, clock.today())
    above = people.positions_by_id(s.id for s in people.reporting_line(filing.position_id))
    found = {e.position.position_id: e.position.title for e in inside}
    found |= {pk: card.title for pk, card in above.items()}
    return dict(sorted(found.items(), key=lambda one: one[1]))


def _line(step: Step) -> StepLine:
    return StepLine(step.pk, step.filing.title, step.seat_title, step.state)


def _card(row: Repair, by: Actor) -> RepairCard:
    thing = f"{row.step.filing.title} · {row.step.seat_title}" if row.step else f"job:{row.job_id}"
    return RepairCard(
        repair_id=row.pk,
        kind=row.get_kind_display(),
        thing=thing,
        to=row.to_position.title if row.to_position else "",
        reason=row.reason,
        asked_by=people.person(row.asked_by_id).full_name,
        own=row.asked_by_id == by.employee_id,
    )
