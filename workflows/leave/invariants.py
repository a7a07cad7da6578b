"""What must hold of every request to be away and every balance: this room's part of fsck."""

from django.db.models import F, Sum

from office.archive.services import exists
from office.audit.core import Invariant
from workflows.approval import selectors as approval
from workflows.leave.core.states import LIVE, State
from workflows.leave.models import AwayPaper, AwayRequest, LeaveBalance, LeaveCharge
from workflows.leave.sql import missing_guards

FILING_STATES = {
    State.DRAFT: {"withdrawn", "draft"},
    State.RUNNING: {"running"},
    State.RETURNED: {"returned"},
    State.REJECTED: {"rejected"},
    State.APPROVED: {"approved"},
    State.CANCELLED: {"approved"},
}
"""What the ladder must say of the filing of a request in each state."""


def invariants() -> list[Invariant]:
    """Return what must hold of balances, requests and their papers."""
    return [
        Invariant(
            "L1",
            "Saldo cuti sama dengan jumlah permohonan hidup dan tidak pernah kurang dari nol",
            balances_add_up,
        ),
        Invariant("L2", "Keadaan permohonan sama dengan keadaan berkasnya", states_agree),
        Invariant(
            "L3", "Setiap izin yang disetujui tertulis pada kehadiran", granted_ones_are_written
        ),
        Invariant("L4", "Bukti permohonan tersimpan di arsip", papers_are_kept),
        Invariant("L5", "Penjaga tumpang-tindih permohonan terpasang", _guards_stand),
    ]


def balances_add_up() -> tuple[int, list[str]]:
    """Return how many balances there are and those whose days are not the sum of their live charges."""
    charged = LeaveCharge.objects.filter(freed_at=None).order_by()
    sums = dict(charged.values_list("balance_id").annotate(Sum("days")))
    rows = list(LeaveBalance.objects.all())
    names = [
        f"leave_balance:{row.pk} {row}: tercatat {row.taken}, jumlah permohonan {sums.get(row.pk, 0)}"
        for row in rows
        if row.taken != sums.get(row.pk, 0)
        or row.taken + row.used_before > row.granted + row.carried - row.joint
    ]
    stray = charged.exclude(request__state__in=LIVE)
    names += [f"leave_charge:{charge.pk}: permohonannya tidak hidup" for charge in stray]
    return len(rows), names


def states_agree() -> tuple[int, list[str]]:
    """Return how many filed requests there are and those whose filing says something else."""
    rows = list(AwayRequest.objects.exclude(filing=None).only("pk", "state", "filing_id"))
    facts = approval.filing_facts(row.filing_id for row in rows if row.filing_id)
    wrong = [
        f"{row.ref}: {row.state}, berkas {facts[row.filing_id].state}"
        for row in rows
        if row.filing_id and facts[row.filing_id].state not in FILING_STATES[State(row.state)]
    ]
    return len(rows), wrong


def granted_ones_are_written() -> tuple[int, list[str]]:
    """Return how many granted requests there are and those without their paper in attendance."""
    granted = AwayRequest.objects.filter(state=State.APPROVED)
    bare = granted.filter(leave=None, duty=None, permit=None)
    gone = granted.exclude(leave__superseded_at=None)
    wrong = {row.ref for row in bare} | {row.ref for row in gone}
    return granted.count(), sorted(wrong)


def papers_are_kept() -> tuple[int, list[str]]:
    """Return how many proving files there are and those the archive does not hold."""
    rows = list(AwayPaper.objects.annotate(of=F("request_id")).values_list("of", "sha256"))
    return len(rows), [f"away_request:{of} {sha256}" for of, sha256 in rows if not exists(sha256)]


def _guards_stand() -> tuple[int, list[str]]:
    missing = missing_guards()
    return len(missing), [f"penjaga {name} tidak ada" for name in missing]
