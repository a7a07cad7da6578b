"""What every service of this room asks first, and how dated rows are written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import keep
from office.audit import clock
from office.audit.core import Actor
from office.people.core import AppointmentKind, months_touched
from office.people.models import Agency, Employee, Position, TwoTimes
from office.people.problems import NoSuchPerson, NoSuchPlace, NotDated, NotYoursToManage, Overlap
from office.people.selectors import holds_kind
from office.people.sql.overlaps import GUARDS

Row = TypeVar("Row", bound=TwoTimes)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a dated act wrote."""

    id: int
    """The new live row."""
    months_touched: tuple[str, ...]
    """Months such as 2026-03 that had begun when the decree became known: their results may change."""


def recorded(row: TwoTimes) -> Recorded:
    """Return the outcome for a new row."""
    return Recorded(row.pk, touched(row.valid_from, row.valid_until))


def touched(valid_from: date, valid_until: date | None) -> tuple[str, ...]:
    """Return the months from the first day on that have begun."""
    return tuple(str(month) for month in months_touched(valid_from, valid_until, clock.today()))


def written(row: TwoTimes) -> dict[str, Any]:
    """Return decree and days of a row as an event keeps them."""
    until = row.valid_until.isoformat() if row.valid_until else None
    return {"decree": row.decree, "valid_from": row.valid_from.isoformat(), "valid_until": until}


def manages_people(by: Actor) -> bool:
    """Return whether the actor is the system (import, command) or a city personnel officer today."""
    if by.part:
        return True
    return by.employee_id is not None and holds_kind(
        by.employee_id, [AppointmentKind.PERSONNEL], clock.today()
    )


def ensure_manages_people(by: Actor) -> None:
    """Raise NotYoursToManage unless the actor manages people."""
    ensure(
        manages_people(by),
        NotYoursToManage(
            _("Hanya pengelola kepegawaian kota yang dapat mengubah data pegawai dan jabatan.")
        ),
    )


def ensure_dated(decree: str, valid_from: date, valid_until: date | None) -> None:
    """Raise NotDated unless there is a decree and the last day is not before the first."""
    ensure(decree.strip(), NotDated(_("Isi nomor surat keputusannya."), decree=_("Wajib diisi.")))
    ensure(
        valid_until is None or valid_until >= valid_from,
        NotDated(
            _("Tanggal akhir mendahului tanggal mulai. Periksa kedua tanggal."),
            valid_until=_("Tidak boleh sebelum tanggal mulai."),
        ),
    )


def locked_employee(employee_id: int) -> Employee:
    """Return the locked row. Raises NoSuchPerson."""
    row = Employee.objects.select_for_update().filter(pk=employee_id).first()
    if row is None:
        raise NoSuchPerson(_("Pegawai ini tidak ditemukan. Periksa NIP-nya."))
    return row


def locked_position(position_id: int) -> Position:
    """Return the locked row. Raises NoSuchPlace."""
    row = Position.objects.select_for_update().filter(pk=position_id).first()
    if row is None:
        raise NoSuchPlace(_("Jabatan ini tidak ditemukan. Periksa kodenya."))
    return row


def locked_agency(agency_id: int) -> Agency:
    """Return the locked row. Raises NoSuchPlace."""
    row = Agency.objects.select_for_update().filter(pk=agency_id).first()
    if row is None:
        raise NoSuchPlace(_("Perangkat Daerah ini tidak ditemukan. Periksa kodenya."))
    return row


def locked_live(model: type[Row], pk: int) -> Row:
    """Return the locked row if it is live. Raises NoSuchPlace for none, NotDated for one already corrected."""
    row: Row | None = model.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        raise NoSuchPlace(_("Catatan ini tidak ditemukan. Muat ulang halaman."))
    ensure(
        row.superseded_at is None,
        NotDated(_("Catatan ini sudah dikoreksi. Muat ulang halaman untuk melihat yang berlaku.")),
    )
    return row


def insert(model: type[Row], **values: Any) -> Row:
    """Return a new live row known now. Raises Overlap when the database refuses it."""
    row: Row = _guarded(lambda: model.objects.create(recorded_at=clock.now(), **values))
    keep(word_of(model), row, *row.copied(), live=True)
    return row


def word_of(model: type[TwoTimes]) -> str:
    """Return how events name rows of a dated table, such as `mandate` for `mandate:3`."""
    return str(model._meta.model_name)  # noqa: SLF001 - Django's public name for it


def replace(row: Row, **changes: Any) -> Row:
    """Return the corrected copy of a row, whose old form is superseded now. Raises Overlap."""
    supersede(row)
    return insert(type(row), **(row.copied() | changes))


def supersede(row: TwoTimes) -> None:
    """Mark a row as no longer live."""
    row.superseded_at = clock.now()
    row.save(update_fields=["superseded_at"])
    keep(word_of(type(row)), row, live=False)


def close(row: Row, last_day: date) -> Row | None:
    """Return the row ended on a day; None when that leaves it no day at all. Days already past stay as they were."""
    if last_day < row.valid_from:
        supersede(row)
        return None
    return replace(row, valid_until=last_day)


def _guarded(write: Callable[[], Row]) -> Row:
    try:
        with transaction.atomic():
            return write()
    except IntegrityError as refused:
        name = next((guard.name for guard in GUARDS if guard.name in str(refused)), None)
        if name is None:
            raise
        raise Overlap(_overlap_message(name)) from None


def _overlap_message(guard: str) -> str:
    return {
        "one_set_of_terms": _(
            "Kelas dan atasan jabatan ini sudah ditetapkan untuk sebagian tanggal itu."
        ),
        "one_holder_per_position": _(
            "Jabatan ini sudah dijabat orang lain pada sebagian tanggal itu. Akhiri dulu penempatannya."
        ),
        "one_position_per_person": _(
            "Pegawai ini sudah menempati jabatan lain pada sebagian tanggal itu."
        ),
        "one_appointment_of_a_kind": _(
            "Pegawai ini sudah ditunjuk untuk hal yang sama pada sebagian tanggal itu."
        ),
        "one_acting_official": _(
            "Jabatan ini sudah memiliki Plt. atau Plh. pada sebagian tanggal itu. Akhiri dulu mandatnya."
        ),
        "one_mandate_per_person": _(
            "Pegawai ini sudah memegang mandat atas jabatan itu pada sebagian tanggal itu."
        ),
    }[guard]
