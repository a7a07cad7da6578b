"""Positions in a file against those stored: new ones, superiors first, and changed terms."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from office.people.core.faults import RowError
from office.people.importing.rows import ImportRow, PositionCells
from office.people.importing.shapes import Change, Snapshot, StoredPosition


def position_changes(
    rows: Sequence[ImportRow], stored: Snapshot
) -> tuple[list[Change], list[RowError]]:
    """Return positions to open, so that each superior comes first, positions whose terms change, and contradictions."""
    placed = {row.position.code: row for row in rows if row.position}
    errors = [error for row in placed.values() for error in _position_errors(row, placed, stored)]
    fresh = {code: row for code, row in placed.items() if code not in stored.positions}
    ordered, circle = _superiors_first(fresh)
    errors += [
        RowError(row.line, "kode_atasan", _("atasan yang tidak melingkar kembali ke jabatan ini"))
        for row in circle
    ]
    changes = [_new_position(row) for row in ordered]
    changes += [_new_terms(row) for row in placed.values() if _terms_differ(row, stored)]
    return changes, errors


def _position_errors(
    row: ImportRow, placed: Mapping[str, ImportRow], stored: Snapshot
) -> list[RowError]:
    position = row.position
    if position is None:
        return []
    known, superior = stored.positions.get(position.code), position.superior_code
    errors = _unfinished(row, position) if known is None else _contradictions(row, position, known)
    if superior and superior not in placed and superior not in stored.positions:
        expected = _("kode jabatan yang ada di berkas ini atau sudah tercatat")
        errors.append(RowError(row.line, "kode_atasan", expected, superior))
    return errors


def _unfinished(row: ImportRow, position: PositionCells) -> list[RowError]:
    """Return what a new position lacks."""
    needed = {
        "nama_jabatan": position.title,
        "jenis_jabatan": position.kind,
        "kelas": position.job_class,
        "tmt": position.since,
    }
    return [
        RowError(row.line, column, _("wajib diisi, karena jabatan ini baru"))
        for column, value in needed.items()
        if value is None or value == ""
    ]


def _contradictions(
    row: ImportRow, position: PositionCells, known: StoredPosition
) -> list[RowError]:
    """Return what a line says differently about a stored position that no decree of this file changes."""
    errors = []
    if position.title and position.title != known.title:
        expected = _("nama yang tercatat: %s") % known.title
        errors.append(RowError(row.line, "nama_jabatan", expected, position.title))
    if row.agency.code != known.agency_code:
        expected = _("Perangkat Daerah jabatan ini: %s") % known.agency_code
        errors.append(RowError(row.line, "kode_opd", expected, row.agency.code))
    return errors


def _superiors_first(fresh: Mapping[str, ImportRow]) -> tuple[list[ImportRow], list[ImportRow]]:
    """Return new positions so that each superior is opened before, and those that go round in a circle."""
    ordered: list[ImportRow] = []
    waiting, done = dict(fresh), set[str]()
    while waiting:
        ready = [
            row
            for row in waiting.values()
            if row.position and row.position.superior_code not in waiting.keys() - done
        ]
        if not ready:
            return ordered, list(waiting.values())
        for row in ready:
            code = row.position.code if row.position else ""
            ordered.append(row)
            done.add(code)
            del waiting[code]
    return ordered, []


def _new_position(row: ImportRow) -> Change:
    position = row.position
    details = (
        {}
        if position is None
        else {
            "agency_code": row.agency.code,
            "code": position.code,
            "title": position.title,
            "kind": position.kind,
            "job_class": position.job_class,
            "superior_code": position.superior_code,
            "is_head": position.is_head,
            "decree": row.decree,
            "valid_from": position.since.isoformat() if position.since else "",
        }
    )
    return Change("new_position", row.line, position.code if position else "", details)


def _terms_differ(row: ImportRow, stored: Snapshot) -> bool:
    known = stored.positions.get(row.position.code) if row.position else None
    if known is None or row.position is None:
        return False
    wanted_class = known.job_class if row.position.job_class is None else row.position.job_class
    return (wanted_class, row.position.superior_code) != (known.job_class, known.superior_code)


def _new_terms(row: ImportRow) -> Change:
    position = row.position
    details = (
        {}
        if position is None
        else {
            "job_class": position.job_class,
            "superior_code": position.superior_code,
            "decree": row.decree,
            "valid_from": position.since.isoformat() if position.since else "",
        }
    )
    return Change("new_terms", row.line, position.code if position else "", details)
