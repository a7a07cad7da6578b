"""A budget file: what is read, and what each broken row says."""

import io

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from office.jobs.child import run_limited
from workflows.disbursement.core.budget_file import COLUMNS, BudgetRow, parse

HEADS = ",".join(COLUMNS)
ROW = BudgetRow(2, "KOMINFO", 2026, "5.1.02.01", "Belanja kertas", 1_500_000, "DPA/1/2026")


def csv(*rows: str) -> bytes:
    return "\n".join([HEADS, *rows]).encode()


def xlsx(*rows: list[object]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([list(COLUMNS), *rows]):
            sheet.write_row(number, 0, row)
    return out.getvalue()


@pytest.mark.parametrize("ceiling", ["1500000", "1.500.000", "Rp1.500.000", "Rp 1.500.000"])
def test_rupiah_may_be_grouped(ceiling):
    assert parse(csv(f"KOMINFO,2026,5.1.02.01,Belanja kertas,{ceiling},DPA/1/2026")) == ([ROW], [])


def test_semicolons_and_a_byte_order_mark_are_read():
    text = (
        csv("KOMINFO,2026,5.1.02.01,Belanja kertas,1500000,DPA/1/2026").decode().replace(",", ";")
    )
    assert parse(b"\xef\xbb\xbf" + text.encode()) == ([ROW], [])


def test_xlsx_and_csv_say_the_same():
    row = ["KOMINFO", 2026, "5.1.02.01", "Belanja kertas", 1_500_000, "DPA/1/2026"]
    assert parse(xlsx(row)) == ([ROW], [])


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (",2026,5.1,Kertas,1,D", "kode_opd", "empty"),
        ("K,26,5.1,Kertas,1,D", "tahun", "not_year"),
        ("K,2026,5.1,Kertas,,D", "pagu", "empty"),
        ("K,2026,5.1,Kertas,-1,D", "pagu", "not_rupiah"),
        ('K,2026,5.1,Kertas,"1,5",D', "pagu", "not_rupiah"),
        ("K,2026,5.1,Kertas,1.50,D", "pagu", "not_rupiah"),
        (f"K,2026,{'5' * 61},Kertas,1,D", "kode_rekening", "too_long"),
        ("K,2026,5.1,Kertas,1,", "dpa", "empty"),
    ],
)
def test_a_broken_row_says_where_and_why(row, column, reason):
    rows, errors = parse(csv("K,2026,5.0,Tinta,1,D", row))
    assert len(rows) == 1
    assert [(error.line, error.column, error.reason) for error in errors] == [(3, column, reason)]


def test_a_line_named_twice_is_refused_the_second_time():
    row = "K,2026,5.1,Kertas,1,D"
    rows, errors = parse(csv(row, row))
    assert (len(rows), [(error.line, error.reason) for error in errors]) == (1, [(3, "twice")])


@pytest.mark.parametrize("payload", [b"", b"a,b,c\n1,2,3", b"%PDF-1.7"])
def test_wrong_heads_are_said_once(payload):
    assert [(error.line, error.reason) for error in parse(payload)[1]] == [(1, "heads")]


def test_other_encodings_are_refused():
    assert [error.reason for error in parse("kode_opd,é".encode("latin-1"))[1]] == ["encoding"]


@given(
    st.lists(
        st.text(alphabet=st.characters(exclude_characters="\r\n\x00", codec="utf-8"), max_size=40),
        max_size=8,
    )
)
def test_no_row_is_lost_or_raises(cells):
    rows, errors = parse((HEADS + "\n").encode() + ",".join(cells).replace('"', "'").encode())
    blank = not any(cell.strip() for cell in ",".join(cells).split(","))
    assert blank or rows or errors


def test_the_limited_child_reads_it():
    answer = run_limited(
        "workflows.disbursement.core.budget_file:read", xlsx(["K", 2026, "5.1", "Kertas", 10, "D"])
    )
    assert answer["errors"] == []
    assert answer["rows"][0]["ceiling"] == 10
