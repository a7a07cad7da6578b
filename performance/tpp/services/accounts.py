"""Bank accounts the allowance is paid to."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import act, record
from office.audit import clock
from office.audit.core import Actor
from performance.tpp.acts import Acts
from performance.tpp.errors import NotPersonnel, WrongAccount
from performance.tpp.models import PayAccount
from performance.tpp.rights import may_keep_accounts


@dataclass(frozen=True)
class PayAccountGiven:
    """An account as personnel gives it."""

    employee_id: int
    """Whose account."""
    account: str
    """Digits only, as text; leading zeros count."""
    bank: str = ""
    """Short name; empty for the region's own bank."""


@act(Acts.SET_PAY_ACCOUNTS)
def set_pay_accounts(*, by: Actor, accounts: Sequence[PayAccountGiven]) -> int:
    """Set the account of each employee and return how many changed; personnel or a command only."""
    ensure(may_keep_accounts(by), NotPersonnel(_("Hanya personalia yang mencatat rekening TPP.")))
    for given in accounts:
        ensure(
            given.account.isascii() and given.account.isdigit(),
            WrongAccount(
                _("Nomor rekening hanya angka. Periksa lagi dari buku tabungan."), account="?"
            ),
        )
    wanted = {given.employee_id: given for given in accounts}
    live = PayAccount.objects.select_for_update().filter(
        superseded_at__isnull=True, employee_id__in=wanted
    )
    known = {row.employee_id: row for row in live}
    changed = [
        given
        for employee_id, given in wanted.items()
        if employee_id not in known
        or (known[employee_id].account, known[employee_id].bank) != (given.account, given.bank)
    ]
    _replace_accounts(changed)
    record(subject="pay_accounts", label=str(_("Rekening TPP")), changed=len(changed))
    return len(changed)


def _replace_accounts(changed: Sequence[PayAccountGiven]) -> None:
    now = clock.now()
    PayAccount.objects.filter(
        superseded_at__isnull=True, employee_id__in=[given.employee_id for given in changed]
    ).update(superseded_at=now)
    PayAccount.objects.bulk_create(
        PayAccount(
            employee_id=given.employee_id, bank=given.bank, account=given.account, recorded_at=now
        )
        for given in changed
    )
