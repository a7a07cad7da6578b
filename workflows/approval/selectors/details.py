"""One filing or step in full: where it is, what happened, what may be done."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from statistics import median
from typing import Any

from django.utils.translation import gettext as _

from office.audit import clock
from office.audit.context import once_per_page
from office.audit.core import Actor
from office.people import selectors as people
from office.people.core import Seat
from signing.selectors import documents_of
from workflows.approval import organisation, strategic
from workflows.approval.core import StepState, refused_by_four_eyes
from workflows.approval.errors import DROPPED, FOUR_EYES, FilingNotFound
from workflows.approval.models import Decision, DecisionState, Filing, Step
from workflows.approval.selectors.access import may_read_filing
from workflows.approval.selectors.cards import (
    FilingCard,
    FilingFacts,
    HistoryLine,
    LevelCard,
    StepDetail,
)
from workflows.approval.table import eyes_of

USUAL_OVER = 30
LINE = 120


def filing_state(filing_id: int) -> str:
    """Return the state of a filing: draft, running, returned, approved, rejected or withdrawn; raises FilingNotFound."""
    facts = filing_facts([filing_id]).get(filing_id)
    if facts is None:
        raise _unknown()
    return facts.state


def filing_facts(filing_ids: Iterable[int]) -> dict[int, FilingFacts]:
    """Return facts by filing, in one query; unknown ones are left out. For rooms above, about their own filings."""
    rows = Filing.objects.filter(pk__in=list(filing_ids)).values_list(
        "pk", "state", "round", "level", "state_at"
    )
    return {row[0]: FilingFacts(*row) for row in rows}


def filing_places(filing_ids: Iterable[int]) -> list[tuple[int, date]]:
    """Return agency and local day of submission of each filing, for rooms above that judge the reader; one query."""
    rows = Filing.objects.filter(pk__in=list(filing_ids)).values_list("agency_id", "submitted_at")
    return [(agency_id, clock.local(at).date()) for agency_id, at in rows]


def filing_of_subject(subject_ref: str) -> int | None:
    """Return the newest filing of a subject, or None."""
    newest = Filing.objects.filter(subject_ref=subject_ref).order_by("-pk").first()
    return newest.pk if newest else None


@once_per_page
def filing_card(filing_id: int, by: Actor) -> FilingCard:
    """Return where a filing is and what happened; raises FilingNotFound also for one the reader may not see."""
    filing = _readable(filing_id, by)
    steps = list(Step.objects.filter(filing=filing, round=filing.round).order_by("level", "pk"))
    return _card(filing, steps)


def history(filing_id: int, by: Actor) -> tuple[HistoryLine, ...]:
    """Return what happened to a filing, oldest first; raises FilingNotFound also for one the reader may not see."""
    return _history(_readable(filing_id, by))


@once_per_page
def step_detail(step_id: int, by: Actor) -> StepDetail:
    """Return the decision page's content; raises FilingNotFound also for a step the reader may not see."""
    step = Step.objects.filter(pk=step_id).first()
    filing = _readable(step.filing_id if step else 0, by)
    if step is None:
        raise _unknown()
    steps = list(Step.objects.filter(filing=filing, round=filing.round).order_by("level", "pk"))
    card = _card(filing, steps)
    refusal, formula = _judged(filing, step, by)
    return StepDetail(
        step_id=step.pk,
        filing=card,
        level=step.level,
        seat_title=step.seat_title,
        state=step.state,
        document=next((d for d in card.documents if d.id == step.prepared_id), None),
        may_decide=not refusal,
        refusal=refusal,
        formula=formula,
        earlier_levels=tuple(level for level in card.levels if level.number < step.level),
        markable=_markable(
            filing.contents.get(step.document) or next(iter(filing.contents.values()), {})
        ),
        due=step.due,
    )


