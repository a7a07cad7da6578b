"""Budget lines read from CSV or XLSX. Pure; runs in the limited child, since the file comes from outside."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

COLUMNS = ("kode_opd", "tahun", "kode_rekening", "uraian", "pagu", "dpa")
"""Heads of the columns, in this order, in the first row."""
ROW_LIMIT = 100_000
CODE_LIMIT = 60
TITLE_LIMIT = 240
DECREE_LIMIT = 120
CEILING_LIMIT = 10**15
_XLSX_MAGIC = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """One budget line as the file states it."""

    line: int
    """Row of the file; the heads are row 1."""
    agency_code: str
    """Code of the agency."""
    fiscal_year: int
    """Year of the budget."""
    code: str
    """Account code of the line."""
    title: str
    """What the line is for."""
    ceiling: int
    """Whole rupiah that may be spent."""
    decree: str
    """Number of the approved budget (DPA)."""


@dataclass(frozen=True, slots=True)
class RowError:
    """Why one row cannot be taken."""

    line: int
    """Row of the file."""
    column: str
    """Head of the column at fault; empty when the row as a whole is."""
    reason: str
    """One of: heads, encoding, unreadable, too_many_rows, empty, not_year, not_rupiah, too_long, twice."""


def read(payload: bytes, args: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ARG001  the child hands over its args
    """Return `{"rows": [..], "errors": [..]}` of a budget file; each a plain map of BudgetRow or RowError."""
    rows, errors = parse(payload)
    return {"rows": [asdict(row) for row in rows], "errors": [asdict(error) for error in errors]}


def parse(payload: bytes) -> tuple[list[BudgetRow], list[RowError]]:
    """Return the readable rows and the errors of a budget file, in file order; never raises for bad content."""
    try:
        table = _xlsx(payload) if payload.startswith(_XLSX_MAGIC) else _csv(payload)
    except UnicodeDecodeError:
        return [], [RowError(1, "", "encoding")]
    if not table or tuple(cell.strip().lower() for cell in table[0][: len(COLUMNS)]) != COLUMNS:
        return [], [RowError(1, "", "heads")]
    if len(table) > ROW_LIMIT:
        return [], [RowError(ROW_LIMIT, "", "too_many_rows")]
    return _rows(table[1:])


def _rows(table: Sequence[Sequence[str]]) -> tuple[list[BudgetRow], list[RowError]]:
    rows: list[BudgetRow] = []
    errors: list[RowError] = []
    seen: set[tuple[str, int, str]] = set()
    for number, cells in enumerate(table, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        padded = [*(cell.strip() for cell in cells), *[""] * len(COLUMNS)][: len(COLUMNS)]
        found = list(_row_errors(number, padded, seen))
        errors += found
        if not found:
            agency, year, code, title, ceiling, decree = padded
            rows.append(BudgetRow(number, agency, int(year), code, title, _rupiah(ceiling), decree))
            seen.add((padded[0], int(padded[1]), padded[2]))
    return rows, errors


def _row_errors(
    number: int, cells: Sequence[str], seen: set[tuple[str, int, str]]
) -> Iterator[RowError]:
    agency, year, code, title, ceiling, decree = cells
    for column, text in zip(COLUMNS, cells, strict=True):
        if not text:
            yield RowError(number, column, "empty")
    limits = (
        ("kode_rekening", code, CODE_LIMIT),
        ("uraian", title, TITLE_LIMIT),
        ("dpa", decree, DECREE_LIMIT),
    )
    for column, text, limit in limits:
        if len(text) > limit:
            yield RowError(number, column, "too_long")
    if year and not (len(year) == len("2026") and year.isascii() and year.isdigit()):
        yield RowError(number, "tahun", "not_year")
    elif year and (agency, int(year), code) in seen:
        yield RowError(number, "", "twice")
    if ceiling and not 0 <= _rupiah(ceiling) < CEILING_LIMIT:
        yield RowError(number, "pagu", "not_rupiah")


def _rupiah(text: str) -> int:
    """Return whole rupiah from `1500000`, `1.500.000` or `Rp1.500.000`; -1 for anything else."""
    bare = text.removeprefix("Rp").strip()
    groups = bare.split(".")
    grouped = (
        len(groups) > 1 and all(len(group) == 3 for group in groups[1:]) and 0 < len(groups[0]) <= 3
    )
    digits = "".join(groups) if grouped else bare
    return int(digits) if digits.isascii() and digits.isdigit() else -1


def _csv(payload: bytes) -> list[list[str]]:
    text = payload.decode("utf-8-sig")
    head = text.partition("\n")[0]
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in head else ","))


def _xlsx(payload: bytes) -> list[list[str]]:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415  only the child process pays for the reader

    sheet = CalamineWorkbook.from_filelike(io.BytesIO(payload)).get_sheet_by_index(0)
    return [[_cell(value) for value in row] for row in sheet.to_python()]


def _cell(value: object) -> str:
    """Return a cell as text; spreadsheets hand whole numbers over as floats."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
