"""Lines of a ZKTeco ATTLOG file: read what is sound, refuse the rest with line and reason. Never raises.

A line is `PIN <tab> YYYY-MM-DD HH:MM:SS <tab> status <tab> verify [<tab> workcode [<tab> reserved ..]]`
(push protocol, table ATTLOG). Status says nothing reliable: devices report 255, or "in" for everyone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

LONGEST_LINE = 1024
"""Bytes; the longest line seen on real devices has under 100."""
REJECTS_KEPT = 10_000
"""Refused lines named one by one; a binary file must not become a report larger than itself."""
FIRST_YEAR, LAST_YEAR = 2000, 2099
"""Years a device can show: a dead battery falls back to 2000."""
EXPECTED = "diharapkan PIN, waktu (2026-10-05 07:31:22), status, verifikasi, dipisah tab"

_LINE = re.compile(
    rb" *([0-9A-Za-z]{1,24}) *\t *(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) *\t *(\d{1,3}) *\t *(\d{1,3}) *"
    rb"(?:\t([ -~]{0,24}))?(?:\t[ -~]*){0,8}"
)
_PIN = re.compile(r" *[0-9A-Za-z]{1,24} *")
_WHEN = re.compile(r" *\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} *")
_FEWEST_COLUMNS, _MOST_COLUMNS = 4, 13


@dataclass(frozen=True, slots=True)
class AttlogRow:
    """One sound line."""

    line: int
    """Number of the line in the file, from 1."""
    pin: str
    """PIN as the device knows it; leading zeros kept."""
    at: str
    """Wall clock of the device as it wrote it, `YYYY-MM-DD HH:MM:SS`; a real date and time, no zone."""
    status: int
    """Status of the device (0 in, 1 out, 255 undefined ..); kept, never believed."""
    verify: int
    """How the person was recognised (1 finger, 3 PIN, 4 card, 15 face)."""
    workcode: str
    """Work code as written; mostly `0` or empty."""


@dataclass(frozen=True, slots=True)
class AttlogReject:
    """One refused line."""

    line: int
    """Number of the line in the file, from 1."""
    reason: str
    """What was wrong and what was expected, in Indonesian."""


@dataclass(frozen=True, slots=True)
class AttlogReading:
    """A file as it was read: every line that is not blank is either a row or a reject."""

    lines: int
    """Lines that are not blank."""
    rows: tuple[AttlogRow, ...]
    """Sound lines in file order, repeats included."""
    rejects: tuple[AttlogReject, ...]
    """Refused lines in file order, at most REJECTS_KEPT."""
    rejects_beyond: int
    """Refused lines above that limit, counted only."""


def read_attlog(content: bytes, first_line: int = 1) -> AttlogReading:
    """Return rows and rejects of an ATTLOG file or of a part of it that begins at line `first_line`."""
    lines = beyond = 0
    rows: list[AttlogRow] = []
    rejects: list[AttlogReject] = []
    for number, raw in _numbered(content, first_line):
        lines += 1
        found = read_line(number, raw)
        if isinstance(found, AttlogRow):
            rows.append(found)
        elif len(rejects) < REJECTS_KEPT:
            rejects.append(found)
        else:
            beyond += 1
    return AttlogReading(lines, tuple(rows), tuple(rejects), beyond)


def _numbered(content: bytes, first_line: int) -> Iterator[tuple[int, bytes]]:
    start = len(b"\xef\xbb\xbf") if content.startswith(b"\xef\xbb\xbf") else 0
    number = first_line
    while start < len(content):
        end = content.find(b"\n", start)
        end = len(content) if end < 0 else end
        raw = content[start:end].rstrip(b"\r")
        if raw.strip(b" \t\r"):
            yield number, raw
        start, number = end + 1, number + 1


def read_line(number: int, raw: bytes) -> AttlogRow | AttlogReject:
    """Return the row one line holds, or why it is refused."""
    if len(raw) > LONGEST_LINE:
        return AttlogReject(
            number, f"baris terlalu panjang ({len(raw)} byte, batas {LONGEST_LINE}); {EXPECTED}"
        )
    match = _LINE.fullmatch(raw)
    if match is None or not raw.isascii() or b"\x00" in raw:
        return AttlogReject(number, _what_is_wrong(raw))
    day, time = match[2].decode(), match[3].decode()
    if not (_is_date(day) and _is_time(time)):
        return AttlogReject(number, f"tanggal atau jam tidak ada: {day} {time}")
    workcode = (match[6] or b"").decode().strip()
    return AttlogRow(
        number, match[1].decode(), f"{day} {time}", int(match[4]), int(match[5]), workcode
    )


def _what_is_wrong(raw: bytes) -> str:
    if b"\x00" in raw or not raw.isascii():
        return f"bukan teks ATTLOG (byte asing); {EXPECTED}"
    columns = raw.decode().split("\t")
    if len(columns) == 1:
        return f"jumlah kolom salah: ada 1; {EXPECTED}"
    if not _PIN.fullmatch(columns[0]):
        return f"PIN tidak sah: {_shown(columns[0])}; {EXPECTED}"
    if not _WHEN.fullmatch(columns[1]):
        return f"waktu terpotong atau salah bentuk: {_shown(columns[1])}; {EXPECTED}"
    if not _FEWEST_COLUMNS <= len(columns) <= _MOST_COLUMNS:
        return f"jumlah kolom salah: ada {len(columns)}; {EXPECTED}"
    return f"status, verifikasi, atau kode kerja tidak sah: {_shown(' '.join(columns[2:]))}; {EXPECTED}"


def _shown(text: str) -> str:
    printable = "".join(c if c.isprintable() else "." for c in text[:40])
    return f'"{printable}"'


def _is_date(text: str) -> bool:
    try:
        return FIRST_YEAR <= date.fromisoformat(text).year <= LAST_YEAR
    except ValueError:
        return False


def _is_time(text: str) -> bool:
    hour, minute, second = (int(part) for part in text.split(":"))
    return hour < 24 and minute < 60 and second < 60
