"""From what was typed to a checked draft, and from a draft to rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from office.archive import services as archive
from office.attendance import selectors as attendance
from office.audit import clock
from office.indonesia import CalendarMonth, NotANip, parse_nip
from office.people import selectors as people
from office.people.core import PositionCard
from workflows.leave import law
from workflows.leave.core.balance import days_by_year, months_between
from workflows.leave.core.requests import Draft, Facts, Fault, FaultCode, faults, span_faults
from workflows.leave.core.states import LIVE, Procedure
from workflows.leave.errors import incomplete
from workflows.leave.models import AwayPaper, AwayRequest

AWAY = frozenset({"leave", "duty"})
ACTING = frozenset({"plt", "plh"})


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft that may be submitted."""

    days: tuple[date, ...]
    """The days it counts."""
    post: PositionCard
    """Post of the maker on the first day."""

    @property
    def by_year(self) -> dict[int, int]:
        """Return how many of the days fall into each year."""
        return days_by_year(self.days)


def counted_days(employee_id: int, draft: Draft) -> tuple[date, ...]:
    """Return the days a request counts: working days by roster and holidays, or all where its kind says so."""
    if law.counts_calendar_days(draft.procedure, draft.kind, clock.today()):
        span = (draft.last - draft.first).days
        return tuple(draft.first + timedelta(days=n) for n in range(span + 1))
    return tuple(attendance.personal_workdays(employee_id, draft.first, draft.last))


def checked(row: AwayRequest, draft: Draft) -> Checked:
    """Return the draft's days and post when nothing keeps it from being submitted; raises IncompleteRequest."""
    wrong = span_faults(draft)
    if wrong:
        raise incomplete(wrong)
    post = people.position_of(row.employee_id, min(draft.first, clock.today()))
    days = counted_days(row.employee_id, draft)
    limits = law.limits_of(draft.procedure, draft.kind, clock.today(), post)
    found = faults(draft, limits, _facts(row, draft, days, post))
    if found or post is None:
        raise incomplete(found or [Fault(FaultCode.NO_DAY_COUNTED, "first")])
    return Checked(days, post)


def _facts(
    row: AwayRequest, draft: Draft, days: tuple[date, ...], post: PositionCard | None
) -> Facts:
    span = (row.employee_id, draft.first, draft.last)
    judged = attendance.judged_days([row.employee_id], draft.first, draft.last)
    away = [on for (_, on), day in sorted(judged.items()) if day.status in AWAY]
    locked = sorted(on for _, on in attendance.locked_days([row.employee_id], *span[1:]))
    kept = row.pk is not None and row.papers.exists()
    return Facts(
        days=len(days),
        workdays=len(attendance.personal_workdays(*span)),
        months_served=_months_served(row.employee_id, draft.first),
        has_evidence=bool(draft.papers) or kept,
        away_on=next(iter(away), None),
        locked_on=next(iter(locked), None),
        plh_is_free=_may_stand_in(row, draft, post),
        seat_covered=_is_covered(draft, post),
        permits_this_month=_other_permits(row, draft),
    )


def _months_served(employee_id: int, on: date) -> int | None:
    """Return the months of service by the NIP; None where it names no month (PPPK)."""
    try:
        appointed = parse_nip(people.person(employee_id).nip).appointed
    except NotANip:
        return None
    return None if appointed is None else months_between(appointed.first, on)


def _may_stand_in(row: AwayRequest, draft: Draft, post: PositionCard | None) -> bool:
    if draft.plh_id is None:
        return True
    theirs = people.position_of(draft.plh_id, min(draft.first, clock.today()))
    colleague = post is not None and theirs is not None and theirs.agency_id == post.agency_id
    if not colleague or draft.plh_id == row.employee_id:
        return False
    return not _away_between(draft.plh_id, draft.first, draft.last)


def _away_between(employee_id: int, first: date, last: date) -> bool:
    live = AwayRequest.objects.filter(
        ~Q(procedure=Procedure.PERMIT),
        employee_id=employee_id,
        state__in=LIVE,
        first__lte=last,
        last__gte=first,
    )
    if live.exists():
        return True
    return any(
        day.status in AWAY for day in attendance.judged_days([employee_id], first, last).values()
    )


def _is_covered(draft: Draft, post: PositionCard | None) -> bool:
    if draft.plh_id is None or post is None:
        return False
    mandates = people.mandates_over([post.position_id], draft.first, draft.last)
    return any(mandate.kind in ACTING for mandate in mandates)


def _other_permits(row: AwayRequest, draft: Draft) -> int:
    month = CalendarMonth.of(draft.first)
    others = AwayRequest.objects.filter(
        procedure=Procedure.PERMIT,
        employee_id=row.employee_id,
        state__in=LIVE,
        first__range=(month.first, month.last),
    )
    return others.exclude(pk=row.pk).count()


def written(row: AwayRequest, draft: Draft) -> AwayRequest:
    """Put a draft on its row and store both with the papers given anew."""
    row.procedure, row.kind = draft.procedure, draft.kind
    row.first, row.last = draft.first, draft.last
    row.from_minute, row.until_minute = draft.from_minute, draft.until_minute
    row.place, row.reason = draft.place.strip(), draft.reason.strip()
    row.diagnosis, row.plh_id = draft.diagnosis.strip(), draft.plh_id
    row.save()
    _keep_papers(row, draft)
    return row


def _keep_papers(row: AwayRequest, draft: Draft) -> None:
    confidential = law.is_confidential(draft.procedure, draft.kind, clock.today())
    known = set(row.papers.values_list("sha256", flat=True))
    fresh = {paper.sha256: paper for paper in draft.papers if paper.sha256 not in known}
    _refuse_unknown(fresh)
    AwayPaper.objects.bulk_create(
        AwayPaper(
            request=row,
            filename=paper.filename,
            sha256=paper.sha256,
            media_type=paper.media_type,
            confidential=confidential,
        )
        for paper in fresh.values()
    )
    row.papers.exclude(confidential=confidential).update(confidential=confidential)


def _refuse_unknown(sha256s: Iterable[str]) -> None:
    if not all(archive.exists(sha256) for sha256 in sha256s):
        raise incomplete([Fault(FaultCode.EVIDENCE_MISSING, "evidence", ("berkas sekali lagi",))])