def _markable(content: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the facts and rows of a document's content by name, shortened to a line each."""
    facts = [str(label) for label, _value in content.get("facts", ())]
    rows = [
        f"{number}. {' · '.join(str(cell) for cell in row)}"[:LINE]
        for number, row in enumerate(content.get("rows", ()), start=1)
    ]
    return tuple(dict.fromkeys([*facts, *rows]))


@once_per_page
def _readable(filing_id: int, by: Actor) -> Filing:
    filing: Filing | None = Filing.objects.filter(pk=filing_id).first()
    if filing is None or not may_read_filing(filing_id, by):
        raise _unknown()
    return filing


def _unknown() -> FilingNotFound:
    return FilingNotFound(_("Berkas ini tidak ditemukan, atau bukan untuk Anda."))


def _judged(filing: Filing, step: Step, by: Actor) -> tuple[str, str]:
    """Return why the reader cannot decide (empty if he or she can) and the formula he or she would sign under."""
    from_state = {
        StepState.WAITING: _("Berkas ini belum sampai di tingkat ini."),
        StepState.SIGNING: _("Berkas ini sedang ditandatangani."),
        StepState.DECIDED: _("Langkah ini sudah diputuskan."),
        StepState.CLOSED: _("Langkah ini sudah ditutup."),
    }
    if step.round != filing.round or step.state in from_state:
        return from_state.get(StepState(step.state), _("Berkas ini sudah masuk putaran baru.")), ""
    at, reader = clock.now(), by.employee_id or 0
    held = people.seats_of(reader, at)
    right = organisation.right_to(step.seat, held, filing.kind, filing.amount, by.mandate_id)
    if right is None:
        return _("Keputusan ini menunggu %(seat)s.") % {"seat": step.seat_title}, ""
    barred = strategic.refusal(right.basis, filing.kind, clock.local(at).date())
    if barred:
        return barred, ""
    standing = [
        decision
        for decision in _decisions(filing.pk)
        if decision.stands and decision.state != DecisionState.LAPSED
    ]
    refused = refused_by_four_eyes(
        reader, organisation.acts_for(held, reader, at), eyes_of(filing, standing)
    )
    return (str(FOUR_EYES[refused]) if refused else ""), organisation.FORMULAS.get(right.basis, "")


def _card(filing: Filing, steps: Sequence[Step]) -> FilingCard:
    maker = people.person(filing.maker_id)
    unit = people.agencies_by_id([filing.agency_id])[filing.agency_id]
    documents = [d for d in documents_of(filing.ref) if d.revision == filing.round]
    return FilingCard(
        filing_id=filing.pk,
        kind=filing.kind,
        subject_ref=filing.subject_ref,
        title=filing.title,
        state=filing.state,
        round=filing.round,
        maker_id=filing.maker_id,
        maker=maker.full_name,
        unit=unit.name,
        submitted_at=filing.submitted_at,
        state_at=filing.state_at,
        amount=filing.amount,
        minutes=filing.minutes,
        findings=filing.findings,
        revision_sha=filing.revision_sha,
        levels=_levels(filing, steps),
        dropped=tuple(
            f"{d['name'] or _('tingkat')} ({_('tingkat')} {d['level']}): {DROPPED[d['reason']]}"
            for d in filing.plan["dropped"]
        ),
        history=_history(filing),
        documents=tuple(documents),
    )


def _levels(filing: Filing, steps: Sequence[Step]) -> tuple[LevelCard, ...]:
    open_seats = {s.seat for s in steps if s.state in {StepState.OPEN, StepState.SIGNING}}
    holders = people.seat_holders(open_seats, clock.now())
    named = people.people_by_id({h.employee_id for held in holders.values() for h in held})
    names = {
        seat: tuple(named[h.employee_id].full_name for h in held) for seat, held in holders.items()
    }
    usual = {seat: _usual_days(seat) for seat in open_seats}
    return tuple(
        _level(level, [s for s in steps if s.level == level["number"]], names, usual)
        for level in filing.plan["levels"]
    )


ORDER = (StepState.SIGNING, StepState.OPEN, StepState.WAITING, StepState.DECIDED, StepState.CLOSED)


def _level(
    level: dict[str, Any],
    steps: Sequence[Step],
    names: dict[Seat, tuple[str, ...]],
    usual: dict[Seat, int | None],
) -> LevelCard:
    state = next((s for s in ORDER if any(step.state == s for step in steps)), StepState.DECIDED)
    waits = [step for step in steps if step.seat in names]
    who = tuple(dict.fromkeys(name for step in waits for name in names[step.seat]))
    return LevelCard(
        number=level["number"],
        seat_titles=tuple(seat["title"] for seat in level["seats"]),
        state=state.value,
        needed=level["needed"],
        holders=who,
        since=next((step.opened_at for step in waits), None),
        due=next((step.due for step in waits), None),
        usual_days=next((usual[step.seat] for step in waits), None),
        vacant=bool(waits) and not who,
    )


@once_per_page
def _usual_days(seat: Seat) -> int | None:
    """Return the median days between arrival and decision of the desk's last decisions; the same day counts as one."""
    rows = Step.objects.filter(
        seat_kind=seat.kind, seat_id=seat.id, state=StepState.DECIDED, opened_at__isnull=False
    ).order_by("-closed_at")
    spans = [
        max(1, (clock.local(closed).date() - clock.local(opened).date()).days)
        for opened, closed in rows.values_list("opened_at", "closed_at")[:USUAL_OVER]
        if opened and closed
    ]
    return round(median(spans)) if spans else None


@once_per_page
def _decisions(filing_id: int) -> list[Decision]:
    """Return every decision on a filing, lapsed ones too, oldest first."""
    rows = Decision.objects.filter(filing_id=filing_id).select_related("step")
    return list(rows.order_by("claimed_at", "pk"))


def _history(filing: Filing) -> tuple[HistoryLine, ...]:
    rows = _decisions(filing.pk)
    named = people.people_by_id({row.by_id for row in rows})
    return tuple(
        HistoryLine(
            at=row.decided_at or row.claimed_at,
            round=row.step.round,
            level=row.step.level,
            choice=row.choice,
            state=row.state,
            person_id=row.by_id,
            person=named[row.by_id].full_name,
            formula=row.formula,
            seat_title=row.step.seat_title,
            note=row.note,
            marks=tuple(row.marks),
            to_level=row.to_level,
            stands=row.stands,
        )
        for row in rows
    )
