"""Which findings stand: the same fact is one row, and a fact that is gone says since when."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from office.acts.services import keep
from office.audit import clock
from workflows.daily_report.core.findings import Finding
from workflows.daily_report.models import DailyReport
from workflows.daily_report.models import Finding as FindingRow

EmployeeDay = tuple[int, date]


def keep_findings(
    days: AbstractSet[EmployeeDay], found: Mapping[int, Sequence[Finding]]
) -> tuple[int, int]:
    """Store what was found on these days and clear what is there no more; return (new, cleared). Inside an act."""
    at = clock.now()
    told = {
        f.fingerprint(employee_id): (employee_id, f)
        for employee_id, fs in found.items()
        for f in fs
    }
    employee_ids = {employee_id for employee_id, _day in days}
    dates = {day for _employee_id, day in days}
    rows = {
        row.fingerprint: row
        for row in FindingRow.objects.filter(employee_id__in=employee_ids, date__in=dates)
        if (row.employee_id, row.date) in days
    }
    reports = _reports(employee_ids, dates)
    fresh = [
        FindingRow(
            employee_id=employee_id,
            report_id=reports.get((employee_id, finding.date)),
            date=finding.date,
            kind=finding.kind,
            minutes=finding.minutes,
            evidence=finding.evidence,
            fingerprint=fingerprint,
            found_at=at,
        )
        for fingerprint, (employee_id, finding) in told.items()
        if fingerprint not in rows
    ]
    FindingRow.objects.bulk_create(fresh, ignore_conflicts=True)
    gone = [row for row in rows.values() if row.fingerprint not in told and row.cleared_at is None]
    back = [row for row in rows.values() if row.fingerprint in told and row.cleared_at is not None]
    FindingRow.objects.filter(pk__in=[row.pk for row in gone]).update(cleared_at=at)
    FindingRow.objects.filter(pk__in=[row.pk for row in back]).update(cleared_at=None)
    for row in (*fresh, *gone, *back):
        keep("finding", row, "employee_id", "date", "kind", "minutes", key="fingerprint")
    return len(fresh) + len(back), len(gone)


def _reports(employee_ids: AbstractSet[int], dates: AbstractSet[date]) -> dict[EmployeeDay, int]:
    rows = DailyReport.objects.filter(employee_id__in=employee_ids, date__in=dates)
    return {(row[0], row[1]): row[2] for row in rows.values_list("employee_id", "date", "pk")}
