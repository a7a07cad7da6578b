"""The way of a correction: superior, then a second person. The path of this class lives in rows."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _
from viewflow.workflow import Activation

from workflows.approval.core import Procedure
from workflows.approval.flows import LadderFlow, ladder
from workflows.correction.services import settle
from workflows.correction.services.settling import LADDER


def _settle(outcome: str) -> Callable[[Activation], None]:
    def react(activation: Activation) -> None:
        settle(by=LADDER, filing_id=activation.process.pk, outcome=outcome)

    return react


class CorrectionFlow(LadderFlow):
    """Whoever says when somebody came is never that person alone: superior and head both confirm it."""

    procedure = Procedure(
        kind="correction", subject="correction_request", title=_("Koreksi kehadiran")
    )
    locals().update(
        ladder(
            approved=_settle("approved"),
            returned=_settle("returned"),
            rejected=_settle("rejected"),
            withdrawn=_settle("withdrawn"),
        )
    )
