"""Writing a report: the maker's own, while it is in the maker's hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import act, record
from office.audit import clock
from office.audit.core import Actor, canonical
from office.indonesia import long_date
from office.regulations.selectors import NoRule, in_force
from workflows.daily_report.acts import Acts
from workflows.daily_report.core.activities import (
    ActivityEntry,
    Evidence,
    claimed_minutes,
    shape_faults,
)
from workflows.daily_report.errors import (
    IncompleteReport,
    InvalidActivity,
    ReportNotFound,
)
from workflows.daily_report.evidence import archived_evidence
from workflows.daily_report.labels import fault_text
from workflows.daily_report.models import Activity, DailyReport
from workflows.daily_report.selectors.cards import entry_of
from workflows.daily_report.selectors.locked import locked_own_report, maker_of

MOST_ACTIVITIES = 48
"""Lines a report may hold: one for each half hour of a day; a longer list is no list of work."""


@dataclass(frozen=True)
class DraftOutcome:
    """What a change left behind."""

    report_id: int
    """Row of the report."""
    public_id: str
    """What its address shows."""
    activities: int
    """Activities it now holds."""
    minutes: int
    """Distinct minutes they claim."""


@dataclass(frozen=True)
class ActivityOutcome:
    """Where an activity was put."""

    report_id: int
    """Row of the report."""
    activity_id: int
    """Row of the activity."""


@act(Acts.SAVE_DRAFT)
def save_draft(*, by: Actor, on: date, activities: Sequence[ActivityEntry]) -> DraftOutcome:
    """Make the day's report hold exactly these activities; the report is begun when there is none.

    Raises InvalidActivity (with the number of the line), WrongState once it is filed, NotYourReport without a person.
    """
    for number, entry in enumerate(activities, start=1):
        _check_shape(entry, _("Kegiatan %(number)d: ") % {"number": number})
    _check_count(len(activities))
    report = _own_draft(by, on)
    report.activities.all().delete()
    Activity.objects.bulk_create([_row(report, entry) for entry in activities])
    return _told(report, activities)


@act(Acts.ADD_ACTIVITY)
def add_activity(*, by: Actor, on: date, entry: ActivityEntry) -> ActivityOutcome:
    """Add one activity to the day's report, which is begun when there is none.

    Raises InvalidActivity with a message per field, WrongState once it is filed.
    """
    _check_shape(entry)
    report = _own_draft(by, on)
    _check_count(report.activities.count() + 1)
    row = _row(report, entry)
    row.save(force_insert=True)
    record(
        subject=report.ref,
        label=_label(on),
        personal={"activity": _personal([entry])},
        activity=row.pk,
        start_minute=entry.start_minute,
        end_minute=entry.end_minute,
        evidence=row.evidence_sha256,
    )
    return ActivityOutcome(report.pk, row.pk)


@act(Acts.REMOVE_ACTIVITY)
def remove_activity(*, by: Actor, activity_id: int) -> DraftOutcome:
    """Take one activity out of the actor's own draft. Raises ReportNotFound for a stranger's, WrongState once filed."""
    report, row = _own_activity(by, activity_id)
    entry = entry_of(row)
    row.delete()
    left = [entry_of(other) for other in report.activities.all()]
    record(
        subject=report.ref,
        label=_label(report.date),
        personal={"activity": _personal([entry])},
        activity=activity_id,
        activities=len(left),
    )
    return _outcome(report, left)


@act(Acts.COPY_ACTIVITIES)
def copy_activities(*, by: Actor, on: date) -> DraftOutcome:
    """Add the activities of the actor's last earlier report, without their files; what is there already stays once.

    Raises IncompleteReport when no earlier report holds any.
    """
    report = _own_draft(by, on)
    mine = DailyReport.objects.filter(
        employee_id=report.employee_id, date__lt=on, activities__isnull=False
    )
    last = mine.aggregate(last=Max("date"))["last"]
    ensure(
        last,
        IncompleteReport(
            _("Belum ada laporan sebelum hari ini yang dapat disalin. Tambahkan kegiatan sendiri.")
        ),
    )
    there = [entry_of(row) for row in report.activities.all()]
    earlier = Activity.objects.filter(report__employee_id=report.employee_id, report__date=last)
    wanted = [replace(entry_of(row), evidence=None) for row in earlier]
    known = {(entry.interval, entry.text) for entry in there}
    fresh = [entry for entry in wanted if (entry.interval, entry.text) not in known]
    _check_count(len(there) + len(fresh))
    Activity.objects.bulk_create([_row(report, entry) for entry in fresh])
    return _told(report, [*there, *fresh], copied_from=last.isoformat(), copied=len(fresh))


@act(Acts.ATTACH_EVIDENCE)
def attach_evidence(*, by: Actor, activity_id: int, sha256: str, name: str) -> ActivityOutcome:
    """Let an archived file prove an activity of the actor's own draft, in place of an earlier one.

    The bytes must be in the archive already (`archive.services.put`). Raises InvalidEvidence unless they are a whole
    PDF, PNG or JPEG within the size limit; ReportNotFound for a stranger's activity; WrongState once filed.
    """
    report, row = _own_activity(by, activity_id)
    evidence = archived_evidence(sha256, name)
    _put_evidence(row, evidence)
    row.save()
    record(
        subject=report.ref,
        label=_label(report.date),
        personal={"name": evidence.name},
        activity=row.pk,
        evidence=evidence.sha256,
        media_type=evidence.media_type,
        size=evidence.size,
    )
    return ActivityOutcome(report.pk, row.pk)


def _own_draft(by: Actor, on: date) -> DailyReport:
    early = _("Hari ini belum tiba %(day)s. Laporkan pekerjaan setelah dikerjakan.") % {
        "day": long_date(on)
    }
    ensure(on <= clock.today(), InvalidActivity(early))
    maker_id = maker_of(by)
    begun = DailyReport.objects.filter(employee_id=maker_id, date=on).first()
    if begun is None:
        _ensure_asked_for(on)
        begun, _new = DailyReport.objects.get_or_create(employee_id=maker_id, date=on)
    return locked_own_report(by, begun.pk)


def _ensure_asked_for(on: date) -> None:
    """Refuse a report of a day on which no regulation asked for one: it could neither be filed nor be taken away."""
    try:
        in_force("report", on)
    except NoRule:
        text = _("Tidak ada laporan untuk %(day)s: belum ada peraturan yang berlaku hari itu.")
        raise InvalidActivity(text % {"day": long_date(on)}) from None


def _own_activity(by: Actor, activity_id: int) -> tuple[DailyReport, Activity]:
    row = Activity.objects.filter(pk=activity_id, report__employee_id=maker_of(by)).first()
    if row is None:
        raise ReportNotFound(
            _("Kegiatan tidak ditemukan; mungkin sudah dihapus. Muat ulang halaman.")
        )
    return locked_own_report(by, row.report_id), row


def _check_shape(entry: ActivityEntry, place: str = "") -> None:
    faults = {fault.field: fault_text(fault) for fault in reversed(shape_faults(entry))}
    if faults:
        raise InvalidActivity(f"{place}{next(reversed(faults.values()))}", **faults)


def _check_count(count: int) -> None:
    message = _(
        "Satu laporan memuat paling banyak %(most)d kegiatan. Gabungkan kegiatan yang sejenis."
    )
    ensure(count <= MOST_ACTIVITIES, InvalidActivity(message % {"most": MOST_ACTIVITIES}))


def _row(report: DailyReport, entry: ActivityEntry) -> Activity:
    row = Activity(
        report=report,
        start_minute=entry.start_minute,
        end_minute=entry.end_minute,
        text=entry.text.strip(),
        output=entry.output.strip(),
        volume=entry.volume,
        unit=entry.unit.strip(),
    )
    if entry.evidence is not None:
        _put_evidence(row, entry.evidence)
    return row


def _put_evidence(row: Activity, evidence: Evidence) -> None:
    row.evidence_sha256, row.evidence_name = evidence.sha256, evidence.name
    row.evidence_type, row.evidence_size = evidence.media_type, evidence.size


def _told(report: DailyReport, entries: Sequence[ActivityEntry], **body: Any) -> DraftOutcome:
    outcome = _outcome(report, entries)
    record(
        subject=report.ref,
        label=_label(report.date),
        personal={"activities": _personal(entries)},
        activities=outcome.activities,
        minutes=outcome.minutes,
        **body,
    )
    return outcome


def _outcome(report: DailyReport, entries: Sequence[ActivityEntry]) -> DraftOutcome:
    return DraftOutcome(report.pk, str(report.public_id), len(entries), claimed_minutes(entries))


def _label(on: date) -> str:
    return f"Laporan harian {long_date(on)}"


def _personal(entries: Iterable[ActivityEntry]) -> str:
    return canonical([[*entry.interval, entry.text, entry.output] for entry in entries]).decode()
