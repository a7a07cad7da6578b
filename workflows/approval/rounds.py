"""Opening a round: seats frozen, documents prepared, steps written."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.audit import clock
from office.audit.core import Actor, canonical
from office.people import selectors as people
from office.people.core import Seat
from signing.core import FieldSpec, PreparedDocument
from signing.services import prepare_document
from workflows.approval import line, organisation
from workflows.approval.core import (
    FilingState,
    PlannedLevel,
    SeatPlan,
    StepCard,
    StepState,
    freeze_seats,
    levels_for,
)
from workflows.approval.errors import BadSubmission, NobodyAbove
from workflows.approval.models import Filing, Step


def frozen_plan(filing: Filing) -> dict[str, Any]:
    """Return the plan of a new round as the filing keeps it: levels with seats and titles, and what was left out.

    A filing keeps the version of the chain under which it was first submitted, with the levels its amount asks for.
    """
    at, since = clock.now(), filing.created if filing.pk else None
    on = clock.local(since or at).date()
    chain = organisation.chain_levels(filing.kind, filing.agency_id, on, since)
    levels = levels_for(chain, filing.amount)
    seen = organisation.organisation_at(levels, filing.position_id, filing.agency_id, at)
    if filing.pk:
        seen = line.without_refused(filing.pk, seen, at)
    plan = freeze_seats(levels, filing.maker_id, seen)
    ensure(
        plan.levels,
        NobodyAbove(
            _("Tidak ada pejabat lain yang dapat memutus berkas ini. Hubungi bagian kepegawaian.")
        ),
    )
    return _written(plan)


def _written(plan: SeatPlan) -> dict[str, Any]:
    titles = people.seat_titles(step.seat for level in plan.levels for step in level.steps)
    return {
        "levels": [
            {
                "number": level.number,
                "needed": level.needed,
                "document": level.document,
                "due_workdays": level.due_workdays,
                "fields": list(level.fields),
                "seats": _written_seats(level, titles),
            }
            for level in plan.levels
        ],
        "dropped": [{"level": d.level, "name": d.name, "reason": d.reason} for d in plan.dropped],
    }


def _written_seats(level: PlannedLevel, titles: Mapping[Seat, str]) -> list[dict[str, Any]]:
    return [
        {
            "kind": step.seat.kind,
            "id": step.seat.id,
            "title": titles.get(step.seat, str(step.seat)),
            "role": step.role,
            "field": step.field,
            "vacant": step.vacant,
        }
        for step in level.steps
    ]


def codes_of(filing: Filing) -> list[str]:
    """Return the document codes of the filing's plan, in the order of their first signature."""
    return list(dict.fromkeys(lv["document"] for lv in filing.plan["levels"] if lv["document"]))


def prepare_documents(filing: Filing, by: Actor) -> dict[str, PreparedDocument]:
    """Render every document of the plan as this round's unsigned revision; return them by code."""
    codes = codes_of(filing)
    missing = [code for code in codes if code not in filing.contents]
    ensure(
        not missing,
        BadSubmission(_("Isi dokumen %(codes)s belum ada.") % {"codes": ", ".join(missing)}),
    )
    return {
        code: prepare_document(
            by=by,
            code=code,
            filing_ref=filing.ref,
            revision=filing.round,
            content=filing.contents[code],
            fields=_boxes(filing.plan["levels"], code),
            agency_id=filing.plan.get("issuer", filing.agency_id),
        )
        for code in codes
    }


def _boxes(levels: Iterable[Mapping[str, Any]], code: str) -> list[FieldSpec]:
    """Return one box per decision a document needs, the last one locking it."""
    boxes = [
        FieldSpec(name=name, role=role, seat_title=title)
        for level in levels
        if level["document"] == code
        for name, role, title in _boxes_of_level(level)
    ]
    last = boxes[-1]
    return [
        *boxes[:-1],
        FieldSpec(name=last.name, role=last.role, seat_title=last.seat_title, locks=True),
    ]


def _boxes_of_level(level: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    seats = level["seats"]
    if all(seat["field"] for seat in seats):
        return [(seat["field"], seat["role"], seat["title"]) for seat in seats]
    either = " / ".join(seat["title"] for seat in seats)
    return [(name, seats[0]["role"], either) for name in level["fields"]]


def revision_sha(filing: Filing, documents: Mapping[str, PreparedDocument]) -> str:
    """Return the hash an approver is bound to: the one document's, or of all of them, or of what was submitted."""
    if len(documents) == 1:
        return next(iter(documents.values())).sha256
    seen = {
        "filing": filing.subject_ref,
        "round": filing.round,
        "title": filing.title,
        "amount": filing.amount,
        "minutes": filing.minutes,
        "contents": filing.contents,
        "documents": {code: document.sha256 for code, document in documents.items()},
    }
    return hashlib.sha256(canonical(seen)).hexdigest()


def write_steps(
    filing: Filing, documents: Mapping[str, PreparedDocument], task: Any
) -> tuple[Step, ...]:
    """Insert the steps of the filing's round, from its open level up; that level's clock starts."""
    at = clock.now()
    steps = [
        _step(filing, level, seat, documents, at, task)
        for level in filing.plan["levels"]
        if level["number"] >= filing.level
        for seat in level["seats"]
    ]
    return tuple(Step.objects.bulk_create(steps))


def _step(
    filing: Filing,
    level: Mapping[str, Any],
    seat: Mapping[str, Any],
    documents: Mapping[str, PreparedDocument],
    at: datetime,
    task: Any,
) -> Step:
    step = Step(
        filing=filing,
        round=filing.round,
        level=level["number"],
        seat_kind=seat["kind"],
        seat_id=seat["id"],
        seat_title=seat["title"],
        role=seat["role"],
        document=level["document"],
        field=seat["field"],
        prepared_id=documents[level["document"]].document_id if level["document"] else None,
        due_workdays=level["due_workdays"],
        vacant=seat["vacant"],
    )
    if level["number"] == filing.level:
        step.state, step.opened_at, step.task = StepState.OPEN, at, task
        step.due = organisation.due_on(clock.local(at).date(), step.due_workdays, filing.agency_id)
    return step


def open_level(filing: Filing, task: Any) -> None:
    """Put the filing's level on its desks: the clock of its steps starts now."""
    at = clock.now()
    workdays = next(
        lv["due_workdays"] for lv in filing.plan["levels"] if lv["number"] == filing.level
    )
    due = organisation.due_on(clock.local(at).date(), workdays, filing.agency_id)
    steps = Step.objects.filter(
        filing=filing, round=filing.round, level=filing.level, state=StepState.WAITING
    )
    steps.update(state=StepState.OPEN, opened_at=at, due=due, task=task)


def step_card(step: Step) -> StepCard:
    """Return a step in short."""
    return StepCard(
        step.pk, step.level, str(step.seat), step.seat_title, str(step.state), step.vacant
    )


def is_with_maker(filing: Filing) -> bool:
    """Return whether the maker holds the filing now."""
    return filing.state in {FilingState.RETURNED, FilingState.WITHDRAWN, FilingState.DRAFT}
