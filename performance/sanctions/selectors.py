"""Reads of discipline. What `by` may not see does not exist for `by`."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When
from django.utils.translation import gettext as _

from office.audit import clock
from office.audit.core import Actor
from office.people import selectors as people
from performance.sanctions import rights
from performance.sanctions.core.cards import CaseCard, CaseDetail, EvidenceCard, HearingCard
from performance.sanctions.core.counter import AbsenceCount
from performance.sanctions.core.procedure import (
    OPEN,
    WITH_SUPERIOR,
    CaseState,
    missing_steps,
)
from performance.sanctions.counting import count_again, still_reached
from performance.sanctions.errors import MISSING, NoSuchCase
from performance.sanctions.hearings import dates_of, facts_of
from performance.sanctions.models import SanctionCase
from workflows.approval import selectors as approval


def cases_seen(by: Actor, states: Iterable[str] = (), limit: int = 200) -> list[CaseCard]:
    """Return the cases `by` may see, open ones first and nearest due first, then the newest closed."""
    rows = SanctionCase.objects.filter(rights.visible(by))
    if wanted := list(states):
        rows = rows.filter(state__in=wanted)
    closed = Case(
        When(state__in=[s.value for s in OPEN], then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return cards(rows.order_by(closed, "due", "-id")[:limit])


def case_counts(by: Actor) -> dict[str, int]:
    """Return how many cases of each state `by` may see."""
    rows = SanctionCase.objects.filter(rights.visible(by)).order_by()
    return dict(rows.values_list("state").annotate(Count("id")))


def case_detail(public_id: str, by: Actor) -> CaseDetail:
    """Return one case in full; raises NoSuchCase for an unknown or foreign one."""
    return _detail(SanctionCase.objects.filter(rights.visible(by), public_id=public_id), by)


def case_to_act_on(public_id: str, by: Actor) -> CaseDetail:
    """Return one case to whoever examines and proposes; raises NoSuchCase, NotYourCase for a mere reader."""
    row = SanctionCase.objects.filter(rights.visible(by), public_id=public_id).first()
    if row is not None:
        rights.must_act(by, row)
    return case_detail(public_id, by)


def case_of_step(step_id: int, by: Actor) -> CaseDetail | None:
    """Return the case behind a step that the ladder lets `by` read; None for other procedures.

    Raises FilingNotFound for a step `by` may not read.
    """
    filing = approval.step_detail(step_id, by).filing
    if filing.kind != "sanction":
        return None
    return _detail(SanctionCase.objects.filter(filing_id=filing.filing_id), by)


def case_for_inspection(case_id: int) -> CaseCard:
    """Return any case by its row, for the inspector's pages; raises NoSuchCase."""
    found = cards(SanctionCase.objects.filter(pk=case_id))
    if not found:
        raise NoSuchCase(_("Perkara ini tidak ditemukan."))
    return found[0]


def cases_of(employee_id: int) -> list[CaseCard]:
    """Return every case of a person, newest first; for the inspector's pages."""
    return cards(SanctionCase.objects.filter(employee_id=employee_id))


def open_cases(by: Actor) -> int:
    """Return how many open cases `by` may see, for the badge of the menu."""
    return SanctionCase.objects.filter(rights.visible(by), state__in=OPEN).count()


def state_totals() -> dict[str, int]:
    """Return how many cases there are in each state, by the state's own word; for the summary of a city."""
    rows = SanctionCase.objects.order_by("state").values_list("state").annotate(Count("id"))
    return dict(rows)


def cards(rows: QuerySet[SanctionCase]) -> list[CaseCard]:
    """Return rows as cards, in four queries whatever their number."""
    found = list(rows.select_related("position", "agency", "employee"))
    names = people.people_by_id([row.employee_id for row in found])
    today = clock.today()
    return [_card(row, names[row.employee_id].full_name, today) for row in found]


def _card(row: SanctionCase, name: str, today: date) -> CaseCard:
    return CaseCard(
        case_id=row.pk,
        public_id=str(row.public_id),
        employee_id=row.employee_id,
        name=name,
        nip=row.employee.nip,
        position_title=row.position.title,
        agency_id=row.agency_id,
        agency_name=row.agency.name,
        is_head=row.position.is_head,
        year=row.year,
        kind=row.kind,
        label=row.label,
        level=row.level,
        level_title=str(row.get_level_display()),
        clause=row.clause,
        days=row.days,
        state=row.state,
        state_title=str(row.get_state_display()),
        opened_at=row.opened_at,
        due=row.due,
        is_late=row.state == CaseState.DRAFT and row.due < today,
        filing_id=row.filing_id,
        decided_at=row.decided_at,
    )


def _detail(rows: QuerySet[SanctionCase], by: Actor) -> CaseDetail:
    row = rows.select_related("merged_into").first()
    if row is None:
        raise NoSuchCase(_("Perkara ini tidak ditemukan."))
    now = count_again(row)
    return CaseDetail(
        card=cards(SanctionCase.objects.filter(pk=row.pk))[0],
        days_absent=row.days_absent,
        minutes_short=row.minutes_short,
        days_from_minutes=row.days - row.days_absent,
        longest_run=row.longest_run,
        counted_until=row.counted_until,
        evidence=_evidence(row),
        hearings=_hearings(row),
        reason=row.reason,
        missing=_missing(row, now),
        days_now=now.days,
        may_act=row.state in WITH_SUPERIOR and rights.may_act(people.viewer(by), row),
        may_withdraw=row.state == CaseState.PROPOSED and by.employee_id == row.proposer_id,
        merged_into=str(row.merged_into.public_id) if row.merged_into else "",
        effect_id=row.effect_id,
    )


def _missing(row: SanctionCase, now: AbsenceCount) -> tuple[str, ...]:
    if row.state not in WITH_SUPERIOR:
        return ()
    return tuple(
        str(MISSING[step])
        for step in missing_steps(
            facts_of(row), dates_of(row), still_reached=still_reached(row, now)
        )
    )


def _evidence(row: SanctionCase) -> tuple[EvidenceCard, ...]:
    return tuple(
        EvidenceCard(
            item.on, item.basis, str(item.get_basis_display()), item.minutes, tuple(item.reasons)
        )
        for item in row.evidence.all()
    )


def _hearings(row: SanctionCase) -> tuple[HearingCard, ...]:
    hearings = list(row.hearings.all())
    names = people.people_by_id([hearing.examiner_id for hearing in hearings])
    return tuple(
        HearingCard(
            number=h.number,
            summoned_on=h.summoned_on,
            held_on=h.held_on,
            attended=h.attended,
            statement=h.statement,
            witnesses=h.witnesses,
            minutes_sha=h.minutes_sha,
            examiner_name=names[h.examiner_id].full_name,
            recorded_at=h.recorded_at,
        )
        for h in hearings
    )
