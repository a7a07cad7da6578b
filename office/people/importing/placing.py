"""Placements in a file against those stored: new, moved, corrected, or already so."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _

from office.people.core.faults import RowError
from office.people.importing.rows import ImportRow
from office.people.importing.shapes import Change, Snapshot, StoredPlacement


def placement_changes(
    rows: Sequence[ImportRow], stored: Snapshot
) -> tuple[list[Change], list[RowError]]:
    """Return what the file changes about who is where, and what stands in the way.

    A person may move to a post whose holder the same file moves away: ends come before beginnings.
    """
    changes: list[Change] = []
    errors: list[RowError] = []
    moving = {row.person.nip: row for row in rows if row.person and row.position and row.since}
    for nip, row in moving.items():
        own = [placement for placement in stored.placements if placement.nip == nip]
        found, wrong = _of_person(row, own)
        if any(change.action == "new_placement" for change in found):
            wrong += _in_the_way(row, stored, moving)
        changes += found
        errors += wrong
    return changes, errors


def _of_person(
    row: ImportRow, own: Sequence[StoredPlacement]
) -> tuple[list[Change], list[RowError]]:
    since, person, position = row.since, row.person, row.position
    if since is None or person is None or position is None:
        return [], []
    here = next((p for p in own if p.position_code == position.code and _runs(p, since)), None)
    if here is None:
        here = next(
            (p for p in own if p.position_code == position.code and p.valid_until is None), None
        )
    if here is not None:
        return _same_post(row, here), []
    later = [p for p in own if p.valid_from >= since]
    if later:
        expected = _("tmt setelah penempatan yang tercatat: %(code)s sejak %(day)s")
        words = {"code": later[0].position_code, "day": later[0].valid_from.isoformat()}
        return [], [RowError(row.line, "tmt", expected % words, since.isoformat())]
    ends = [_ending(row, p, since) for p in own if _runs(p, since)]
    details = {
        "position_code": position.code,
        "decree": row.decree,
        "valid_from": since.isoformat(),
    }
    return [*ends, Change("new_placement", row.line, person.nip, details)], []


def _same_post(row: ImportRow, here: StoredPlacement) -> list[Change]:
    if row.since is None or (here.valid_from, here.decree) == (row.since, row.decree):
        return []
    details = {
        "assignment_id": here.id,
        "decree": row.decree,
        "valid_from": row.since.isoformat(),
        "valid_until": here.valid_until.isoformat() if here.valid_until else "",
    }
    return [Change("corrected_placement", row.line, here.nip, details)]


def _ending(row: ImportRow, placement: StoredPlacement, since: date) -> Change:
    last_day = (since - timedelta(days=1)).isoformat()
    details = {"assignment_id": placement.id, "last_day": last_day, "decree": row.decree}
    return Change("end_placement", row.line, placement.nip, details)


def _in_the_way(row: ImportRow, stored: Snapshot, moving: dict[str, ImportRow]) -> list[RowError]:
    """Return an error for each holder of the wanted post whom the file does not move away in time."""
    if row.position is None or row.since is None:
        return []
    sitting = [
        p
        for p in stored.placements
        if p.position_code == row.position.code
        and (p.valid_until is None or p.valid_until >= row.since)
    ]
    return [
        RowError(
            row.line,
            "kode_jabatan",
            _("jabatan yang kosong pada tmt itu; kini dijabat %s") % p.nip,
            p.position_code,
        )
        for p in sitting
        if not _leaves(p, moving.get(p.nip), row.since)
    ]


def _leaves(placement: StoredPlacement, row: ImportRow | None, by: date) -> bool:
    if row is None or row.position is None or row.since is None:
        return False
    return row.position.code != placement.position_code and placement.valid_from < row.since <= by


def _runs(placement: StoredPlacement, on: date) -> bool:
    return placement.valid_from <= on and (
        placement.valid_until is None or placement.valid_until >= on
    )
