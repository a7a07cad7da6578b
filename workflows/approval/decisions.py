"""A decision as a row, as an event and as an answer."""

from django.utils.translation import gettext as _

from office.acts.core import Invalid, ensure
from office.acts.services import keep, record
from office.audit import clock
from office.audit.core import Actor
from office.people.core import HeldSeat
from workflows.approval import organisation
from workflows.approval.core import DecisionOutcome, Verb
from workflows.approval.decided import DECIDED
from workflows.approval.models import Decision, Filing, Step
from workflows.approval.table import Table


def new_decision(
    filing: Filing, step: Step, by: Actor, right: HeldSeat, *, key: str, revision_sha: str
) -> Decision:
    """Return an unsaved approval with all that says by whom, by what right and on what."""
    ensure(key, Invalid(_("Formulir ini tidak lengkap. Muat ulang halaman lalu coba lagi.")))
    return Decision(
        step=step,
        filing=filing,
        choice=Verb.APPROVE.value,
        by_id=by.employee_id or 0,
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
    keep("decision", decision, "state", *DECIDED[:-1], personal=("note",))
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
