"""What may be refused when attendance is to be corrected, said for the reader of the screen."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from office.acts.core import Conflict, Invalid, NotAllowed, NotFound
from office.indonesia import long_date
from workflows.correction.core.requests import Fault, FaultCode


class NoSuchRequest(NotFound):
    """The request does not exist, or the reader may not see it."""


class NotYours(NotAllowed):
    """Only its maker, or only the ladder, may do this."""


class WrongState(Conflict):
    """The request is not where this would be possible."""


class AskedAlready(Conflict):
    """Another live request corrects the same day."""


class IncompleteRequest(Invalid):
    """The request has faults; each stands at its field."""


MESSAGES = {
    FaultCode.NOT_OVER: _("Hari itu belum selesai. Ajukan koreksinya sesudahnya."),
    FaultCode.NOT_A_WORKING_DAY: _(
        "Hari itu bukan hari kerja Anda, atau sudah tercatat cuti atau dinas luar."
    ),
    FaultCode.NO_TIME: _("Isi jam masuk, jam pulang, atau keduanya."),
    FaultCode.WRONG_ORDER: _("Jam pulang harus sesudah jam masuk."),
    FaultCode.NO_REASON: _("Tuliskan apa yang terjadi."),
    FaultCode.WINDOW_CLOSED: _("Koreksi hari itu dapat diajukan sampai {0}."),
    FaultCode.MONTH_LOCKED: _(
        "Kehadiran {0} sudah dikunci, jadi tidak dapat dikoreksi. Sampaikan lewat sanggahan TPP bila merugikan Anda."
    ),
    FaultCode.TOO_MANY: _("Sudah {0} koreksi pada bulan itu; itu batasnya."),
    FaultCode.EVIDENCE_MISSING: _("Lampirkan bukti (PDF, PNG, atau JPEG)."),
}


def incomplete(found: Iterable[Fault]) -> IncompleteRequest:
    """Return the refusal that carries every fault at its field."""
    fields: dict[str, str] = {}
    for fault in found:
        facts = [long_date(fact) if isinstance(fact, date) else fact for fact in fault.facts]
        text = str(MESSAGES[fault.code]).format(*facts)
        fields[fault.field] = f"{fields[fault.field]} {text}" if fault.field in fields else text
    return IncompleteRequest(" ".join(fields.values()), **fields)
