"""What may be refused when somebody asks to be away, said for the reader of the screen."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from office.acts.core import Conflict, Invalid, NotAllowed, NotFound
from office.indonesia import duration, long_date
from workflows.leave.core.requests import Fault, FaultCode


class NoSuchRequest(NotFound):
    """The request does not exist, or the reader may not see it."""


class NotYours(NotAllowed):
    """Only its maker, or only somebody else, may do this."""


class WrongState(Conflict):
    """The request is not where this would be possible."""


class AwayAlready(Conflict):
    """Another live request covers a part of this time."""


class IncompleteRequest(Invalid):
    """The request has faults; each stands at its field."""


class NotEnoughLeave(Invalid):
    """The balance has fewer days left than asked for."""


class BadBalances(Invalid):
    """The file of balances cannot be taken as it is."""


MESSAGES = {
    FaultCode.UNKNOWN_KIND: _("Peraturan yang berlaku tidak mengenal jenis ini. Pilih yang lain."),
    FaultCode.ENDS_BEFORE_START: _("Tanggal akhir mendahului tanggal mulai. Periksa keduanya."),
    FaultCode.TOO_LONG_A_SPAN: _("Rentang tanggal terlalu panjang. Periksa tahunnya."),
    FaultCode.NO_REASON: _("Tuliskan alasan atau keperluannya."),
    FaultCode.NO_PLACE: _("Tuliskan tempat tugasnya."),
    FaultCode.NO_DAY_COUNTED: _(
        "Tidak ada hari kerja Anda pada tanggal itu menurut jadwal dan hari libur, jadi tidak perlu diajukan."
    ),
    FaultCode.TOO_MANY_DAYS: _("{0} hari diminta; paling lama {1} hari untuk jenis ini."),
    FaultCode.SERVICE_TOO_SHORT: _(
        "Jenis ini memerlukan masa kerja {0} bulan; pada hari pertama masa kerja Anda {1} bulan."
    ),
    FaultCode.EVIDENCE_MISSING: _("Lampirkan {0} (PDF, PNG, atau JPEG)."),
    FaultCode.PLH_MISSING: _(
        "Jabatan Anda tidak boleh kosong selama Anda tidak ada: pilih pelaksana harian (Plh.)."
    ),
    FaultCode.PLH_NOT_AVAILABLE: _(
        "Pegawai itu tidak dapat menjadi Plh.: bukan dari perangkat daerah Anda, atau sendiri tidak ada pada tanggal itu."
    ),
    FaultCode.SEAT_ALREADY_COVERED: _(
        "Jabatan Anda sudah mempunyai Plt. atau Plh. pada sebagian tanggal itu. Akhiri dulu mandatnya."
    ),
    FaultCode.AWAY_ALREADY: _("{0} sudah tercatat sebagai cuti atau dinas luar."),
    FaultCode.MONTH_LOCKED: _("Kehadiran {0} sudah dikunci, jadi tidak dapat diubah lagi."),
    FaultCode.HOURS_WRONG: _("Jam selesai harus sesudah jam mulai."),
    FaultCode.TOO_MANY_MINUTES: _("{0} diminta; paling lama {1} untuk satu izin."),
    FaultCode.TOO_MANY_PERMITS: _("Sudah {0} izin pada bulan itu; itu batasnya."),
}


def say(fault: Fault) -> str:
    """Return one fault as a sentence for the form."""
    facts = [long_date(fact) if isinstance(fact, date) else fact for fact in fault.facts]
    if fault.code is FaultCode.TOO_MANY_MINUTES:
        facts = [duration(int(str(fact))) for fact in fault.facts]
    return str(MESSAGES[fault.code]).format(*facts)


def incomplete(found: Iterable[Fault]) -> IncompleteRequest:
    """Return the refusal that carries every fault at its field."""
    fields: dict[str, str] = {}
    for fault in found:
        text = say(fault)
        fields[fault.field] = f"{fields[fault.field]} {text}" if fault.field in fields else text
    return IncompleteRequest(" ".join(fields.values()), **fields)
