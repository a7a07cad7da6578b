"""Deciding by signature: claim (T1), complete (T2), lapse. The signature itself is made between, outside any act."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from office.acts.core import Invalid, ensure
from office.acts.services import act, keep, record
from office.audit import clock
from office.audit.core import Actor
from office.jobs.services import call_off, enqueue
from office.people.core import HeldSeat
from office.regulations.selectors import in_force
from signing.services import intend_signature, lapse_signature, store_signature
from workflows.approval import organisation, table
from workflows.approval.acts import Acts
from workflows.approval.core import Choice, Claim, DecisionOutcome, StepState, Verb
from workflows.approval.decisions import new_decision, outcome_of, record_decision
from workflows.approval.errors import ClaimGone, NotYourSeat
from workflows.approval.models import Decision, DecisionState, Step
from workflows.approval.table import Table

FINISH = "approval.finish_signature"
LOOK_AGAIN_AFTER = timedelta(seconds=20)


@act(Acts.CLAIM_DECISION)
def claim_decision(
    *,
    by: Actor,
    step_id: int,
    revision_sha: str,
    consent_id: int,
    base_sha256: str,
    decision_key: str,
    note: str = "",
) -> Claim:
    """Claim a step for signing under a consent and return what is to be signed until when (house 5, T1).

    Judges right, four eyes and revision now, by the one clock. The same `decision_key` gets its living claim again.
    `base_sha256` is the newest file of the document, the one the consent covers. Raises what `decide` raises.
    """
    desk = table.lock_by_step(step_id)
    kept = _living_claim(desk, by, decision_key)
    if kept is not None:
        record(subject=desk.filing.ref, label=desk.filing.title, decision=kept.ref, again=True)
        return _claim(kept, kept.step, is_new=False)
    step = table.refuse_late(desk, step_id)
    right = table.right_on(desk, step, by)
    table.same_revision(desk, revision_sha)
    ensure(
        step.document and step.prepared_id, Invalid(_("Tingkat ini tidak menandatangani dokumen."))
    )
    table.judged(desk, Choice(Verb.APPROVE, step_id))
    decision = new_decision(
        desk.filing, step, by, right, key=decision_key, revision_sha=revision_sha
    )
    decision.state, decision.note = DecisionState.PENDING, note.strip()
    decision.field = step.field or _free_box(desk, step)
    decision.expires_at = _expiry(right, by)
    decision.save(force_insert=True)
    _intend(decision, step, by, consent_id, base_sha256)
    Step.objects.filter(pk=step.pk).update(state=StepState.SIGNING)
    _ask_to_finish(decision)
    record_decision(desk, decision, step)
    return _claim(decision, step, is_new=True)


def _living_claim(desk: Table, by: Actor, key: str) -> Decision | None:
    pending = desk.pending
    own = pending is not None and pending.by_id == by.employee_id and pending.key == key
    return pending if own else None


def _claim(decision: Decision, step: Step, *, is_new: bool) -> Claim:
    expires_at, document_id, signature_id = (
        decision.expires_at,
        step.prepared_id,
        decision.signature_id,
    )
    if expires_at is None or document_id is None or signature_id is None:
        raise ClaimGone(_("Tanda tangan ini tidak lagi menunggu. Muat ulang halaman."))
    return Claim(decision.pk, signature_id, document_id, expires_at, is_new=is_new)


def _free_box(desk: Table, step: Step) -> str:
    """Return the first box of the level that no standing decision uses."""
    level = next(level for level in desk.filing.plan["levels"] if level["number"] == step.level)
    used = {decision.field for decision in desk.decisions}
    free: str = next(name for name in level["fields"] if name not in used)
    return free


def _expiry(right: HeldSeat, by: Actor) -> datetime:
    """Return when the claim ends: after the consent's time by regulation, or with the mandate if that is sooner."""
    at = clock.now()
    seconds = in_force("sign", clock.local(at).date()).consent_seconds
    end = at + timedelta(seconds=seconds)
    mandate_end = organisation.mandate_ends(right, by.employee_id or 0, at)
    return min(end, mandate_end) if mandate_end else end


