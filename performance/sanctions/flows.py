"""The way of a proposed sanction: the superior, or the authority above, decides and signs."""

from django.utils.translation import gettext_lazy as _
from viewflow.workflow import Activation

from office.audit.core import Actor
from performance.sanctions import services
from workflows.approval import selectors as approval
from workflows.approval.core import Procedure
from workflows.approval.flows import LadderFlow, actor_of, ladder

LADDER = Actor.system("sanctions.ladder")


def confirm(activation: Activation) -> None:
    """The decision is signed: it is final and changes pay."""
    decided_by = actor_of(activation).employee_id
    services.confirm_case(by=LADDER, filing_id=activation.process.pk, decided_by=decided_by)


def hand_back(activation: Activation) -> None:
    """Returned or withdrawn: the case is with the superior again."""
    services.hand_back_case(by=LADDER, filing_id=activation.process.pk)


def drop(activation: Activation) -> None:
    """The authority rejected the proposal: the case ends with the authority's reason."""
    lines = approval.history(activation.process.pk, actor_of(activation))
    reason = next(line.note for line in reversed(lines) if line.choice == "reject")
    services.drop_rejected_case(by=LADDER, filing_id=activation.process.pk, reason=reason)


class SanctionFlow(LadderFlow):
    """Proposal -> decision signed -> pay changed by the dated rule."""

    procedure = Procedure(
        kind="sanction",
        subject="sanction_case",
        title=_("Hukuman disiplin"),
        documents=("sanction_decision",),
    )
    locals().update(
        ladder(approved=confirm, returned=hand_back, rejected=drop, withdrawn=hand_back)
    )
