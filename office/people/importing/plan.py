"""Compare the rows of a file with what is stored: what would change, in the order it can be done."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from office.people.core.faults import RowError
from office.people.importing.placing import placement_changes
from office.people.importing.positions import position_changes
from office.people.importing.rows import ImportRow
from office.people.importing.shapes import ORDER, Change, Snapshot


def plan_import(rows: Sequence[ImportRow], stored: Snapshot) -> tuple[list[Change], list[RowError]]:
    """Return the changes in the order they can be done, and what contradicts the file or the store.

    An empty list of changes means that everything is stored already.
    """
    errors = _doubled(rows)
    changes: list[Change] = []
    for part in (_agencies, position_changes, _people, placement_changes):
        found, wrong = part(rows, stored)
        changes += found
        errors += wrong
    return sorted(changes, key=lambda change: ORDER.index(change.action)), errors


def _doubled(rows: Sequence[ImportRow]) -> list[RowError]:
    seen: dict[tuple[str, str], int] = {}
    errors = []
    for row in rows:
        keys = [("nip", row.person.nip)] if row.person else []
        keys += [("kode_jabatan", row.position.code)] if row.position else []
        for key in keys:
            if key in seen:
                errors.append(
                    RowError(
                        row.line,
                        key[0],
                        _("hanya sekali; sudah ada di baris %d") % seen[key],
                        key[1],
                    )
                )
            seen.setdefault(key, row.line)
    return errors


def _agencies(rows: Sequence[ImportRow], stored: Snapshot) -> tuple[list[Change], list[RowError]]:
    wanted: dict[str, ImportRow] = {}
    for row in rows:
        first = wanted.get(row.agency.code)
        if row.agency.code not in stored.agencies and (first is None or not first.agency.name):
            wanted[row.agency.code] = row
    errors = [
        RowError(row.line, "nama_opd", _("nama Perangkat Daerah, karena kodenya baru"))
        for row in wanted.values()
        if not row.agency.name
    ]
    changes = [
        Change(
            "new_agency",
            row.line,
            code,
            {
                "code": code,
                "name": row.agency.name,
                "kind": row.agency.kind or "dinas",
                "zone": row.agency.zone,
                "address": row.agency.address,
            },
        )
        for code, row in wanted.items()
    ]
    return changes, errors


def _people(rows: Sequence[ImportRow], stored: Snapshot) -> tuple[list[Change], list[RowError]]:
    changes = []
    for row in rows:
        if row.person is None:
            continue
        cells = row.person
        wanted = {
            "name": cells.name,
            "status": cells.status,
            "rank": cells.rank,
            "title_before": cells.title_before,
            "title_after": cells.title_after,
        }
        known = stored.people.get(cells.nip)
        if known is None:
            changes.append(Change("new_person", row.line, cells.nip, wanted | {"sex": cells.sex}))
        elif any(getattr(known, name) != value for name, value in wanted.items()):
            changes.append(Change("changed_person", row.line, cells.nip, wanted))
    return changes, []
