"""The bank's file: complete, and harmless in a spreadsheet."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.disbursement.core.bank_file import bank_file, plain_cell, safe_cell
from workflows.disbursement.core.paper_file import media_type
from workflows.disbursement.core.papers import hidden
from workflows.disbursement.core.requests import Payment

STARTS = ["=", "+", "-", "@", "\t", "\r", "\n", "'"]


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


def test_every_payee_and_the_total_are_listed():
    rows = read(
        bank_file(
            [Payment("Ani", "0011", 10, "BPD"), Payment("Budi", "0022", 5)], "TPP Oktober", "ref-1"
        )
    )
    assert rows[1] == ["1", "0011", "Ani", "BPD", "10", "TPP Oktober", "ref-1"]
    assert rows[2][4] == "5"
    assert rows[3][4] == "15"


@pytest.mark.parametrize("start", STARTS)
def test_no_cell_starts_a_formula(start):
    payload = f"{start}cmd|' /C calc'!A0"
    rows = read(bank_file([Payment(payload, payload, 10, payload)], payload, payload))
    assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in rows[1])


@given(st.text())
def test_a_cell_keeps_its_value(text):
    assert (
        plain_cell(safe_cell(text)) == text if safe_cell(text) != text else safe_cell(text) == text
    )


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7", "application/pdf"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"MZ\x90", ""),
        (b"", ""),
    ],
)
def test_a_paper_is_told_by_its_first_bytes(content, kind):
    assert media_type(content) == kind


def test_an_account_on_paper_shows_its_last_four_digits():
    assert (hidden("0011223344"), hidden("123")) == ("******3344", "123")
