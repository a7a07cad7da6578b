"""What SPM and SP2D say, as content for signing. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from office.indonesia import rupiah, terbilang
from workflows.disbursement.core.requests import Payment

LISTED_PAYEES = 200
"""Payees printed one by one; a longer list is summed up and stands in its own list."""


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What the papers of one request need to know."""

    agency: str
    """Name of the agency on the letterhead."""
    agency_code: str
    """Code of the agency."""
    kind: str
    """UP, GU, TU or LS."""
    line_code: str
    """Account code of the budget line."""
    line_title: str
    """Title of the budget line."""
    decree: str
    """Number of the approved budget (DPA)."""
    fiscal_year: int
    """Year of the budget."""
    purpose: str
    """What the money is for."""
    amount: int
    """Whole rupiah."""
    payments: tuple[Payment, ...]
    """Who is paid."""
    on: date
    """Day the papers bear."""


def paper_contents(facts: PaperFacts) -> dict[str, dict[str, Any]]:
    """Return the content of SPM and SP2D, by document code."""
    return {"spm": _content(facts), "sp2d": _content(facts)}


def _content(facts: PaperFacts) -> dict[str, Any]:
    return {
        "agency": facts.agency,
        "date": facts.on.isoformat(),
        "facts": [
            ["Perangkat daerah", f"{facts.agency_code} {facts.agency}"],
            ["Tahun anggaran", str(facts.fiscal_year)],
            ["Dasar", facts.decree],
            ["Pos anggaran", f"{facts.line_code} {facts.line_title}"],
            ["Jenis pembayaran", facts.kind],
            ["Keperluan", facts.purpose],
        ],
        "columns": _COLUMNS,
        "rows": payee_rows(facts.payments),
        "total": ["", "Jumlah", "", rupiah(facts.amount)],
        "amount": rupiah(facts.amount),
        "amount_words": f"{terbilang(facts.amount)} rupiah",
    }


_COLUMNS = [
    {"title": "No.", "width": "auto", "align": "right"},
    {"title": "Penerima", "width": "2fr"},
    {"title": "Rekening", "width": "1fr"},
    {"title": "Jumlah", "width": "auto", "align": "right"},
]


def payee_rows(payments: Sequence[Payment]) -> list[list[str]]:
    """Return the payees as SPM and SP2D list them: number, name, hidden account, rupiah."""
    rows = [
        [
            str(number),
            payment.name,
            f"{payment.bank} {hidden(payment.account)}".strip(),
            rupiah(payment.amount),
        ]
        for number, payment in enumerate(payments[:LISTED_PAYEES], start=1)
    ]
    if rest := payments[LISTED_PAYEES:]:
        rest_sum = rupiah(sum(payment.amount for payment in rest))
        rows.append(["", f"{len(rest)} penerima lain menurut daftar pembayaran", "", rest_sum])
    return rows


def hidden(account: str) -> str:
    """Return an account number with all but its last four digits as stars; the bank file carries the whole."""
    return "*" * max(len(account) - 4, 0) + account[-4:]
