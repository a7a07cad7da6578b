"""Files of devices that wait in the archive for a second look before they are imported."""

from django.core import signing
from django.utils.translation import gettext as _

from office.archive.services import NotStored, read
from office.attendance.problems import BadAttlog

SALT = "attendance.checked-file"


def ticket_for(sn: str, sha256: str) -> str:
    """Return the ticket with which a checked file may be imported for this device."""
    return signing.dumps([sn, sha256], salt=SALT)


def file_of_ticket(ticket: str) -> tuple[str, bytes]:
    """Return serial number and bytes behind a ticket. Raises BadAttlog for a forged one or a file that is gone."""
    try:
        sn, sha256 = signing.loads(ticket, salt=SALT)
        return sn, read(sha256)
    except (signing.BadSignature, NotStored):
        raise BadAttlog(_("Berkas yang diperiksa tidak ditemukan lagi. Unggah ulang.")) from None
