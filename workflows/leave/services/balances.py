"""Balances as they stood before this product kept them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import act, record
from office.archive import services as archive
from office.audit.core import Actor
from workflows.leave import reservation
from workflows.leave.acts import Acts
from workflows.leave.balance_import import ANNUAL, BalanceChange, read_balances
from workflows.leave.errors import BadBalances, NotYours
from workflows.leave.models import LeaveBalance
from workflows.leave.rights import keeps_balances

PROBLEMS_TOLD = 20


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import did."""

    changed: int
    """Balances that were set."""
    unchanged: int
    """Lines that said what was already there."""


@act(Acts.IMPORT_BALANCES)
def import_balances(*, by: Actor, payload: bytes) -> ImportOutcome:
    """Set what came over and what was used before, from a CSV or XLSX (columns in core.balance_file), all lines or none.

    Twice is once. City personnel, or a command. Raises NotYours, BadBalances when the file or any line cannot be taken;
    `balance_import.read_balances` shows beforehand what a file would do.
    """
    ensure(
        keeps_balances(by),
        NotYours(_("Saldo awal cuti diisi pengelola kepegawaian kota.")),
    )
    reading = read_balances(payload)
    if reading.problems:
        lines = "; ".join(
            _("baris %(n)s: %(why)s") % {"n": p.line, "why": p.reason}
            for p in reading.problems[:PROBLEMS_TOLD]
        )
        raise BadBalances(
            _("Tidak ada yang disimpan. Perbaiki %(lines)s.") % {"lines": lines}, file=lines
        )
    for change in reading.changes:
        _set(change)
    sha256 = archive.put(payload)
    answer = ImportOutcome(len(reading.changes), reading.unchanged)
    record(
        subject=f"file:{sha256}",
        label=_("Saldo awal cuti"),
        changed=answer.changed,
        sha256=sha256,
    )
    return answer


def _set(change: BalanceChange) -> None:
    balance = reservation.opened(change.employee_id, ANNUAL, change.year)
    if balance is None:
        raise BadBalances(
            _("Peraturan tahun %(year)d tidak mengenal saldo cuti.") % {"year": change.year}
        )
    room = LeaveBalance.objects.filter(
        pk=balance.pk, taken__lte=balance.granted + change.carried - balance.joint - change.used
    )
    message = _("Saldo baris %(n)d lebih kecil daripada cuti yang sudah diajukan.")
    ensure(
        room.update(carried=change.carried, used_before=change.used, imported=True),
        BadBalances(message % {"n": change.line}),
    )
    reservation.carry_on(balance)
