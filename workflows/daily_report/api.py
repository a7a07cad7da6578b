"""Own daily reports below /api/v1/reports. Files are attached on the page; here they are kept or left out by hash."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Path, Query, Router
from pydantic import Field, StringConstraints

from office.audit.core import Actor, rule
from office.people.access import Request
from office.people.core.api_keys import Scope
from office.people.operations import (
    NO_NUL,
    Answer,
    Given,
    IdempotencyKey,
    Reason,
    reads,
    writes,
)
from workflows.daily_report import selectors, services
from workflows.daily_report.core.activities import LAST_MINUTE, ActivityEntry, Evidence
from workflows.daily_report.errors import InvalidActivity, ReportNotFound
from workflows.daily_report.selectors import ReportCard
from workflows.daily_report.services.drafts import MOST_ACTIVITIES

router = Router(tags=["reports"])
MOST_VOLUME = 2_000_000_000
ReportId = Annotated[UUID, Path(description="The `public_id` of one of the own reports.")]
Day = Annotated[date, Path(description="The day reported on, such as 2026-10-05.")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class ReportRow(Answer):
    """A report in the list."""

    public_id: UUID
    """What its address shows."""
    date: date
    """The day reported on."""
    state: str
    """draft, submitted, returned, approved or rejected."""
    minutes: int
    """Distinct minutes claimed at the last filing."""
    findings: int
    """Findings that stand, notes left out."""
    submitted_at: datetime | None
    """Moment of the last filing; null before."""


class ReportPage(Answer):
    """A stretch of the list, newest day first."""

    rows: list[ReportRow]
    """At most 25."""
    after: date | None
    """Give it back as `after` to read on; null at the end."""


class Activity(Answer):
    """One stretch of the day."""

    start_minute: int
    """Local minute from 00.00 of the report's date, inclusive."""
    end_minute: int
    """Exclusive; above 1440 it lies in the next day."""
    text: str
    """What was done."""
    output: str
    """What came of it."""
    volume: int | None
    """How much of it, in `unit`; null when the work is not counted."""
    unit: str
    """Unit of `volume`."""
    evidence_sha256: str | None
    """Hash of the proving file; null without one."""


class Found(Answer):
    """Something the checks against attendance found."""

    kind: str
    """What kind of finding."""
    minutes: int
    """Minutes it is about."""
    is_note: bool
    """Whether it merely informs."""


class Report(Answer):
    """A report with its activities."""

    public_id: UUID
    """What its address shows."""
    date: date
    """The day reported on."""
    state: str
    """draft, submitted, returned, approved or rejected."""
    revision: int
    """How often it was filed."""
    minutes: int
    """Distinct minutes claimed at the last filing; 0 before."""
    filing_id: int | None
    """Its filing on the ladder; null before it was filed."""
    submitted_at: datetime | None
    """Moment of the last filing."""
    activities: list[Activity]
    """As the day went."""
    findings: list[Found]
    """Findings that stand."""


class ActivityGiven(Given):
    """One stretch of the day, as claimed."""

    start_minute: Annotated[int, Field(ge=0, lt=LAST_MINUTE)]
    """Local minute from 00.00 of the report's date, inclusive."""
    end_minute: Annotated[int, Field(gt=0, le=LAST_MINUTE)]
    """Exclusive; above 1440 it lies in the next day."""
    text: Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=NO_NUL)]
    """What was done."""
    output: Annotated[str, StringConstraints(max_length=200, pattern=NO_NUL)] = ""
    """What came of it."""
    volume: Annotated[int, Field(ge=0, le=MOST_VOLUME)] | None = None
    """How much of it, in `unit`; null when the work is not counted."""
    unit: Annotated[str, StringConstraints(max_length=40, pattern=NO_NUL)] = ""
    """Unit of `volume`."""
    evidence_sha256: Sha256 | None = None
    """Hash of a file that was attached to one of the own reports before; left out, the activity has no file."""


class Draft(Given):
    """What the day's report shall hold, in place of what it holds now."""

    activities: Annotated[list[ActivityGiven], Field(max_length=MOST_ACTIVITIES)]
    """Every activity of the day."""


class Withdrawal(Given):
    """Why a report is taken back."""

    reason: Reason
    """Read by those it waited for."""


class DraftSaved(Answer):
    """What the report now holds."""

    public_id: UUID
    """What its address shows."""
    activities: int
    """Activities it now holds."""
    minutes: int
    """Distinct minutes they claim."""


