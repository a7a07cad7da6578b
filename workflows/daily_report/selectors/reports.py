"""Reports as their maker, their approvers and other rooms may read them."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from office.attendance import selectors as attendance
from office.attendance.core import JudgedDay
from office.audit import clock
from office.audit.core import Actor
from office.regulations.selectors import NoRule, in_force
from workflows.approval import selectors as approval
from workflows.daily_report.core.activities import Evidence
from workflows.daily_report.core.findings import NOTES
from workflows.daily_report.core.findings import Finding as CoreFinding
from workflows.daily_report.core.states import State
from workflows.daily_report.errors import ReportNotFound
from workflows.daily_report.models import Activity, DailyReport, Finding
from workflows.daily_report.selectors.cards import (
    ReportCard,
    ReportPage,
    ReportRow,
    StripDay,
    card_of,
    entry_of,
)

PAGE_ROWS = 25
WEEK = 7


def my_report(by: Actor, on: date) -> ReportCard | None:
    """Return the actor's own report of a day, or None when nothing was written yet. Two queries."""
    report = _reports().filter(employee_id=by.employee_id or 0, date=on).first()
    return card_of(report) if report else None


def report_card(public_id: UUID, by: Actor) -> ReportCard:
    """Return a report its maker or a reader of its filing asks for.

    Raises ReportNotFound for everyone else, and for a report that does not exist: nobody learns which.
    """
    report = _reports().filter(public_id=public_id).first()
    if report is None or not may_read(report, by):
        raise ReportNotFound(
            _("Laporan tidak ditemukan. Periksa alamatnya, atau buka dari daftar laporan Anda.")
        )
    return card_of(report)


def may_read(report: DailyReport, by: Actor) -> bool:
    """Return whether the actor made the report or may read the filing that carries it; drafts are the maker's own."""
    if by.employee_id is not None and report.employee_id == by.employee_id:
        return True
    if report.filing_id is None or report.state == State.DRAFT:
        return False
    return approval.may_read_filing(report.filing_id, by)


def evidence_of(public_id: UUID, activity_id: int, by: Actor) -> Evidence:
    """Return an activity's file for whoever may read its report; raises ReportNotFound."""
    report = report_card(public_id, by)
    found = (card.entry.evidence for card in report.activities if card.activity_id == activity_id)
    evidence = next(found, None)
    if evidence is None:
        raise ReportNotFound(
            _("Bukti tidak ditemukan; mungkin sudah diganti. Muat ulang halaman laporan.")
        )
    return evidence


def own_evidence(by: Actor, sha256s: Iterable[str]) -> dict[str, Evidence]:
    """Return those of these files that lie with one of the actor's own reports, by hash; one query."""
    rows = Activity.objects.filter(
        report__employee_id=by.employee_id or 0, evidence_sha256__in=list(sha256s)
    )
    found = (entry_of(row).evidence for row in rows)
    return {evidence.sha256: evidence for evidence in found if evidence}


def standing_findings(report_id: int) -> tuple[CoreFinding, ...]:
    """Return the stored findings of a report that still stand, as they were told when it was filed or looked at last."""
    rows = Finding.objects.filter(report_id=report_id, cleared_at=None).order_by("kind", "pk")
    return tuple(CoreFinding(row.date, row.kind, row.minutes, row.evidence) for row in rows)


def finding_totals(first: date, last: date) -> dict[str, int]:
    """Return how many kept findings of these days (inclusive) stand, by kind, kinds in order; notes are left out."""
    rows = Finding.objects.filter(date__range=(first, last), cleared_at=None).exclude(
        kind__in=NOTES
    )
    return dict(rows.order_by("kind").values_list("kind").annotate(n=Count("pk")))


def my_reports(by: Actor, after: date | None = None) -> ReportPage:
    """Return the actor's own reports, newest day first, from the day before `after` on. One query."""
    mine = DailyReport.objects.filter(employee_id=by.employee_id or 0).order_by("-date")
    if after is not None:
        mine = mine.filter(date__lt=after)
    standing = Count("findings", filter=Q(findings__cleared_at=None) & ~Q(findings__kind__in=NOTES))
    rows = list(mine.annotate(standing=standing)[: PAGE_ROWS + 1])
    shown = tuple(
        ReportRow(row.public_id, row.date, row.state, row.minutes, row.standing, row.submitted_at)
        for row in rows[:PAGE_ROWS]
    )
    return ReportPage(shown, shown[-1].date if len(rows) > PAGE_ROWS else None)


def week_of(on: date) -> tuple[date, date]:
    """Return Monday and Sunday of the week a date lies in."""
    first = on - timedelta(days=on.weekday())
    return first, first + timedelta(days=WEEK - 1)


def week_strip(
    by: Actor, on: date, judged: Mapping[tuple[int, date], JudgedDay] | None = None
) -> tuple[StripDay, ...]:
    """Return Monday to Sunday of the week of `on` for the actor: what was filed, and what attendance says of the rest.

    Give the week's judged days when they are at hand; otherwise they are read.
    """
    if by.employee_id is None:
        return ()
    first, last = week_of(on)
    own = DailyReport.objects.filter(employee_id=by.employee_id, date__range=(first, last))
    states = dict(own.values_list("date", "state"))
    known = judged or attendance.judged_days([by.employee_id], first, last)
    today = clock.today()
    return tuple(
        StripDay(
            day,
            states.get(day) or _unfiled(known.get((by.employee_id, day)), day, today),
            day == today,
        )
        for day in (first + timedelta(days=n) for n in range(WEEK))
    )


