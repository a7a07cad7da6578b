"""What can go wrong with a request for payment, said for the reader of the screen."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from office.acts.core import Conflict, Invalid, NotAllowed, NotFound
from office.indonesia import rupiah
from workflows.disbursement.core.requests import Fault, FaultCode


class NoSuchRequest(NotFound):
    """The request does not exist, or the reader may not see it."""


class NotYourAgency(NotAllowed):
    """Only the finance people of the agency may do this."""


class WrongState(Conflict):
    """The request is not in a state that allows this."""


class OverTheLine(Invalid):
    """The budget line has less left than asked for."""


class IncompleteRequest(Invalid):
    """The request has faults; each stands at its field."""


class NotFilled(Invalid):
    """A needed field is empty or out of its range."""


class UnreadableBudget(Invalid):
    """The budget file cannot be taken as it is."""


MESSAGES = {
    FaultCode.UNKNOWN_KIND: _("Jenis permintaan tidak dikenal: pilih UP, GU, TU atau LS."),
    FaultCode.AMOUNT_NOT_POSITIVE: _("Jumlah harus lebih dari nol rupiah."),
    FaultCode.NO_PURPOSE: _("Tuliskan untuk apa uang ini digunakan."),
    FaultCode.NO_PAYMENT: _("Isi sedikitnya satu penerima pembayaran."),
    FaultCode.PAYMENT_NOT_POSITIVE: _("Penerima nomor {0}: jumlah harus lebih dari nol rupiah."),
    FaultCode.PAYMENT_WITHOUT_NAME: _("Penerima nomor {0}: nama pemilik rekening belum diisi."),
    FaultCode.ACCOUNT_UNREADABLE: _("Penerima nomor {0}: nomor rekening hanya berisi angka."),
    FaultCode.PAYMENTS_DIFFER: _(
        "Jumlah seluruh penerima {0} tidak sama dengan jumlah permintaan {1}."
    ),
    FaultCode.OTHER_YEAR: _(
        "Pos anggaran ini milik tahun {0}; sekarang tahun {1}. Pilih pos tahun berjalan."
    ),
    FaultCode.OVER_BALANCE: _(
        "Jumlah {0} melebihi sisa pos anggaran {1}. Kurangi jumlah atau pilih pos lain."
    ),
    FaultCode.PAPER_MISSING: _("Dokumen pendukung belum ada: {0}."),
}
_IN_RUPIAH = frozenset({FaultCode.PAYMENTS_DIFFER, FaultCode.OVER_BALANCE})


def say(fault: Fault, paper_titles: dict[str, str] | None = None) -> str:
    """Return one fault as a sentence for the form."""
    facts: list[object] = list(fault.facts)
    if fault.code in _IN_RUPIAH:
        facts = [rupiah(int(fact)) for fact in fault.facts]
    if fault.code is FaultCode.PAPER_MISSING:
        facts = [(paper_titles or {}).get(str(fact), str(fact)) for fact in fault.facts]
    return str(MESSAGES[fault.code]).format(*facts)


def incomplete(
    found: Iterable[Fault], paper_titles: dict[str, str] | None = None
) -> IncompleteRequest:
    """Return the refusal that carries every fault at its field."""
    fields: dict[str, str] = {}
    for fault in found:
        text = say(fault, paper_titles)
        fields[fault.field] = f"{fields[fault.field]} {text}" if fault.field in fields else text
    return IncompleteRequest(" ".join(fields.values()), **fields)
