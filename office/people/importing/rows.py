"""Lines of text become typed rows; every cell that does not fit becomes an error that says what was expected."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from office.indonesia import NotANip, Sex, parse_nip
from office.people.core import AgencyKind, PositionKind, Status, ranks_for
from office.people.core.faults import RowError
from office.people.core.sheets import ROUNDED
from office.people.importing.columns import NAMES, REQUIRED
from office.people.problems import NIP_MESSAGES

Value = TypeVar("Value")
ZONE_WORDS = {
    "": "Asia/Jakarta",
    "WIB": "Asia/Jakarta",
    "WITA": "Asia/Makassar",
    "WIT": "Asia/Jayapura",
}
HIGHEST_CLASS = 17
DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class PersonCells:
    """Who stands in a line."""

    nip: str
    name: str
    title_before: str
    title_after: str
    status: str
    rank: str
    sex: str


@dataclass(frozen=True, slots=True)
class AgencyCells:
    """The agency of a line."""

    code: str
    name: str
    kind: str
    zone: str
    address: str


@dataclass(frozen=True, slots=True)
class PositionCells:
    """The position of a line."""

    code: str
    title: str
    kind: str
    job_class: int | None
    superior_code: str
    is_head: bool
    since: date | None


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One line that fits by itself."""

    line: int
    agency: AgencyCells
    person: PersonCells | None
    """None for a vacant position."""
    position: PositionCells | None
    """None for a person without post."""
    since: date | None
    """TMT of the placement."""
    decree: str


def header_errors(header: Sequence[str]) -> list[RowError]:
    """Return an error for each column that is missing, unknown or doubled."""
    known = ", ".join(NAMES)
    errors = [
        RowError(1, name, _("kolom ini wajib ada")) for name in REQUIRED if name not in header
    ]
    errors += [
        RowError(1, name, _("salah satu dari: %(known)s") % {"known": known}, name)
        for name in header
        if name and name not in NAMES
    ]
    doubled = {name for name in header if name and header.count(name) > 1}
    return errors + [RowError(1, name, _("kolom ini hanya sekali")) for name in sorted(doubled)]


def read_row(line: int, cells: Mapping[str, str]) -> tuple[ImportRow | None, list[RowError]]:
    """Return the row, or None with the errors of its cells."""
    reader = _Cells(line, cells)
    person = _person(reader) if reader.text("nip") or reader.text("nama") else None
    agency = AgencyCells(
        code=reader.needed("kode_opd"),
        name=reader.text("nama_opd"),
        kind=reader.choice("jenis_opd", [*AgencyKind, ""]),
        zone=ZONE_WORDS.get(reader.choice("zona", list(ZONE_WORDS), fold=str.upper), ""),
        address=reader.text("alamat_opd"),
    )
    position = _position(reader) if reader.text("kode_jabatan") else None
    row = ImportRow(line, agency, person, position, reader.day("tmt"), reader.text("sk"))
    if position is not None and not reader.text("sk"):
        reader.refuse("sk", _("nomor surat keputusan jabatan atau penempatan"))
    if position is not None and person is not None and row.since is None:
        reader.refuse("tmt", _("tanggal seperti 2024-01-31 atau 31/01/2024"))
    return (None if reader.errors else row), reader.errors


def _person(reader: "_Cells") -> PersonCells:
    status = reader.choice("status", list(Status), fold=str.upper)
    return PersonCells(
        nip=_nip(reader, status),
        name=reader.needed("nama"),
        title_before=reader.text("gelar_depan"),
        title_after=reader.text("gelar_belakang"),
        status=status,
        rank=reader.choice("golongan", list(ranks_for(status))) if status in set(Status) else "",
        sex=_sex(reader, status),
    )


def _nip(reader: "_Cells", status: str) -> str:
    text = reader.text("nip")
    if text == ROUNDED:
        reader.refuse(
            "nip",
            _("sel berformat Teks: sebagai angka, lembar kerja membulatkan NIP"),
            _("angka bulat"),
        )
        return ""
    if status == Status.OFFICIAL:
        if not (text.isascii() and text.isdigit()):
            reader.refuse("nip", _("nomor induk pejabat: angka saja"))
        return text
    try:
        return parse_nip(text).nip
    except NotANip as refused:
        reader.refuse("nip", str(NIP_MESSAGES[refused.fault]).rstrip("."))
        return ""


def _sex(reader: "_Cells", status: str) -> str:
    words = {"L": Sex.MALE.value, "P": Sex.FEMALE.value}
    if status == Status.OFFICIAL:
        return words.get(reader.choice("jenis_kelamin", list(words), fold=str.upper), "")
    return words.get(reader.choice("jenis_kelamin", [*words, ""], fold=str.upper), "")


def _position(reader: "_Cells") -> PositionCells:
    since = reader.day("jabatan_sejak")
    return PositionCells(
        code=reader.text("kode_jabatan"),
        title=reader.text("nama_jabatan"),
        kind=reader.choice("jenis_jabatan", [*PositionKind, ""]),
        job_class=reader.number("kelas"),
        superior_code=reader.text("kode_atasan"),
        is_head=reader.choice("kepala_opd", ["ya", "tidak", ""], fold=str.lower) == "ya",
        since=since or reader.parsed("tmt", _day),
    )


class _Cells:
    """Reads the cells of one line and keeps what does not fit."""

    def __init__(self, line: int, cells: Mapping[str, str]) -> None:
        self.line, self.cells = line, cells
        self.errors: list[RowError] = []

    def refuse(self, column: str, expected: str, found: str | None = None) -> None:
        shown = self.text(column) if found is None else found
        self.errors.append(RowError(self.line, column, expected, shown))

    def text(self, column: str) -> str:
        return self.cells.get(column, "")

    def needed(self, column: str) -> str:
        if not self.text(column):
            self.refuse(column, _("wajib diisi"))
        return self.text(column)

    def choice(self, column: str, allowed: Sequence[str], fold: Callable[[str], str] = str) -> str:
        text = fold(self.text(column))
        if text not in [str(value) for value in allowed]:
            words = ", ".join(str(value) or _("kosong") for value in allowed)
            self.refuse(column, _("salah satu dari: %(words)s") % {"words": words})
        return text

    def number(self, column: str) -> int | None:
        text = self.text(column)
        if text and not (text.isascii() and text.isdigit() and int(text) <= HIGHEST_CLASS):
            self.refuse(column, _("angka 0 sampai 17"))
            return None
        return int(text) if text else None

    def day(self, column: str) -> date | None:
        found = self.parsed(column, _day)
        if found is None and self.text(column):
            self.refuse(column, _("tanggal seperti 2024-01-31 atau 31/01/2024"))
        return found

    def parsed(self, column: str, parse: Callable[[str], Value]) -> Value | None:
        try:
            return parse(self.text(column))
        except ValueError:
            return None


def _day(text: str) -> date:
    match = DAY_FIRST.fullmatch(text)
    return date(int(match[3]), int(match[2]), int(match[1])) if match else date.fromisoformat(text)


def read_rows(sheet: Mapping[str, Any]) -> tuple[list[ImportRow], list[RowError]]:
    """Return the rows of a sheet as the child read it, and every error in it, in the order of the lines."""
    header: list[str] = sheet["header"]
    errors = header_errors(header)
    if errors:
        return [], errors
    rows: list[ImportRow] = []
    for line, cells in sheet["lines"]:
        row, found = read_row(line, dict(zip(header, cells, strict=False)))
        errors += found
        rows += [row] if row else []
    return rows, errors
