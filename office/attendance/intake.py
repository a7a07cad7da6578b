"""The way of a device file into the house: in parts, through limited children, before any transaction begins."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from office.attendance.core.attlog import REJECTS_KEPT, AttlogReading, AttlogReject, AttlogRow
from office.attendance.problems import BadAttlog
from office.jobs.child import ChildFailed, run_limited

PART_BYTES = 4 * 1024 * 1024
"""A child reads this much at a time (about 100,000 lines) well within its memory."""
LARGEST_BYTES = 64 * 1024 * 1024
"""A device keeps at most some hundred thousand records; a file above this is none of them."""
MEGABYTE = 1024 * 1024


def read_device_file(content: bytes) -> AttlogReading:
    """Return rows and rejects of a file of a device. Raises BadAttlog for one that is empty, too large or unreadable."""
    if len(content) > LARGEST_BYTES:
        raise BadAttlog(
            _(
                "Berkas terlalu besar (%(size)d MB, batas %(limit)d MB). Ambil ulang dari mesin untuk masa yang lebih pendek."
            )
            % {"size": len(content) // MEGABYTE, "limit": LARGEST_BYTES // MEGABYTE}
        )
    reading = _joined(_child(part, first_line) for first_line, part in _parts(content))
    if not reading.lines:
        raise BadAttlog(
            _(
                "Berkas kosong: tidak ada satu baris pun. Ambil ulang data dari mesin, lalu unggah lagi."
            )
        )
    return reading


def _parts(content: bytes) -> Iterator[tuple[int, bytes]]:
    start, line = 0, 1
    while start < len(content):
        end = start + PART_BYTES
        if end < len(content):
            cut = content.find(b"\n", end)
            end = len(content) if cut < 0 else cut + 1
        part = content[start:end]
        yield line, part
        start, line = end, line + part.count(b"\n")


def _child(part: bytes, first_line: int) -> AttlogReading:
    try:
        answer = run_limited("office.attendance.child:parse", part, {"first_line": first_line})
    except ChildFailed as failed:
        raise BadAttlog(str(failed)) from None
    return AttlogReading(
        lines=answer["lines"],
        rows=tuple(AttlogRow(*row) for row in answer["rows"]),
        rejects=tuple(AttlogReject(*reject) for reject in answer["rejects"]),
        rejects_beyond=answer["beyond"],
    )


def _joined(parts: Iterator[AttlogReading]) -> AttlogReading:
    readings = list(parts)
    rejects = [reject for reading in readings for reject in reading.rejects]
    beyond = sum(reading.rejects_beyond for reading in readings) + max(
        0, len(rejects) - REJECTS_KEPT
    )
    return AttlogReading(
        lines=sum(reading.lines for reading in readings),
        rows=tuple(row for reading in readings for row in reading.rows),
        rejects=tuple(rejects[:REJECTS_KEPT]),
        rejects_beyond=beyond,
    )
