"""The file a bank takes for mass transfers, and its protection against formulas. Pure."""

import csv
import io
from collections.abc import Iterable

from workflows.disbursement.core.requests import Payment

HEADS = ("no", "rekening", "nama", "bank", "jumlah", "keterangan", "referensi")
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


def bank_file(payments: Iterable[Payment], remark: str, reference: str) -> bytes:
    """Return the transfer list as UTF-8 CSV, one row per payee and a closing row with the total.

    Amounts are whole rupiah without separators. No cell can start a formula in a spreadsheet (OWASP CSV injection).
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADS)
    total = 0
    for number, payment in enumerate(payments, start=1):
        total += payment.amount
        texts = (safe_cell(text) for text in (payment.account, payment.name, payment.bank))
        writer.writerow([number, *texts, payment.amount, safe_cell(remark), safe_cell(reference)])
    writer.writerow(["", "", "TOTAL", "", total, "", ""])
    return out.getvalue().encode()


def safe_cell(text: str) -> str:
    """Return the text with an apostrophe before it when a spreadsheet would run it; `plain_cell` takes it away."""
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text


def plain_cell(cell: str) -> str:
    """Return the text a cell was made from."""
    return cell.removeprefix("'")
