"""What the limited child does with an ATTLOG file: bytes in, plain lists out."""

from typing import Any

from office.attendance.core.attlog import read_attlog


def parse(payload: bytes, args: dict[str, Any]) -> dict[str, Any]:
    """Return rows, rejects and counts of a part of a file as plain lists; `first_line` numbers its lines."""
    reading = read_attlog(payload, args.get("first_line", 1))
    return {
        "lines": reading.lines,
        "rows": [[r.line, r.pin, r.at, r.status, r.verify, r.workcode] for r in reading.rows],
        "rejects": [[r.line, r.reason] for r in reading.rejects],
        "beyond": reading.rejects_beyond,
    }