def _unfiled(judged: JudgedDay | None, day: date, today: date) -> str:
    """Return what a day without a report shows: only a past day of presence or duty misses one."""
    status = judged.status if judged else "off"
    if status in {"holiday", "off", "leave"} or (
        status in {"absent", "unmeasured"} and day < today
    ):
        return status
    if day > today:
        return "ahead"
    return "missing" if day < today else "empty"


def approved_minutes(
    employee_ids: Iterable[int], first: date, last: date
) -> dict[tuple[int, date], int]:
    """Return the effective minutes of each approved report from `first` to `last` (inclusive).

    Overlapping activities count once; nothing is capped here, the pay regulation does that. Days without an
    approved report are left out. An approved report is never edited, so its stored minutes are the union of its
    activities (`fsck` counts them again).
    """
    rows = DailyReport.objects.filter(
        employee_id__in=list(employee_ids), date__range=(first, last), state=State.APPROVED
    )
    return {(row[0], row[1]): row[2] for row in rows.values_list("employee_id", "date", "minutes")}


def pending_minutes(
    employee_ids: Iterable[int], first: date, last: date
) -> dict[tuple[int, date], int]:
    """Return the claimed minutes of reports still waiting on somebody's desk, in the same shape as `approved_minutes`."""
    rows = DailyReport.objects.filter(
        employee_id__in=list(employee_ids), date__range=(first, last), state=State.SUBMITTED
    )
    return {(row[0], row[1]): row[2] for row in rows.values_list("employee_id", "date", "minutes")}


def claims_of_filings(filing_ids: Iterable[int]) -> dict[tuple[int, date], int]:
    """Return the minutes that the waiting reports of these filings claim, in the shape of `approved_minutes`."""
    rows = DailyReport.objects.filter(filing_id__in=list(filing_ids), state=State.SUBMITTED)
    return {(row[0], row[1]): row[2] for row in rows.values_list("employee_id", "date", "minutes")}


def provisional_minutes(
    employee_ids: Iterable[int], first: date, last: date
) -> dict[tuple[int, date], int]:
    """Return the claimed minutes of reports whose desk has let its time pass, in the shape of `approved_minutes`.

    Empty unless the regulation counts them provisionally: the boss's silence costs no staff member anything. They are
    settled by difference once somebody decides.
    """
    if not _counts_undecided():
        return {}
    waiting = DailyReport.objects.filter(
        employee_id__in=list(employee_ids), date__range=(first, last), state=State.SUBMITTED
    )
    rows = list(waiting.values_list("employee_id", "date", "minutes", "filing_id"))
    silent = approval.overdue_filings(row[3] for row in rows)
    return {(row[0], row[1]): row[2] for row in rows if row[3] in silent}


def _counts_undecided() -> bool:
    try:
        return bool(in_force("undecided", clock.today()).mode == "provisional")
    except NoRule:
        return False


def reports_by_state(first: date, last: date, agency_id: int | None = None) -> dict[str, int]:
    """Return how many reports of these days (inclusive) stand in each state, of one agency or of all. One query."""
    rows = DailyReport.objects.filter(date__range=(first, last))
    if agency_id is not None:
        rows = rows.filter(agency_id=agency_id)
    counts = dict(rows.values_list("state").annotate(n=Count("pk")))
    return {state.value: counts.get(state.value, 0) for state in State}


def reports_by_day(
    first: date, last: date, agency_ids: Iterable[int]
) -> dict[tuple[date, int, str], int]:
    """Return how many reports of these agencies and days (inclusive) stand in each state, by day, agency and state."""
    rows = DailyReport.objects.filter(date__range=(first, last), agency_id__in=list(agency_ids))
    counted = rows.order_by().values_list("date", "agency_id", "state").annotate(n=Count("pk"))
    return {(day, agency_id, state): n for day, agency_id, state, n in counted}


def missing_reports(
    employee_ids: Iterable[int], first: date, last: date
) -> dict[int, tuple[date, ...]]:
    """Return the past days of presence or duty (inclusive ends) on which an employee filed nothing.

    A draft is not filed; a returned or rejected report is. Employees who miss nothing are left out.
    """
    ids = list(employee_ids)
    last = min(last, clock.today() - timedelta(days=1))
    if first > last or not ids:
        return {}
    filed = set(
        DailyReport.objects.filter(employee_id__in=ids, date__range=(first, last))
        .exclude(state=State.DRAFT)
        .values_list("employee_id", "date")
    )
    missing: dict[int, tuple[date, ...]] = {}
    for (employee_id, day), judged in sorted(
        attendance.judged_days(ids, first, last).items(), key=lambda i: i[0]
    ):
        if judged.status in {"present", "duty"} and (employee_id, day) not in filed:
            missing[employee_id] = (*missing.get(employee_id, ()), day)
    return missing


def report_of_filing(filing_id: int) -> ReportCard | None:
    """Return the report a filing carries; the caller has shown that its reader may read the filing."""
    report = _reports().filter(filing_id=filing_id).first()
    return card_of(report) if report else None


def _reports() -> QuerySet[DailyReport]:
    return DailyReport.objects.prefetch_related("activities")
