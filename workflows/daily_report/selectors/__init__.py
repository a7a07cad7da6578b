"""What may be read of daily reports. Functions that take `by` return only what the actor may see."""

from workflows.daily_report.selectors.cards import (
    ActivityCard,
    CheckedDay,
    DayFacts,
    ReportCard,
    ReportPage,
    ReportRow,
    StripDay,
)
from workflows.daily_report.selectors.days import Claim, check_day, findings_of
from workflows.daily_report.selectors.reports import (
    approved_minutes,
    evidence_of,
    finding_totals,
    missing_reports,
    my_report,
    my_reports,
    pending_minutes,
    report_card,
    report_of_filing,
    reports_by_state,
    standing_findings,
    week_of,
    week_strip,
)

__all__ = [
    "ActivityCard",
    "CheckedDay",
    "Claim",
    "DayFacts",
    "ReportCard",
    "ReportPage",
    "ReportRow",
    "StripDay",
    "approved_minutes",
    "check_day",
    "evidence_of",
    "finding_totals",
    "findings_of",
    "missing_reports",
    "my_report",
    "my_reports",
    "pending_minutes",
    "report_card",
    "report_of_filing",
    "reports_by_state",
    "standing_findings",
    "week_of",
    "week_strip",
]
