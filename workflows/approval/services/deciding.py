"""Deciding without a signature, and taking a filing back."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from office.acts.core import Invalid, NotAllowed, ensure
from office.acts.services import act, record
from office.audit.core import Actor
from workflows.approval import table
from workflows.approval.acts import Acts
from workflows.approval.core import Choice, DecisionOutcome, Verb
from workflows.approval.core.ladder import CHOICES
from workflows.approval.decisions import new_decision, outcome_of, record_decision
from workflows.approval.errors import RULES
from workflows.approval.models import DecisionState


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
