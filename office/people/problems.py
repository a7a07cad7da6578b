"""Why an act of this room is refused, in the words of the screen."""

from django.utils.translation import gettext_lazy as _

from office.acts.core import Conflict, Invalid, NotAllowed, NotFound
from office.indonesia import NipFault
from office.people.core.faults import RowError


class NoSuchPerson(NotFound):
    """No employee with that number."""


class NoSuchKey(NotFound):
    """The person has no key of that number."""


class NoSuchPlace(NotFound):
    """No agency or position with that code."""


class NotYoursToManage(NotAllowed):
    """The actor does not manage people or this seat."""


class OutsideLetter(NotAllowed):
    """The inspector holds no letter of assignment that covers this."""


class Overlap(Conflict):
    """Another live row already covers some of these days."""


class NotDated(Invalid):
    """Dates, decree or scope do not fit."""


class KeyRefused(Invalid):
    """A key cannot be issued like this."""


class KeyEnded(Conflict):
    """The key was revoked before."""


class BadPerson(Invalid):
    """NIP, rank or status do not fit."""


class ImportRefused(Invalid):
    """A file of employees does not fit; `errors` names every line, column and expectation."""

    def __init__(self, message: str, errors: tuple[RowError, ...]) -> None:
        super().__init__(message)
        self.errors = errors


NIP_MESSAGES = {
    NipFault.SHAPE: _("NIP harus 18 angka."),
    NipFault.BIRTH_DATE: _("Angka 1-8 NIP bukan tanggal lahir (TTTTBBHH)."),
    NipFault.APPOINTMENT: _(
        "Angka 9-14 NIP bukan tahun dan bulan pengangkatan (PPPK: angka 13-14 adalah 21)."
    ),
    NipFault.SEX: _("Angka ke-15 NIP harus 1 (laki-laki) atau 2 (perempuan)."),
    NipFault.SEQUENCE: _("Angka 16-18 NIP adalah nomor urut, tidak boleh 000."),
}
