"""Three ways to be away, each up a chain of its own. The paths of these classes live in rows."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow.workflow import Activation

from workflows.approval.core import Procedure
from workflows.approval.flows import LadderFlow, ladder
from workflows.leave.papers import DUTY_LETTER, LEAVE_LETTER
from workflows.leave.services import settle
from workflows.leave.services.settling import LADDER

SUBJECT = "away_request"


def _settle(outcome: str) -> Callable[[Activation], None]:
    def react(activation: Activation) -> None:
        settle(by=LADDER, filing_id=activation.process.pk, outcome=outcome)

    return react


def _climb() -> dict[str, Any]:
    return ladder(
        approved=_settle("approved"),
        returned=_settle("returned"),
        rejected=_settle("rejected"),
        withdrawn=_settle("withdrawn"),
    )


class LeaveFlow(LadderFlow):
    """Superior agrees, head signs the letter; then the leave stands in attendance and the Plh in people."""

    procedure = Procedure(kind="leave", subject=SUBJECT, title=_("Cuti"), documents=(LEAVE_LETTER,))
    locals().update(_climb())


class DutyFlow(LadderFlow):
    """Superior agrees, head signs the letter of assignment."""

    procedure = Procedure(
        kind="duty", subject=SUBJECT, title=_("Dinas luar"), documents=(DUTY_LETTER,)
    )
    locals().update(_climb())


class PermitFlow(LadderFlow):
    """The superior lets somebody go for hours."""

    procedure = Procedure(kind="permit", subject=SUBJECT, title=_("Izin"))
    locals().update(_climb())
