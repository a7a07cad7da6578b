"""What acts on a request answer, and who asks."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from office.audit.core import Actor
from workflows.leave.errors import NoSuchRequest, NotYours
from workflows.leave.models import AwayRequest


@dataclass(frozen=True, slots=True)
class AwayOutcome:
    """A request after an act."""

    away_id: int
    """Its row."""
    public_id: str
    """Its name in addresses."""
    filing_id: int | None
    """Its filing; None before the first submission."""
    state: str
    """A State."""
    days: int
    """Days counted; 0 for a draft."""


def maker_of(by: Actor) -> int:
    """Return the employee behind the actor; raises NotYours for the system and the public."""
    if by.employee_id is None:
        raise NotYours(_("Permohonan diajukan oleh pegawai yang masuk dengan akunnya sendiri."))
    return by.employee_id


def unknown() -> NoSuchRequest:
    """Return the one answer for a request that is not there and for a stranger's."""
    return NoSuchRequest(_("Permohonan ini tidak ditemukan, atau bukan untuk Anda."))


def outcome(row: AwayRequest) -> AwayOutcome:
    """Return what an act answers about a request."""
    return AwayOutcome(row.pk, str(row.public_id), row.filing_id, str(row.state), row.days)
