"""Days as the checks see them, put together from attendance, the regulation and the reports."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from office.attendance import selectors as attendance
from office.attendance.core import JudgedDay
from office.audit import clock
from office.regulations.selectors import LawBook, law_book
from workflows.daily_report.core.activities import ActivityEntry
from workflows.daily_report.core.days import duty_span
from workflows.daily_report.core.findings import DayCase, DayNorms, Finding, findings_of_day
from workflows.daily_report.core.intervals import Interval
from workflows.daily_report.core.states import FILED, State
from workflows.daily_report.models import Activity, DailyReport
from workflows.daily_report.selectors.cards import CheckedDay, DayFacts, entry_of

_REACH = timedelta(days=60)
"""How far past the last day the calendar is read; the longest run of holidays is under two weeks."""

EmployeeDay = tuple[int, date]


@dataclass(frozen=True)
class _Law:
    """The dated numbers of a stretch of days, read in a few queries whatever its length."""

    book: LawBook
    workdays: Sequence[date]
    today: date

    @classmethod
    def of(cls, first: date, last: date) -> "_Law":
        """Return the law of these days; both ends are inclusive."""
        return cls(law_book(), attendance.workdays(first, last + _REACH), clock.today())

    def norms(self, on: date) -> DayNorms:
        """Return the numbers the checks need for a day."""
        return DayNorms(
            self.section("attendance", on).stay_flag_after_minutes,
            self.section("report", on).effective_minutes_day,
        )

    def deadline(self, on: date) -> date:
        """Return the last date for filing: the window's n-th working day after the day itself."""
        window: int = self.section("report", on).window_workdays
        nth = bisect_right(self.workdays, on) + window - 1
        return self.workdays[nth] if window and nth < len(self.workdays) else on

    def duty(self, judged: JudgedDay) -> Interval | None:
        """Return start and end of duty by the roster the day was judged by."""
        rosters = self.section("rosters", judged.date).by_code
        return duty_span(rosters, judged.roster, judged.date)

    def section(self, name: str, on: date) -> Any:
        """Return a section in force on a day."""
        return self.book.in_force(name, on)


@dataclass(frozen=True)
class Claim:
    """What an employee says about a day."""

    activities: tuple[ActivityEntry, ...] = ()
    """The claimed stretches."""
    filed_on: date | None = None
    """Local date of filing, None while nothing was filed."""


def check_day(judged: JudgedDay, claim: Claim) -> CheckedDay:
    """Return facts and findings of one judged day for a claim. The judgement comes from `attendance.judged_day`.

    While the day runs, attendance counts who came and has not left as present until now.
    """
    law = _Law.of(judged.date, judged.date)
    case = _case(judged, claim, law)
    required = law.duty(judged) if judged.minutes_required else None
    facts = DayFacts(judged.status, judged.presence, required, judged.reasons)
    found = findings_of_day(case, law.norms(judged.date))
    return CheckedDay(facts, law.deadline(judged.date), found)


def findings_of(
    employee_ids: Iterable[int], first: date, last: date
) -> dict[int, tuple[Finding, ...]]:
    """Return the findings of each employee from `first` to `last` (inclusive), by today's facts, oldest first.

    Only days that are over are looked at. Claims count once they are filed and while they stand; a day
    without a report is checked too. Employees without findings are left out. A fixed number of queries.
    """
    ids = list(employee_ids)
    last = min(last, clock.today() - timedelta(days=1))
    if first > last or not ids:
        return {}
    law = _Law.of(first, last)
    norms = {day: law.norms(day) for day in _dates(first, last)}
    claims = claims_of(ids, first, last)
    found: dict[int, list[Finding]] = defaultdict(list)
    for key, judged in sorted(attendance.judged_days(ids, first, last).items()):
        case = _case(judged, claims.get(key, Claim()), law)
        found[judged.employee_id] += findings_of_day(case, norms[judged.date])
    return {employee_id: tuple(findings) for employee_id, findings in found.items() if findings}


def claims_of(employee_ids: Sequence[int], first: date, last: date) -> Mapping[EmployeeDay, Claim]:
    """Return what was filed for these days (inclusive ends). Two queries.

    A returned or rejected report was filed, but its activities claim nothing any more; a draft is the maker's own.
    """
    reports = DailyReport.objects.filter(
        employee_id__in=employee_ids, date__range=(first, last)
    ).exclude(state=State.DRAFT)
    lines: dict[int, tuple[ActivityEntry, ...]] = defaultdict(tuple)
    for row in Activity.objects.filter(report__in=reports, report__state__in=FILED):
        lines[row.report_id] += (entry_of(row),)
    told = reports.values_list("pk", "employee_id", "date", "filed_on")
    return {(who, day): Claim(lines.get(pk, ()), filed_on) for pk, who, day, filed_on in told}


def _case(judged: JudgedDay, claim: Claim, law: _Law) -> DayCase:
    span = law.duty(judged)
    return DayCase(
        day=judged.date,
        status=judged.status,
        presence=judged.presence,
        end_of_day=span[1] if span else None,
        missing_punch=judged.missing_punch,
        activities=claim.activities,
        filed_on=claim.filed_on,
        deadline=law.deadline(judged.date),
        today=law.today,
    )


def _dates(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
