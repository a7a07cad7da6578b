"""Everything that changes a daily report; each is one audited act."""

from workflows.daily_report.services.drafts import (
    ActivityOutcome,
    DraftOutcome,
    add_activity,
    attach_evidence,
    copy_activities,
    remove_activity,
    save_draft,
)
from workflows.daily_report.services.filing import (
    FLOW,
    SubmitOutcome,
    settle_daily_report,
    submit_daily_report,
    withdraw_daily_report,
)
from workflows.daily_report.services.findings import record_findings

__all__ = [
    "FLOW",
    "ActivityOutcome",
    "DraftOutcome",
    "SubmitOutcome",
    "add_activity",
    "attach_evidence",
    "copy_activities",
    "record_findings",
    "remove_activity",
    "save_draft",
    "settle_daily_report",
    "submit_daily_report",
    "withdraw_daily_report",
]
