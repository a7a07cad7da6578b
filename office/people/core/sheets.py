"""Read a CSV or XLSX file into lines of text. Runs in the limited child: pure Python, no Django."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineWorkbook

ZIP_MAGIC = b"PK\x03\x04"
MOST_LINES = 50_000
EXACT_DIGITS = 15
"""Spreadsheets keep numbers to fifteen digits: a longer one has lost its end."""
ROUNDED = "#ANGKA#"
"""Stands for a number that the spreadsheet has rounded."""


def read_sheet(payload: bytes, args: Mapping[str, Any]) -> dict[str, Any]:
    """Return `{"header": [..], "lines": [[line number, [cells]], ..]}`, or `{"fault": reason}`.

    Header names are lower case with underscores; blank lines are left out; line numbers count from 1 as the
    spreadsheet shows them.
    """
    rows = _xlsx(payload) if payload.startswith(ZIP_MAGIC) else _csv(payload)
    numbered = [(n, [_text(cell) for cell in row]) for n, row in enumerate(rows, start=1)]
    filled = [(n, cells) for n, cells in numbered if any(cells)]
    if not filled:
        return {"fault": "empty"}
    if len(filled) > int(args.get("most", MOST_LINES)):
        return {"fault": "too long"}
    header = [_name(cell) for cell in filled[0][1]]
    return {"header": header, "lines": [[n, cells] for n, cells in filled[1:]]}


def _xlsx(payload: bytes) -> Iterable[list[Any]]:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(payload)).get_sheet_by_index(0)
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    return rows


def _csv(payload: bytes) -> Iterable[list[Any]]:
    text = _decoded(payload)
    first = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _decoded(payload: bytes) -> str:
    try:
        return payload.decode("utf-8-sig")
    except UnicodeDecodeError:
        return payload.decode("cp1252")


def _name(cell: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", cell.lower()).strip("_")


def _text(cell: Any) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return _whole(cell)
    return str(cell).strip()


def _whole(number: float) -> str:
    if not number.is_integer():
        return repr(number)
    return str(int(number)) if abs(number) < 10**EXACT_DIGITS else ROUNDED