class Submitted(Answer):
    """A filed report."""

    public_id: UUID
    """What its address shows."""
    filing_id: int
    """Its filing on the ladder."""
    round: int
    """1 for the first filing; every return opens another."""
    state: str
    """State of the report."""
    minutes: int
    """Distinct minutes claimed."""
    findings: int
    """Findings told to the reader, notes left out."""


class Withdrawn(Answer):
    """A report taken back."""

    state: str
    """State of the report."""


@reads(router, "", Scope.REPORTS_READ, ReportPage)
@rule("login")
def api_reports(
    request: Request,
    after: Annotated[date | None, Query(description="Days before this one.")] = None,
) -> Any:
    """Return the own reports, newest day first."""
    return selectors.my_reports(request.actor, after)


@reads(router, "/{uuid:public_id}", Scope.REPORTS_READ, Report)
@rule("login")
def api_report(request: Request, public_id: ReportId) -> Report:
    """Return one of the own reports."""
    return _told(_own(public_id, request.actor))


@writes(router, "/days/{str:on}", Scope.REPORTS_WRITE, DraftSaved, method="PUT")
@rule("login")
def api_save_draft(request: Request, on: Day, given: Draft, key: IdempotencyKey) -> Any:
    """Make the own report of a day hold exactly these activities; it is begun when there is none."""
    entries = _entries(given, request.actor)
    return services.save_draft(by=request.actor, on=on, activities=entries, key=key)


@writes(router, "/{uuid:public_id}/submit", Scope.REPORTS_WRITE, Submitted)
@rule("login")
def api_submit(request: Request, public_id: ReportId, key: IdempotencyKey) -> Any:
    """File one of the own reports: it is checked against attendance and goes up the ladder."""
    report = _own(public_id, request.actor)
    return services.submit_daily_report(by=request.actor, report_id=report.report_id, key=key)


@writes(router, "/{uuid:public_id}/withdraw", Scope.REPORTS_WRITE, Withdrawn)
@rule("login")
def api_withdraw(
    request: Request, public_id: ReportId, given: Withdrawal, key: IdempotencyKey
) -> Withdrawn:
    """Take one of the own reports back while nobody has decided on it."""
    report = _own(public_id, request.actor)
    state = services.withdraw_daily_report(
        by=request.actor, report_id=report.report_id, reason=given.reason, key=key
    )
    return Withdrawn(state=state)


def _own(public_id: UUID, by: Actor) -> ReportCard:
    """Return a report its maker asks for: the scope speaks of the own reports, also where a superior may read more."""
    report = selectors.report_card(public_id, by)
    if report.employee_id != by.employee_id:
        raise ReportNotFound(
            _("Laporan tidak ditemukan. Periksa alamatnya, atau buka dari daftar laporan Anda.")
        )
    return report


def _entries(given: Draft, by: Actor) -> list[ActivityEntry]:
    wanted = {one.evidence_sha256 for one in given.activities if one.evidence_sha256}
    kept = selectors.own_evidence(by, wanted) if wanted else {}
    return [
        ActivityEntry(
            start_minute=one.start_minute,
            end_minute=one.end_minute,
            text=one.text,
            output=one.output,
            volume=one.volume,
            unit=one.unit,
            evidence=_evidence(one.evidence_sha256, kept, number),
        )
        for number, one in enumerate(given.activities)
    ]


def _evidence(sha256: str | None, kept: dict[str, Evidence], number: int) -> Evidence | None:
    if sha256 is None:
        return None
    if sha256 not in kept:
        message = _("Bukti ini tidak ada di laporan Anda. Lampirkan dulu di halaman laporan.")
        raise InvalidActivity(message, **{f"activities.{number}.evidence_sha256": message})
    return kept[sha256]


def _told(report: ReportCard) -> Report:
    return Report(
        public_id=report.public_id,
        date=report.date,
        state=report.state,
        revision=report.revision,
        minutes=report.minutes,
        filing_id=report.filing_id,
        submitted_at=report.submitted_at,
        activities=[_activity(entry) for entry in report.entries],
        findings=[
            Found(kind=finding.kind, minutes=finding.minutes, is_note=finding.is_note)
            for finding in selectors.standing_findings(report.report_id)
        ],
    )


def _activity(entry: ActivityEntry) -> Activity:
    return Activity(
        start_minute=entry.start_minute,
        end_minute=entry.end_minute,
        text=entry.text,
        output=entry.output,
        volume=entry.volume,
        unit=entry.unit,
        evidence_sha256=entry.evidence.sha256 if entry.evidence else None,
    )
