"""Bringing a filing onto the ladder."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from office.acts.core import Invalid, ensure
from office.acts.services import act, record
from office.audit import clock
from office.audit.core import Actor
from workflows.approval import rounds, table, telling
from workflows.approval.acts import Acts
from workflows.approval.chain_rights import ensure_may_set
from workflows.approval.core import (
    BadChain,
    Choice,
    FilingOutcome,
    FilingState,
    Procedure,
    Verb,
    parse_levels,
)
from workflows.approval.errors import RULES, BadSubmission
from workflows.approval.models import Chain, Decision, Filing, Step
from workflows.approval.nodes import move
from workflows.approval.past_models import PastRound


@act(Acts.SET_CHAIN)
def set_chain(
    *,
    by: Actor,
    kind: str,
    agency_id: int,
    valid_from: date,
    levels: Sequence[Mapping[str, Any]],
    decree: str,
) -> int:
    """Give an agency its own chain for a procedure from a date on and return its row.

    `levels` as in the regulation: number, seats, needed, document, due_workdays. Running filings keep their seats.
    Raises Invalid naming the level that cannot be climbed, NotAllowed for whoever does not keep chains.
    """
    ensure_may_set(by, agency_id)
    try:
        parsed = parse_levels(levels)
    except BadChain as fault:
        raise Invalid(
            _("Rantai persetujuan tidak dapat dipakai: %(fault)s.") % {"fault": fault}
        ) from None
    chain = Chain.objects.create(
        kind=kind,
        agency_id=agency_id,
        valid_from=valid_from,
        levels=[dict(level) for level in levels],
        decree=decree,
        recorded_at=clock.now(),
    )
    record(
        subject=f"agency:{agency_id}",
        label=kind,
        chain=chain.pk,
        levels=parsed,
        decree=decree,
        valid_from=valid_from,
    )
    return chain.pk


@act(Acts.SUBMIT_FILING)
def submit_filing(
    *,
    by: Actor,
    flow: str,
    maker_id: int,
    position_id: int,
    agency_id: int,
    subject_ref: str,
    title: str,
    amount: int = 0,
    minutes: int = 0,
    findings: int = 0,
    contents: Mapping[str, Mapping[str, Any]] | None = None,
    filing_id: int | None = None,
    issuer_id: int | None = None,
) -> FilingOutcome:
    """Submit a subject, or submit it again after a return or withdrawal, and return its frozen steps.

    `flow` is the dotted flow class; `position_id` and `agency_id` say from where superiors and appointed offices are
    counted; `amount` in whole rupiah; `contents` maps each document code of the chain to what its template prints;
    `issuer_id` is the agency whose number and letterhead the papers bear (default: `agency_id`).
    A new round freezes seats anew, prepares new unsigned documents and starts at level 1. Raises BadSubmission,
    NobodyAbove, or WrongState while the subject is under way or once it is approved.
    """
    flow_class: Any = import_string(flow)
    procedure: Procedure = flow_class.procedure
    _fits(procedure, subject_ref, contents or {})
    again = _waiting_filing(subject_ref, filing_id)
    filing = again or Filing(
        flow_class=flow_class, kind=procedure.kind, subject_ref=subject_ref, round=1
    )
    _same_maker(filing, maker_id, new=again is None)
    if again is not None:
        _keep_past(again)
    filing.maker_id, filing.position_id, filing.agency_id = maker_id, position_id, agency_id
    filing.last_editor_id = by.employee_id or maker_id
    filing.title, filing.amount = title[:240], amount
    filing.minutes, filing.findings = minutes, findings
    filing.contents = {code: dict(content) for code, content in (contents or {}).items()}
    filing.strict = procedure.four_eyes
    filing.plan = rounds.frozen_plan(filing) | ({"issuer": issuer_id} if issuer_id else {})
    steps = _climb(filing, by, again=again is not None)
    telling.ask(filing)
    _record(filing, steps)
    return _outcome(filing, steps)


def _outcome(filing: Filing, steps: Sequence[Step]) -> FilingOutcome:
    cards = tuple(rounds.step_card(step) for step in steps)
    return FilingOutcome(filing.pk, filing.round, filing.state, filing.revision_sha, cards)


def _record(filing: Filing, steps: Sequence[Step]) -> None:
    record(
        subject=filing.ref,
        label=filing.title,
        kind=filing.kind,
        of=filing.subject_ref,
        round=filing.round,
        revision_sha=filing.revision_sha,
        amount=filing.amount,
        minutes=filing.minutes,
        findings=filing.findings,
        steps=[f"{step.level} {step.seat}" for step in steps],
        dropped=filing.plan["dropped"],
    )


def _fits(procedure: Procedure, subject_ref: str, contents: Mapping[str, Any]) -> None:
    fits = subject_ref.partition(":")[0] == procedure.subject
    ensure(
        fits, BadSubmission(_("Rujukan %(ref)s bukan milik prosedur ini.") % {"ref": subject_ref})
    )
    extra = set(contents) - set(procedure.documents)
    ensure(
        not extra,
        BadSubmission(_("Dokumen %(codes)s tidak dikenal.") % {"codes": ", ".join(sorted(extra))}),
    )


def _waiting_filing(subject_ref: str, filing_id: int | None) -> Filing | None:
    """Return the locked filing that waits for its maker, or None when a new one begins."""
    filings = Filing.objects.filter(subject_ref=subject_ref).order_by()
    states = dict(filings.values_list("pk", "state"))
    problem, settled = RULES["ended"]
    ensure(FilingState.APPROVED not in states.values(), problem(str(settled)))
    known = next((pk for pk, state in states.items() if state != FilingState.REJECTED), None)
    if known is None:
        return None
    message = _("Berkas untuk hal ini sudah ada dan bukan berkas yang disebut.")
    ensure(filing_id in {None, known}, BadSubmission(message))
    desk = table.lock_by_filing(known)
    nxt = table.judged(desk, Choice(Verb.RESUBMIT))
    Decision.objects.filter(filing_id=known, stands=True).update(stands=False)
    desk.filing.round = nxt.round
    return desk.filing


def _same_maker(filing: Filing, maker_id: int, *, new: bool) -> None:
    message = _("Berkas ini dibuat orang lain. Ajukan sebagai berkas baru.")
    ensure(new or filing.maker_id == maker_id, BadSubmission(message))


def _keep_past(filing: Filing) -> None:
    """Keep what the round that came back said; `filing.round` is the coming one already."""
    PastRound.objects.create(
        filing=filing,
        round=filing.round - 1,
        contents=filing.contents,
        title=filing.title,
        amount=filing.amount,
        minutes=filing.minutes,
        kept_at=clock.now(),
    )


def _insert(filing: Filing) -> None:
    """Insert a new filing; of several that begin at once for one subject, the constraint lets one through."""
    filing.created = filing.submitted_at
    try:
        filing.save(force_insert=True)
    except IntegrityError:
        problem, message = RULES["still_running"]
        raise problem(str(message)) from None


def _climb(filing: Filing, by: Actor, *, again: bool) -> tuple[Step, ...]:
    """Store the filing in its new round, prepare its documents, start or resume its flow, write its steps."""
    filing.state, filing.level = FilingState.RUNNING.value, filing.level_numbers[0]
    filing.submitted_at = filing.state_at = clock.now()
    if not again:
        filing.revision_sha = "" if rounds.codes_of(filing) else rounds.revision_sha(filing, {})
        _insert(filing)
    documents = rounds.prepare_documents(filing, by)
    if again or documents:
        filing.revision_sha = rounds.revision_sha(filing, documents)
        filing.save(update_fields=None if again else ["revision_sha"])
    if again:
        return rounds.write_steps(filing, documents, move(filing, by))
    filing.deciding, filing.waiting_task = by, None
    filing.flow_class.start.open(filing)
    return rounds.write_steps(filing, documents, filing.waiting_task)
