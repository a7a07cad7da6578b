"""What must hold of every budget line and every SP2D: this room's part of fsck."""

from typing import Any

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from office.audit.core import Invariant
from workflows.approval import selectors as approval
from workflows.disbursement.core.requests import COMMITTING, RequestState
from workflows.disbursement.models import BudgetLine, DisbursementRequest, LedgerEntry

FILING_STATES = {
    RequestState.DRAFT: {"withdrawn", "draft"},
    RequestState.RUNNING: {"running"},
    RequestState.RETURNED: {"returned"},
    RequestState.REJECTED: {"rejected"},
    RequestState.RELEASED: {"approved"},
    RequestState.REVERSED: {"approved"},
}
"""What the ladder must say of the filing of a request in each state."""


def invariants() -> list[Invariant]:
    """Return I2 and I3 of reliability.md."""
    return [
        Invariant(
            "I2",
            "Setiap SP2D yang terbit mempunyai tepat satu catatan pengeluaran",
            one_entry_per_sp2d,
        ),
        Invariant(
            "I3",
            "Yang dipesan pada setiap pos sama dengan komitmen hidup dan tidak melebihi pagu",
            lines_add_up,
        ),
        Invariant("I4", "Keadaan permintaan sama dengan keadaan berkasnya", states_agree),
    ]


def states_agree() -> tuple[int, list[str]]:
    """Return how many requests there are and those whose filing says something else."""
    rows = DisbursementRequest.objects.exclude(filing=None).only("pk", "state", "filing_id")
    facts = approval.filing_facts(row.filing_id for row in rows if row.filing_id)
    names = [
        f"{row.ref}: {row.state}, berkas {facts[row.filing_id].state}"
        for row in rows
        if row.filing_id
        and facts[row.filing_id].state not in FILING_STATES[RequestState(row.state)]
    ]
    bare = DisbursementRequest.objects.filter(filing=None)
    return len(rows) + len(bare), [*names, *(f"{row.ref}: tanpa berkas" for row in bare)]


def one_entry_per_sp2d() -> tuple[int, list[str]]:
    """Return how many released requests there are and those without exactly one matching entry."""
    was_released = Q(state__in=[RequestState.RELEASED, RequestState.REVERSED])
    spending = Q(entries__kind=LedgerEntry.SPENDING)
    requests: QuerySet[Any] = DisbursementRequest.objects.annotate(
        spendings=Coalesce(Sum("entries__amount", filter=spending), 0),
        reversals=Coalesce(Sum("entries__amount", filter=~spending & Q(entries__isnull=False)), 0),
    )
    wrong = [
        *requests.filter(was_released).exclude(spendings=F("amount")),
        *requests.exclude(was_released).exclude(spendings=0),
        *requests.filter(state=RequestState.REVERSED).exclude(reversals=F("amount")),
        *requests.exclude(state=RequestState.REVERSED).exclude(reversals=0),
    ]
    astray = LedgerEntry.objects.exclude(line=F("request__line"))
    names = [f"{request.ref}: {request.state}, tercatat {request.spendings}" for request in wrong]
    names += [
        f"ledger_entry:{entry.pk}: pos tidak sama dengan pos permintaannya" for entry in astray
    ]
    return requests.filter(was_released).count(), names


def lines_add_up() -> tuple[int, list[str]]:
    """Return how many budget lines there are and those whose counters are not the sum of their rows."""
    live = Q(requests__state__in=COMMITTING)
    committed = dict(
        BudgetLine.objects.values_list("pk").annotate(
            total=Coalesce(Sum("requests__amount", filter=live), 0)
        )
    )
    spent: dict[int, int] = {}
    for line_id, kind, total in LedgerEntry.objects.values_list("line_id", "kind").annotate(
        Sum("amount")
    ):
        spent[line_id] = spent.get(line_id, 0) + (total if kind == LedgerEntry.SPENDING else -total)
    offenders = [
        f"budget_line:{line.pk} {line.code}: dipesan {line.committed} dari {committed[line.pk]},"
        f" terpakai {line.spent} dari {spent.get(line.pk, 0)}, pagu {line.ceiling}"
        for line in BudgetLine.objects.all()
        if (line.committed, line.spent) != (committed[line.pk], spent.get(line.pk, 0))
        or line.committed > line.ceiling
    ]
    return len(committed), offenders
