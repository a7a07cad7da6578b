"""Filing a report, taking it back, and what the ladder's decision makes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import act, record
from office.attendance import selectors as attendance
from office.audit import clock
from office.audit.core import Actor
from office.indonesia import long_date
from office.people import selectors as people
from office.people.core import PositionCard
from workflows.approval import services as approval
from workflows.approval.core import FilingOutcome
from workflows.daily_report.acts import Acts
from workflows.daily_report.core.activities import claimed_minutes
from workflows.daily_report.core.states import SETTLED_BY_LADDER, State
from workflows.daily_report.documents import DAILY_REPORT, report_content
from workflows.daily_report.errors import IncompleteReport, ReportNotFound, WrongState
from workflows.daily_report.models import DailyReport
from workflows.daily_report.selectors.cards import CheckedDay, ReportCard, card_of
from workflows.daily_report.selectors.days import Claim, check_day
from workflows.daily_report.selectors.locked import locked_own_report, maker_of
from workflows.daily_report.standing import keep_findings

FLOW = "workflows.daily_report.flows.DailyReportFlow"
"""Path of the flow class; pinned, it lives in rows."""


@dataclass(frozen=True)
class SubmitOutcome:
    """A filed report."""

    report_id: int
    """Row of the report."""
    public_id: str
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


@act(Acts.SUBMIT_DAILY_REPORT)
def submit_daily_report(*, by: Actor, report_id: int) -> SubmitOutcome:
    """File the actor's own report: check it against attendance, store all findings, send it up the ladder.

    Findings refuse nothing; they travel with the filing. Raises IncompleteReport without an activity or a post,
    WrongState when it is filed already, ReportNotFound for a stranger's.
    """
    row = locked_own_report(by, report_id)
    report = card_of(row)
    ensure(
        report.entries,
        IncompleteReport(
            _("Laporan masih kosong. Tambahkan sedikitnya satu kegiatan, lalu ajukan.")
        ),
    )
    position = _position(report)
    filed_on = _filed_on(row)
    judged = attendance.judged_day(row.employee_id, row.date)
    checked = check_day(judged, Claim(report.entries, filed_on))
    filing = _file(by, row, report, position, checked)
    _mark_filed(
        row, filing.filing_id, position.agency_id, filed_on, claimed_minutes(report.entries)
    )
    keep_findings({(row.employee_id, row.date)}, {row.employee_id: checked.findings})
    record(
        subject=row.ref,
        label=_title(report.date),
        revision=row.revision,
        filing=f"filing:{filing.filing_id}",
        minutes=row.minutes,
        findings=[finding.fingerprint(row.employee_id) for finding in checked.findings],
    )
    return SubmitOutcome(
        row.pk,
        str(row.public_id),
        filing.filing_id,
        filing.round,
        row.state,
        row.minutes,
        _accusing(checked),
    )


@act(Acts.WITHDRAW_DAILY_REPORT)
def withdraw_daily_report(*, by: Actor, report_id: int, reason: str) -> str:
    """Take the actor's own report back from the ladder and return its state.

    The ladder's row is locked first, as it is by a decision, so that the two cannot wait for each other. Raises
    ReportNotFound for a stranger's, WrongState unless it is filed; the ladder refuses once a decision is pending or made.
    """
    report = DailyReport.objects.filter(pk=report_id, employee_id=maker_of(by)).first()
    if report is None:
        raise ReportNotFound(
            _("Laporan tidak ditemukan di antara laporan Anda. Buka dari daftar laporan.")
        )
    waits = report.state == State.SUBMITTED and report.filing_id is not None
    ensure(
        waits,
        WrongState(
            _("Laporan ini tidak sedang menunggu keputusan, jadi tidak ada yang perlu ditarik.")
        ),
    )
    approval.withdraw_filing(by=by, filing_id=report.filing_id, reason=reason)
    record(
        subject=report.ref,
        label=_title(report.date),
        personal={"reason": reason},
        revision=report.revision,
    )
    report.refresh_from_db(fields=["state"])
    return report.state


@act(Acts.SETTLE_DAILY_REPORT)
def settle_daily_report(*, by: Actor, filing_id: int, outcome: str) -> str:
    """Take over what the ladder made of the report's filing: approved, returned, rejected or withdrawn. Returns the state.

    Called by the flow inside the deciding act. Raises WrongState unless the report waits on that filing.
    """
    report = DailyReport.objects.select_for_update().filter(filing_id=filing_id).first()
    if report is None or report.state != State.SUBMITTED:
        raise WrongState(_("Laporan ini tidak sedang menunggu keputusan."))
    report.state = SETTLED_BY_LADDER[outcome]
    report.settled_at = clock.now()
    report.save(update_fields=["state", "settled_at"])
    record(subject=report.ref, label=_title(report.date), outcome=outcome, minutes=report.minutes)
    return report.state


def _position(report: ReportCard) -> PositionCard:
    position = people.position_of(report.employee_id, report.date)
    if position is None:
        raise IncompleteReport(
            _(
                "Pada %(day)s Anda belum tercatat dalam jabatan, jadi atasan Anda belum diketahui. Hubungi bagian kepegawaian."
            )
            % {"day": long_date(report.date)}
        )
    return position


def _filed_on(row: DailyReport) -> date:
    """Return the date of filing: a report sent back for mending keeps the one it had."""
    if row.state == State.RETURNED and row.filed_on is not None:
        return row.filed_on
    return clock.today()


def _file(
    by: Actor, row: DailyReport, report: ReportCard, position: PositionCard, checked: CheckedDay
) -> FilingOutcome:
    minutes = claimed_minutes(report.entries)
    person = people.person(report.employee_id)
    contents: Mapping[str, Any] = {
        DAILY_REPORT: report_content(report, person, position, checked, minutes)
    }
    return approval.submit_filing(
        by=by,
        flow=FLOW,
        maker_id=report.employee_id,
        position_id=position.position_id,
        agency_id=position.agency_id,
        subject_ref=row.ref,
        title=_title(report.date),
        minutes=minutes,
        findings=_accusing(checked),
        contents=contents,
        # A rejected filing has ended: the report is filed anew. Otherwise the same filing goes round again.
        filing_id=None if row.state == State.REJECTED else row.filing_id,
    )


def _mark_filed(
    row: DailyReport, filing_id: int, agency_id: int, filed_on: date, minutes: int
) -> None:
    row.filing_id, row.agency_id, row.filed_on, row.minutes = (
        filing_id,
        agency_id,
        filed_on,
        minutes,
    )
    row.state, row.revision = State.SUBMITTED, row.revision + 1
    row.submitted_at, row.settled_at = clock.now(), None
    row.save()


def _accusing(checked: CheckedDay) -> int:
    return sum(not finding.is_note for finding in checked.findings)


def _title(on: date) -> str:
    return f"Laporan harian {long_date(on)}"
