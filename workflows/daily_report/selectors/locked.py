"""The actor's own rows, held for the rest of the act."""

from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.audit.core import Actor
from office.indonesia import long_date
from workflows.daily_report.core.states import may_edit
from workflows.daily_report.errors import NotYourReport, ReportNotFound, WrongState
from workflows.daily_report.models import DailyReport


def maker_of(by: Actor) -> int:
    """Return the employee behind the actor; raises NotYourReport for the system and the public."""
    if by.employee_id is None:
        raise NotYourReport(_("Laporan ditulis oleh pegawai yang masuk dengan akunnya sendiri."))
    return by.employee_id


def locked_own_report(by: Actor, report_id: int) -> DailyReport:
    """Return the actor's own report, locked and open to its maker; raises ReportNotFound or WrongState."""
    mine = DailyReport.objects.filter(pk=report_id, employee_id=maker_of(by))
    report = mine.select_for_update().first()
    if report is None:
        raise ReportNotFound(
            _("Laporan tidak ditemukan di antara laporan Anda. Buka dari halaman Hari ini.")
        )
    ensure(may_edit(report.state), WrongState(_refusal(report)))
    return report


def _refusal(report: DailyReport) -> str:
    if report.settled_at is not None:
        told = _("Laporan %(day)s sudah disetujui dan ditandatangani, jadi isinya tetap.")
    else:
        told = _("Laporan %(day)s sudah diajukan. Tarik dulu laporannya untuk mengubah isinya.")
    return told % {"day": long_date(report.date)}