def _intend(decision: Decision, step: Step, by: Actor, consent_id: int, base_sha256: str) -> None:
    intended = intend_signature(
        by=by,
        consent_id=consent_id,
        document_id=step.prepared_id,
        field=decision.field,
        base_sha256=base_sha256,
        decision_ref=decision.ref,
        formula=decision.formula,
        expires_at=decision.expires_at,
    )
    decision.signature_id = intended.signature_id
    decision.save(update_fields=["signature"])


def _ask_to_finish(decision: Decision) -> None:
    """Leave work for the case that this request dies: the job looks soon for a finished file, again at expiry."""
    due = decision.claimed_at + LOOK_AGAIN_AFTER
    enqueue(FINISH, f"{decision.pk}:soon", {"decision_id": decision.pk}, due=due)


@act(Acts.COMPLETE_DECISION)
def complete_decision(*, by: Actor, decision_id: int, sha256: str) -> DecisionOutcome:
    """Store a produced signature, make its decision and advance the filing (house 5, T2); once made, the same answer.

    `sha256` names the signed file in the archive. The claimer or the finishing job may. Raises ClaimGone after a
    lapse, and signing's own conflicts when the file is not the successor of the document's newest one.
    """
    desk = table.lock_by_decision(decision_id)
    decision = _own_decision(desk, decision_id, by)
    ensure(
        decision.state != DecisionState.LAPSED,
        ClaimGone(_("Tanda tangan ini kedaluwarsa. Baca dan tanda tangani lagi.")),
    )
    if decision.state == DecisionState.MADE:
        record(subject=desk.filing.ref, label=desk.filing.title, decision=decision.ref, again=True)
        return outcome_of(desk, decision)
    step = decision.step
    store_signature(by=by, signature_id=decision.signature_id, sha256=sha256)
    nxt = table.judged(
        desk, Choice(Verb.APPROVE, step.pk, note=decision.note, completes_claim=True)
    )
    decision.state, decision.decided_at = DecisionState.MADE, clock.now()
    decision.save(update_fields=["state", "decided_at"])
    table.settle(desk, step, nxt, by)
    call_off(FINISH, [f"{decision.pk}:soon", f"{decision.pk}:expiry"])
    record_decision(desk, decision, step)
    return outcome_of(desk, decision)


@act(Acts.LAPSE_DECISION)
def lapse_decision(*, by: Actor, decision_id: int, reason: str) -> str:
    """Let a claim go and return `lapsed`: nothing is decided, the step is open again, the official is asked again.

    The claimer may at any time, the system after expiry. Raises ClaimGone when it was made or lapsed already.
    """
    desk = table.lock_by_decision(decision_id)
    decision = _own_decision(desk, decision_id, by)
    living = decision.state == DecisionState.PENDING and decision.expires_at is not None
    ensure(living, ClaimGone(_("Tanda tangan ini sudah selesai atau sudah kedaluwarsa.")))
    expired = decision.expires_at is not None and decision.expires_at <= clock.now()
    ensure(
        expired or by.employee_id,
        NotYourSeat(_("Tanda tangan ini masih berlaku sampai waktunya habis.")),
    )
    decision.state = DecisionState.LAPSED
    decision.save(update_fields=["state"])
    Step.objects.filter(pk=decision.step_id).update(state=StepState.OPEN)
    lapse_signature(by=by, signature_id=decision.signature_id, reason=reason)
    keep("decision", decision, "state")
    record(subject=desk.filing.ref, label=desk.filing.title, decision=decision.ref, reason=reason)
    return DecisionState.LAPSED.value


def _own_decision(desk: Table, decision_id: int, by: Actor) -> Decision:
    # The table leaves out what has lapsed; only then the row is read by itself.
    decision = desk.decision(decision_id) or Decision.objects.select_related("step").get(
        pk=decision_id
    )
    own = by.employee_id in {None, decision.by_id} and bool(by.employee_id or by.part)
    ensure(own, NotYourSeat(_("Tanda tangan ini dimulai oleh pejabat lain.")))
    return decision
