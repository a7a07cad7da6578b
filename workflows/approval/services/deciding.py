"""Deciding without a signature, and taking a filing back."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from office.acts.core import Invalid, NotAllowed, ensure
from office.acts.services import act, record
from office.audit import clock
from office.audit.core import Actor
from office.people.core import HeldSeat
from workflows.approval import organisation, table
from workflows.approval.acts import Acts
from workflows.approval.core import Choice, DecisionOutcome, Verb
from workflows.approval.core.ladder import CHOICES
from workflows.approval.errors import RULES
from workflows.approval.models import Decision, DecisionState, Filing, Step
from workflows.approval.table import Table


@act(Acts.DECIDE)
def decide(
    *,
    by: Actor,
    step_id: int,
    choice: str,
    revision_sha: str,
    key: str,
    note: str = "",
    to_level: int | None = None,
    marks: Sequence[str] = (),
) -> DecisionOutcome:
    """Return what a decision made of the filing: approve where no document is signed, return or reject anywhere.

    `revision_sha` is what the actor saw, `key` makes a double tap one decision, `to_level` names an earlier level to
    return to (None: the maker), `marks` the fields to mend. Raises NotYourSeat, FourEyes, AlreadyDecided by name and
    time, BeingSigned, OtherRevision, ReasonMissing.
    """
    problem, message = RULES["unknown_choice"]
    ensure(choice in CHOICES, problem(str(message)))
    desk = table.lock_by_step(step_id)
    step = table.refuse_late(desk, step_id)
    right = table.right_on(desk, step, by)
    table.same_revision(desk, revision_sha)
    nxt = table.judged(desk, Choice(Verb(choice), step_id, to_level, note))
    signs = choice == Verb.APPROVE and step.document
    ensure(
        not signs, Invalid(_("Tingkat ini menandatangani dokumen: pilih Setujui & tanda tangani."))
    )
    decision = new_decision(desk.filing, step, by, right, key=key, revision_sha=revision_sha)
    decision.choice, decision.state = choice, DecisionState.MADE
    decision.stands = choice == Verb.APPROVE
    decision.note, decision.marks, decision.to_level = note.strip(), list(marks), to_level
    decision.decided_at = decision.claimed_at
    decision.save(force_insert=True)
    table.settle(desk, step, nxt, by)
    record_decision(desk, decision, step)
    return outcome_of(desk, decision)


@act(Acts.WITHDRAW_FILING)
def withdraw_filing(*, by: Actor, filing_id: int, reason: str) -> str:
    """Hand a filing back to its maker while no decision is pending or made; return its state `withdrawn`.

    Only the maker or who submitted it for the maker may. Raises BeingSigned, AlreadyDecided, WrongState, ReasonMissing.
    """
    desk = table.lock_by_filing(filing_id)
    filing = desk.filing
    own = by.employee_id in {filing.maker_id, filing.last_editor_id}
    ensure(own, NotAllowed(_("Hanya pembuat berkas yang dapat menariknya.")))
    nxt = table.judged(desk, Choice(Verb.WITHDRAW, note=reason))
    table.settle(desk, None, nxt, by)
    record(
        subject=filing.ref, label=filing.title, of=filing.subject_ref, personal={"reason": reason}
    )
    return str(filing.state)


def new_decision(
    filing: Filing, step: Step, by: Actor, right: HeldSeat, *, key: str, revision_sha: str
) -> Decision:
    """Return an unsaved approval with all that says by whom, by what right and on what."""
    ensure(key, Invalid(_("Formulir ini tidak lengkap. Muat ulang halaman lalu coba lagi.")))
    return Decision(
        step=step,
        filing=filing,
        choice=Verb.APPROVE.value,
        by_id=by.employee_id,
        maker_id=filing.maker_id,
        last_editor_id=filing.last_editor_id,
        strict=filing.strict,
        basis=right.basis,
        mandate_id=right.mandate_id,
        decree=right.decree,
        formula=organisation.FORMULAS.get(right.basis, ""),
        revision_sha=revision_sha,
        key=key,
        claimed_at=clock.now(),
    )


def record_decision(desk: Table, decision: Decision, step: Step) -> None:
    """Write the running act's event about a decision."""
    record(
        subject=desk.filing.ref,
        label=desk.filing.title,
        acting_for=str(step.seat) if decision.mandate_id else "",
        personal={"note": decision.note} if decision.note else None,
        of=desk.filing.subject_ref,
        decision=decision.ref,
        step=step.ref,
        seat=str(step.seat),
        level=step.level,
        choice=decision.choice,
        basis=decision.basis,
        decree=decision.decree,
        revision_sha=decision.revision_sha,
        to_level=decision.to_level,
        marks=decision.marks,
        state=str(desk.filing.state),
        round=desk.filing.round,
    )


def outcome_of(desk: Table, decision: Decision) -> DecisionOutcome:
    """Return what the door answers about a made decision."""
    filing = desk.filing
    return DecisionOutcome(
        decision_id=decision.pk,
        step_id=decision.step_id,
        choice=str(decision.choice),
        filing_id=filing.pk,
        state=str(filing.state),
        round=filing.round,
        level=filing.level,
        decided_at=decision.decided_at or decision.claimed_at,
    )
