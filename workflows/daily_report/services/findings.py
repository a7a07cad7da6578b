"""Looking at past days again, with or without a report."""

from collections.abc import Sequence
from datetime import date

from office.acts.services import act, record
from office.audit import clock
from office.audit.core import Actor
from workflows.daily_report.acts import Acts
from workflows.daily_report.selectors.days import findings_of
from workflows.daily_report.standing import keep_findings


@act(Acts.RECORD_FINDINGS)
def record_findings(*, by: Actor, employee_ids: Sequence[int], first: date, last: date) -> int:
    """Look at these days again (inclusive ends) by today's facts and keep what is found; return how many stand.

    Running it again changes nothing. Findings no longer found are marked as cleared, never deleted.
    """
    found = findings_of(employee_ids, first, last)
    days = {
        (employee_id, date.fromordinal(number))
        for employee_id in employee_ids
        for number in range(first.toordinal(), min(last, _yesterday()).toordinal() + 1)
    }
    new, cleared = keep_findings(days, found)
    standing = sum(len(findings) for findings in found.values())
    record(
        subject=f"findings:{first.isoformat()}:{last.isoformat()}",
        label="Pemeriksaan silang laporan dan kehadiran",
        employees=len(employee_ids),
        standing=standing,
        new=new,
        cleared=cleared,
    )
    return standing


def _yesterday() -> date:
    return date.fromordinal(clock.today().toordinal() - 1)
