"""What an import of employees would do, without doing it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from office.audit import clock
from office.jobs.child import ChildFailed, run_limited
from office.people.core.faults import RowError
from office.people.importing.plan import plan_import
from office.people.importing.rows import ImportRow, read_rows
from office.people.importing.shapes import Change, Snapshot, StoredPlacement, StoredPosition
from office.people.models import Agency, Assignment, Employee, Position
from office.people.selectors._rows import agency_card, known, person_card, terms_on

READER = "office.people.core.sheets:read_sheet"
CPU_SECONDS = 20
MEMORY_MB = 1024


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What a file of employees holds, what it would change, and what is wrong with it."""

    sha256: str
    """Hash of the file."""
    rows: int
    """Lines that fit by themselves."""
    errors: tuple[RowError, ...]
    """Everything wrong, by line; with any of them nothing is stored."""
    changes: tuple[Change, ...]
    """What would be done, in order."""
    counts: dict[str, int]
    """Changes by action."""


def preview_import(payload: bytes) -> ImportReport:
    """Return what importing a CSV or XLSX of employees would change and what is wrong with it; stores nothing.

    The bytes are read in a limited child; the columns are those of `importing.columns`.
    """
    sha256 = hashlib.sha256(payload).hexdigest()
    try:
        sheet = run_limited(READER, payload, {}, cpu_seconds=CPU_SECONDS, memory_mb=MEMORY_MB)
    except ChildFailed as failed:
        return _faulty(sha256, str(failed))
    if "fault" in sheet:
        return _faulty(sha256, _("berkas berisi baris judul dan paling banyak 50.000 baris"))
    rows, errors = read_rows(sheet)
    changes, contradictions = plan_import(rows, _snapshot(rows))
    counts = {
        action: sum(1 for c in changes if c.action == action)
        for action in {c.action for c in changes}
    }
    everything = sorted([*errors, *contradictions], key=lambda error: (error.line, error.column))
    return ImportReport(
        sha256, len(rows), tuple(everything), tuple(changes), dict(sorted(counts.items()))
    )


def _faulty(sha256: str, expected: str) -> ImportReport:
    return ImportReport(sha256, 0, (RowError(0, "", expected),), (), {})


def _snapshot(rows: Sequence[ImportRow]) -> Snapshot:
    nips = {row.person.nip for row in rows if row.person}
    codes = {row.position.code for row in rows if row.position}
    codes |= {row.position.superior_code for row in rows if row.position}
    agencies = Agency.objects.filter(code__in={row.agency.code for row in rows})
    return Snapshot(
        agencies={row.code: agency_card(row) for row in agencies},
        positions=_positions(codes),
        people={row.nip: person_card(row) for row in Employee.objects.filter(nip__in=nips)},
        placements=_placements(nips, codes),
    )


def _positions(codes: set[str]) -> dict[str, StoredPosition]:
    terms = {t.position_id: t for t in terms_on(clock.today(), Q(position__code__in=codes))}
    above = dict(
        Position.objects.filter(pk__in=[t.reports_to_id for t in terms.values()]).values_list(
            "pk", "code"
        )
    )
    found = {}
    for row in Position.objects.filter(code__in=codes).select_related("agency"):
        now = terms.get(row.pk)
        found[row.code] = StoredPosition(
            id=row.pk,
            agency_code=row.agency.code,
            title=row.title,
            kind=row.kind,
            is_head=row.is_head,
            job_class=now.job_class if now else None,
            superior_code=above.get(now.reports_to_id, "") if now and now.reports_to_id else "",
        )
    return found


def _placements(nips: set[str], codes: set[str]) -> list[StoredPlacement]:
    wanted = Q(employee__nip__in=nips) | Q(position__code__in=codes)
    rows = (
        Assignment.objects.filter(known(None) & wanted)
        .select_related("employee", "position")
        .order_by("id")
    )
    return [
        StoredPlacement(
            row.pk, row.employee.nip, row.position.code, row.valid_from, row.valid_until, row.decree
        )
        for row in rows
    ]
