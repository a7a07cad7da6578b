"""What must hold of every budget line and every SP2D: this room's part of fsck."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from office.archive import services as archive
from office.audit.core import Invariant
from office.audit.witnesses import Claims, Said, Witness, witnessed
from office.people import selectors as people
from signing.selectors import newest_contents
from workflows.approval import selectors as approval
from workflows.disbursement.acts import Acts
from workflows.disbursement.core.budget_file import parse
from workflows.disbursement.core.papers import payee_rows
from workflows.disbursement.core.requests import COMMITTING, Payment, RequestState
from workflows.disbursement.models import (
    BudgetLine,
    DisbursementRequest,
    LedgerEntry,
    PaymentLine,
    RequestPaper,
)

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
        Invariant("I4", "Penerima pembayaran sama dengan yang tertulis di SP2D", payees_agree),
        witnessed("Anggaran, permintaan, dan penerima sama dengan jejaknya", *_witnesses()),
    ]


FILED = frozenset({str(Acts.SUBMIT_REQUEST), str(Acts.RESUBMIT_REQUEST)})


def _witnesses() -> Iterable[Witness]:
    """Return how the trail names each table of the room, and what its events said before rows were named."""
    yield Witness(
        model=BudgetLine,
        word="budget_line",
        acts=frozenset({str(Acts.IMPORT_BUDGET), str(Acts.OPEN_BUDGET_LINE)}),
        subjects=lambda row: [f"budget_line:{row.pk}"],
        loose=frozenset({str(Acts.IMPORT_BUDGET)}),
        tells={str(Acts.OPEN_BUDGET_LINE): _old_line, str(Acts.IMPORT_BUDGET): _old_import},
        also=lambda row: _line_name(row.agency_id, row.fiscal_year, row.code),
    )
    yield Witness(
        model=DisbursementRequest,
        word="disbursement_request",
        acts=FILED,
        subjects=lambda row: [row.ref],
        tells=dict.fromkeys(FILED, _old_request),
    )
    for model, word in ((PaymentLine, "payment"), (RequestPaper, "request_paper")):
        yield Witness(
            model=model,
            word=word,
            acts=FILED,
            subjects=lambda row: [f"disbursement_request:{row.request_id}"],
        )
    yield Witness(
        model=LedgerEntry,
        word="ledger_entry",
        acts=frozenset({str(Acts.RELEASE_FUNDS), str(Acts.REVERSE_RELEASE)}),
        subjects=lambda row: [f"disbursement_request:{row.request_id}"],
        tells={str(Acts.RELEASE_FUNDS): _old_entry},
    )


def _old_line(said: Said) -> Claims:
    return {said.subject: {name: said.body[name] for name in ("ceiling", "decree")}}


def _old_import(said: Said) -> Claims:
    """Read an import from before rows were named: its file lies in the archive and says what became of each line."""
    agencies = {card.code: card.id for card in people.agencies()}
    rows, _errors = parse(archive.read(said.body["sha256"]))
    return {
        _line_name(agencies.get(row.agency_code), row.fiscal_year, row.code): {
            "title": row.title,
            "ceiling": row.ceiling,
            "decree": row.decree,
        }
        for row in rows
    }


def _line_name(agency_id: int | None, year: int, code: str) -> str:
    return f"~line:{agency_id}:{year}:{code}"


def _old_request(said: Said) -> Claims:
    columns = {"line_id": "line", "filing_id": "filing", "source_ref": "source"}
    columns |= {name: name for name in ("amount", "revision")}
    return {said.subject: {column: said.body[name] for column, name in columns.items()}}


def _old_entry(said: Said) -> Claims:
    columns = {"line_id": "line", "amount": "amount", "document_id": "document"}
    held = {column: said.body[name] for column, name in columns.items()}
    return {f"ledger_entry:{said.body['entry']}": held}


AT_ONCE = 500


def payees_agree() -> tuple[int, list[str]]:
    """Return how many requests are running or paid and those whose payees are not the ones the SP2D lists."""
    rows = DisbursementRequest.objects.filter(state__in=COMMITTING).order_by("pk")
    numbers = list(rows.values_list("pk", flat=True))
    offenders: list[str] = []
    for start in range(0, len(numbers), AT_ONCE):
        requests = DisbursementRequest.objects.in_bulk(numbers[start : start + AT_ONCE])
        told = newest_contents("sp2d", (f"filing:{row.filing_id}" for row in requests.values()))
        payees: defaultdict[int, list[Payment]] = defaultdict(list)
        lines = PaymentLine.objects.filter(
            request__in=requests, revision=F("request__revision")
        ).order_by("request_id", "number")
        for line in lines:
            payees[line.request_id].append(
                Payment(line.name, line.account, line.amount, line.bank, line.employee_id)
            )
        offenders += [
            f"{row.ref}: penerima pembayaran tidak sama dengan SP2D"
            for row in requests.values()
            if (paper := told.get(f"filing:{row.filing_id}"))
            and paper["rows"] != payee_rows(payees[row.pk])
        ]
    return len(numbers), offenders


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
