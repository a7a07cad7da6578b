"""Names of the audited acts of this room."""

from enum import StrEnum


class Acts(StrEnum):
    """What can be done with a daily report."""

    SAVE_DRAFT = "daily_report.save_draft"
    ADD_ACTIVITY = "daily_report.add_activity"
    REMOVE_ACTIVITY = "daily_report.remove_activity"
    COPY_ACTIVITIES = "daily_report.copy_activities"
    ATTACH_EVIDENCE = "daily_report.attach_evidence"
    SUBMIT_DAILY_REPORT = "daily_report.submit"
    WITHDRAW_DAILY_REPORT = "daily_report.withdraw"
    SETTLE_DAILY_REPORT = "daily_report.settle"
    RECORD_FINDINGS = "daily_report.record_findings"
