"""Agencies, positions and their terms."""

from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import act, record
from office.audit.core import Actor
from office.people.acts import Acts
from office.people.core import AgencyKind, PositionKind
from office.people.models import Agency, Position, PositionTerms
from office.people.problems import NotDated, Overlap
from office.people.selectors import reporting_line
from office.people.services._common import (
    ONE_DAY,
    Recorded,
    close,
    ensure_dated,
    ensure_manages_people,
    insert,
    locked_agency,
    locked_position,
    recorded,
)


@act(Acts.CREATE_AGENCY)
def create_agency(
    *,
    by: Actor,
    code: str,
    name: str,
    kind: str = "dinas",
    zone: str = "Asia/Jakarta",
    address: str = "",
) -> int:
    """Return the id of a new agency.

    `kind` is an AgencyKind, `zone` a name of the tz database. Raises NotDated for an unknown kind or zone, Overlap
    for a code in use, NotYoursToManage.
    """
    ensure_manages_people(by)
    ensure(
        kind in set(AgencyKind),
        NotDated(_("Jenis Perangkat Daerah tidak dikenal."), kind=", ".join(AgencyKind)),
    )
    ensure(
        _is_zone(zone),
        NotDated(_("Zona waktu tidak dikenal. Contoh: Asia/Jakarta."), zone="Asia/Jakarta"),
    )
    ensure(
        not Agency.objects.filter(code=code).exists(),
        Overlap(_("Kode Perangkat Daerah ini sudah dipakai."), code=_("Sudah dipakai.")),
    )
    row = Agency.objects.create(code=code, name=name, kind=kind, zone=zone, address=address)
    record(subject=f"agency:{row.pk}", label=name, code=code, kind=kind, zone=zone)
    return row.pk


def _is_zone(name: str) -> bool:
    try:
        return bool(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError):
        return False


@act(Acts.OPEN_POSITION)
def open_position(
    *,
    by: Actor,
    agency_id: int,
    code: str,
    title: str,
    kind: str,
    job_class: int,
    decree: str,
    valid_from: date,
    reports_to_id: int | None = None,
    is_head: bool = False,
) -> int:
    """Return the id of a new position with its first terms, open-ended.

    `kind` is a PositionKind; `job_class` the kelas jabatan (0 for a kepala daerah). Raises NotDated, Overlap (code
    in use, or the agency has a head already), NoSuchPlace, NotYoursToManage.
    """
    ensure_manages_people(by)
    ensure_dated(decree, valid_from, None)
    _ensure_post(kind, job_class)
    agency = locked_agency(agency_id)
    if reports_to_id is not None:
        locked_position(reports_to_id)
    _ensure_free(agency, code, is_head=is_head)
    row = Position.objects.create(agency=agency, code=code, title=title, kind=kind, is_head=is_head)
    _insert_terms(row, job_class, reports_to_id, decree, valid_from)
    record(
        subject=f"position:{row.pk}",
        label=title,
        agency=f"agency:{agency.pk}",
        code=code,
        decree=decree,
        valid_from=valid_from.isoformat(),
        job_class=job_class,
        reports_to=reports_to_id,
        is_head=is_head,
    )
    return row.pk


def _insert_terms(
    position: Position, job_class: int, reports_to_id: int | None, decree: str, valid_from: date
) -> PositionTerms:
    return insert(
        PositionTerms,
        position=position,
        job_class=job_class,
        reports_to_id=reports_to_id,
        decree=decree,
        valid_from=valid_from,
    )


def _ensure_post(kind: str, job_class: int) -> None:
    ensure(
        kind in set(PositionKind),
        NotDated(_("Jenis jabatan tidak dikenal."), kind=", ".join(PositionKind)),
    )
    ensure(
        job_class >= 0,
        NotDated(_("Kelas jabatan tidak boleh negatif."), job_class=_("0 atau lebih.")),
    )


def _ensure_free(agency: Agency, code: str, *, is_head: bool) -> None:
    ensure(
        not Position.objects.filter(code=code).exists(),
        Overlap(_("Kode jabatan ini sudah dipakai."), code=_("Sudah dipakai.")),
    )
    taken = is_head and Position.objects.filter(agency=agency, is_head=True).exists()
    ensure(
        not taken,
        Overlap(_("Perangkat Daerah ini sudah memiliki jabatan kepala."), is_head=_("Hanya satu.")),
    )


@act(Acts.CHANGE_TERMS)
def change_terms(
    *,
    by: Actor,
    position_id: int,
    job_class: int,
    reports_to_id: int | None,
    decree: str,
    valid_from: date,
) -> Recorded:
    """Return the new terms of a position from a day on; the terms before end the day before.

    Terms that were to begin later are superseded. Raises NotDated (also for a circle of superiors), NoSuchPlace,
    NotYoursToManage.
    """
    ensure_manages_people(by)
    ensure_dated(decree, valid_from, None)
    position = locked_position(position_id)
    if reports_to_id is not None:
        _ensure_above(position_id, reports_to_id, valid_from)
    live = PositionTerms.objects.filter(position=position, superseded_at__isnull=True)
    for old in live.select_for_update():
        if old.valid_until is None or old.valid_until >= valid_from:
            close(old, valid_from - ONE_DAY)
    outcome = recorded(_insert_terms(position, job_class, reports_to_id, decree, valid_from))
    record(
        subject=f"position:{position_id}",
        label=position.title,
        decree=decree,
        valid_from=valid_from.isoformat(),
        job_class=job_class,
        reports_to=reports_to_id,
        months_touched=list(outcome.months_touched),
    )
    return outcome


def _ensure_above(position_id: int, superior_id: int, on: date) -> None:
    """Raise NotDated when the superior stands below the position."""
    locked_position(superior_id)
    above = {superior_id, *(seat.id for seat in reporting_line(superior_id, on))}
    ensure(
        position_id not in above,
        NotDated(
            _("Atasan ini justru berada di bawah jabatan tersebut."),
            reports_to=_("Pilih jabatan lain."),
        ),
    )
