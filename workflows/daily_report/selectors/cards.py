"""What pages and other rooms see of reports: frozen cards."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from workflows.daily_report.core.activities import ActivityEntry, Evidence
from workflows.daily_report.core.findings import Finding
from workflows.daily_report.core.intervals import Interval
from workflows.daily_report.models import Activity, DailyReport


@dataclass(frozen=True)
class ActivityCard:
    """A stored activity."""

    activity_id: int
    """Row of the activity."""
    entry: ActivityEntry
    """What it claims."""


@dataclass(frozen=True)
class ReportCard:
    """A report with its activities."""

    report_id: int
    """Row of the report."""
    public_id: UUID
    """What its address shows."""
    employee_id: int
    """Its maker."""
    date: dt.date
    """The day reported on."""
    state: str
    """A value of `core.states.State`."""
    revision: int
    """How often it was filed."""
    minutes: int
    """Distinct minutes claimed at the last filing; 0 before."""
    filing_id: int | None
    """Its filing on the ladder."""
    filed_on: dt.date | None
    """Local date of filing."""
    submitted_at: dt.datetime | None
    """Moment of the last filing."""
    activities: tuple[ActivityCard, ...] = ()
    """As the day went."""

    @property
    def entries(self) -> tuple[ActivityEntry, ...]:
        """Return what the activities claim."""
        return tuple(card.entry for card in self.activities)


@dataclass(frozen=True)
class ReportRow:
    """A report in a list."""

    public_id: UUID
    """What its address shows."""
    date: dt.date
    """The day reported on."""
    state: str
    """A value of `core.states.State`."""
    minutes: int
    """Distinct minutes claimed at the last filing."""
    findings: int
    """Findings that stand, notes left out."""
    submitted_at: dt.datetime | None
    """Moment of the last filing."""


@dataclass(frozen=True)
class ReportPage:
    """A stretch of a list, newest first."""

    rows: tuple[ReportRow, ...]
    """Newest first."""
    after: dt.date | None
    """Give it back to read on; None at the end."""


@dataclass(frozen=True)
class StripDay:
    """One day of the week strip."""

    date: dt.date
    """The day."""
    state: str
    """A report's state; without a report `missing`, `empty` (today), `ahead` (later), or a judgement of attendance."""
    today: bool
    """Whether it is today."""


@dataclass(frozen=True)
class DayFacts:
    """What is known about one employee's day besides the claims."""

    status: str
    """Judgement of attendance."""
    presence: tuple[Interval, ...]
    """Presence so far, minutes of the day."""
    required: Interval | None
    """Duty hours of the roster, None on a free day."""
    reasons: tuple[str, ...]
    """Sentences of attendance about the day."""


@dataclass(frozen=True)
class CheckedDay:
    """Facts of a day and what the checks find in the claims."""

    facts: DayFacts
    """What attendance knows."""
    deadline: dt.date
    """Last local date for filing in time."""
    findings: tuple[Finding, ...]
    """All findings at once."""


def entry_of(activity: Activity) -> ActivityEntry:
    """Return the claim a row holds."""
    evidence = None
    if activity.evidence_sha256:
        evidence = Evidence(
            activity.evidence_sha256,
            activity.evidence_name,
            activity.evidence_type,
            activity.evidence_size,
        )
    return ActivityEntry(
        activity.start_minute,
        activity.end_minute,
        activity.text,
        activity.output,
        activity.volume,
        activity.unit,
        evidence,
    )


def card_of(report: DailyReport) -> ReportCard:
    """Return the card of a row whose activities are prefetched or will be read once."""
    return ReportCard(
        report_id=report.pk,
        public_id=report.public_id,
        employee_id=report.employee_id,
        date=report.date,
        state=report.state,
        revision=report.revision,
        minutes=report.minutes,
        filing_id=report.filing_id,
        filed_on=report.filed_on,
        submitted_at=report.submitted_at,
        activities=tuple(ActivityCard(a.pk, entry_of(a)) for a in report.activities.all()),
    )
