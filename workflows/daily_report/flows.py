"""The procedure of the daily report: staff, supervisor, head, by the ladder. The path of this class lives in rows."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _
from viewflow.workflow import Activation

from workflows.approval.core import Procedure
from workflows.approval.flows import LadderFlow, actor_of, ladder
from workflows.daily_report.documents import DAILY_REPORT
from workflows.daily_report.services import settle_daily_report


def _settle(outcome: str) -> Callable[[Activation], None]:
    def react(activation: Activation) -> None:
        settle_daily_report(
            by=actor_of(activation), filing_id=activation.process.pk, outcome=outcome
        )

    return react


class DailyReportFlow(LadderFlow):
    """A report climbs from its maker's superior to the head and comes back settled."""

    procedure = Procedure(
        kind="daily_report",
        subject="daily_report",
        title=_("Laporan harian"),
        documents=(DAILY_REPORT,),
    )
    locals().update(
        ladder(
            approved=_settle("approved"),
            returned=_settle("returned"),
            rejected=_settle("rejected"),
            withdrawn=_settle("withdrawn"),
        )
    )
