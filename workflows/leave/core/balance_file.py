"""Opening balances as a file states them, one line a person and year. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

COLUMNS = ("nip", "tahun", "sisa_tahun_lalu", "terpakai")
"""Heads of the columns, in any order, in the first row."""
NIP_DIGITS = 18
MOST_DAYS = 366


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """One line of the file."""

    line: int
    """Line as the spreadsheet shows it; the heads are line 1."""
    nip: str
    """18 digits."""
    year: int
    """Year of the balance."""
    carried: int
    """Unused days that came over from the year before."""
    used: int
    """Days of this year that were used already."""


@dataclass(frozen=True, slots=True)
class RowFault:
    """Why one line cannot be taken."""

    line: int
    """Line of the file."""
    column: str
    """Head of the column; empty when the line as a whole is at fault."""
    reason: str
    """One of: heads, nip, year, days, twice."""


def rows_of(sheet: Mapping[str, Any]) -> tuple[list[BalanceRow], list[RowFault]]:
    """Return the sound lines of a read sheet (`people.core.sheets`) and what is wrong with the others."""
    header = list(sheet["header"])
    if not set(COLUMNS) <= set(header):
        return [], [RowFault(1, "", "heads")]
    places = [header.index(column) for column in COLUMNS]
    rows: list[BalanceRow] = []
    wrong: list[RowFault] = []
    seen: set[tuple[str, int]] = set()
    for line, cells in sheet["lines"]:
        given = [cells[place].strip() if place < len(cells) else "" for place in places]
        found = _faults(line, given)
        if not found and (given[0], int(given[1])) in seen:
            found = [RowFault(line, "", "twice")]
        wrong += found
        if not found:
            rows.append(BalanceRow(line, given[0], *(int(text) for text in given[1:])))
            seen.add((given[0], int(given[1])))
    return rows, wrong


def _faults(line: int, given: Sequence[str]) -> list[RowFault]:
    nip, year, carried, used = given
    checks = (
        ("nip", len(nip) == NIP_DIGITS and _is_number(nip), "nip"),
        ("tahun", len(year) == len("2026") and _is_number(year), "year"),
        ("sisa_tahun_lalu", _is_days(carried), "days"),
        ("terpakai", _is_days(used), "days"),
    )
    return [RowFault(line, column, reason) for column, sound, reason in checks if not sound]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _is_days(text: str) -> bool:
    return _is_number(text) and len(text) <= len(str(MOST_DAYS)) and int(text) <= MOST_DAYS
