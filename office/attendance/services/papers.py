"""Papers that explain days: leave, duty, outages. A mistake is revoked, never edited."""

from datetime import date, datetime
from typing import TypeVar

from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import act, record
from office.attendance.acts import Acts
from office.attendance.kinds import LEAVE_TITLES
from office.attendance.models import Device, Duty, Leave, Outage
from office.attendance.problems import AlreadyExplained, BadDates, NoSuchDevice, NoSuchPaper
from office.attendance.services._ground import (
    ensure_dated,
    ensure_keeps_agency,
    ensure_keeps_person,
    insert,
    keep_set_aside,
    rebuild_later,
)
from office.audit import clock
from office.audit.core import Actor

Personal = TypeVar("Personal", Leave, Duty)
Paper = TypeVar("Paper", Leave, Duty, Outage)


@act(Acts.RECORD_LEAVE)
def record_leave(
    *, by: Actor, employee_id: int, kind: str, valid_from: date, valid_until: date, decree: str
) -> int:
    """Record leave granted by letter, both dates inclusive, and return the row.

    `kind`: annual, sick, maternity, important, long, unpaid. Raises AlreadyExplained when another leave covers a day,
    BadDates, NoSuchPerson, NotYoursToKeep.
    """
    ensure_keeps_person(by, employee_id, valid_from)
    ensure_dated(decree, valid_from, valid_until)
    ensure(kind in LEAVE_TITLES, BadDates(_("Jenis cuti tidak dikenal."), kind=_("Tidak dikenal.")))
    row = Leave(
        employee_id=employee_id,
        kind=kind,
        decree=decree,
        valid_from=valid_from,
        valid_until=valid_until,
        recorded_at=clock.now(),
    )
    insert(row, _taken(_("cuti")))
    _note_person(row, kind)
    return row.pk


@act(Acts.RECORD_DUTY)
def record_duty(
    *, by: Actor, employee_id: int, place: str, valid_from: date, valid_until: date, decree: str
) -> int:
    """Record duty elsewhere by letter of assignment, both dates inclusive, and return the row.

    Raises AlreadyExplained when another duty covers a day, BadDates, NoSuchPerson, NotYoursToKeep.
    """
    ensure_keeps_person(by, employee_id, valid_from)
    ensure_dated(decree, valid_from, valid_until)
    ensure(place.strip(), BadDates(_("Tempat tugas wajib diisi."), place=_("Wajib diisi.")))
    row = Duty(
        employee_id=employee_id,
        place=place.strip(),
        decree=decree,
        valid_from=valid_from,
        valid_until=valid_until,
        recorded_at=clock.now(),
    )
    insert(row, _taken(_("dinas luar")))
    _note_person(row, place)
    return row.pk


def _taken(what: str) -> AlreadyExplained:
    return AlreadyExplained(
        _(
            "Sebagian tanggal ini sudah tercatat sebagai %(what)s. Cabut catatan yang lama dahulu bila keliru."
        )
        % {"what": what}
    )


def _note_person(row: Leave | Duty, label: str) -> None:
    subject = f"{row._meta.model_name}:{row.pk}"  # noqa: SLF001 - Django's public name for it
    record(
        subject=subject,
        label=label,
        employee=row.employee_id,
        valid_from=row.valid_from.isoformat(),
        valid_until=row.valid_until.isoformat() if row.valid_until else None,
        decree=row.decree,
    )
    rebuild_later(subject, row.valid_from, row.valid_until, employee_ids=[row.employee_id])


@act(Acts.REVOKE_LEAVE)
def revoke_leave(*, by: Actor, leave_id: int, reason: str, decree: str) -> int:
    """Set a leave aside by letter and return its id; the row stays with the moment. Raises NoSuchPaper."""
    return _revoke_personal(by, Leave, leave_id, "leave", reason, decree)


@act(Acts.REVOKE_DUTY)
def revoke_duty(*, by: Actor, duty_id: int, reason: str, decree: str) -> int:
    """Set a duty aside by letter and return its id; the row stays with the moment. Raises NoSuchPaper."""
    return _revoke_personal(by, Duty, duty_id, "duty", reason, decree)


def _revoke_personal(
    by: Actor, model: type[Personal], pk: int, word: str, reason: str, decree: str
) -> int:
    row = _live(model, pk)
    ensure_keeps_person(by, row.employee_id, row.valid_from)
    ensure_dated(decree, row.valid_from, row.valid_until)
    model.objects.filter(pk=pk).update(superseded_at=clock.now())
    keep_set_aside(row)
    event = record(subject=f"{word}:{pk}", label=reason, employee=row.employee_id, decree=decree)
    rebuild_later(f"event:{event}", row.valid_from, row.valid_until, employee_ids=[row.employee_id])
    return pk


@act(Acts.RECORD_OUTAGE)
def record_outage(
    *,
    by: Actor,
    starts_at: datetime,
    ends_at: datetime,
    cause: str,
    decree: str,
    agency_id: int | None = None,
    sn: str = "",
) -> int:
    """Record hours in which nobody could be recorded, and return the row.

    At a device (its agency's people), an agency, or with neither the whole city. Aware moments, end exclusive. A flood
    is recorded the same way.

    Arrival is then not judged before the end of the outage, departure not after its start. Raises BadDates,
    NoSuchDevice, NotYoursToKeep.
    """
    device = _device(sn) if sn else None
    agency_id = device.agency_id if device else agency_id
    ensure_keeps_agency(by, agency_id)
    _ensure_hours(starts_at, ends_at, cause)
    ensure_dated(decree, clock.local(starts_at).date(), clock.local(ends_at).date())
    row = Outage.objects.create(
        device=device,
        agency_id=agency_id,
        starts_at=starts_at,
        ends_at=ends_at,
        cause=cause.strip(),
        decree=decree,
        recorded_at=clock.now(),
    )
    hours = {"starts_at": starts_at.isoformat(), "ends_at": ends_at.isoformat()}
    subject = f"outage:{row.pk}"
    record(subject=subject, label=cause, agency=agency_id, device=sn, hours=hours, decree=decree)
    _rebuild_outage(row, subject)
    return row.pk


def _ensure_hours(starts_at: datetime, ends_at: datetime, cause: str) -> None:
    wrong = BadDates(_("Jam selesai tidak sesudah jam mulai."), ends_at=_("Periksa jam."))
    ensure(ends_at > starts_at, wrong)
    ensure(cause.strip(), BadDates(_("Sebab gangguan wajib diisi."), cause=_("Wajib diisi.")))


@act(Acts.REVOKE_OUTAGE)
def revoke_outage(*, by: Actor, outage_id: int, reason: str, decree: str) -> int:
    """Set an outage aside by letter and return its id; the row stays with the moment. Raises NoSuchPaper."""
    row = _live(Outage, outage_id)
    ensure_keeps_agency(by, row.agency_id)
    ensure_dated(decree, clock.today(), None)
    Outage.objects.filter(pk=outage_id).update(superseded_at=clock.now())
    event = record(subject=f"outage:{outage_id}", label=reason, agency=row.agency_id, decree=decree)
    _rebuild_outage(row, f"event:{event}")
    return outage_id


def _rebuild_outage(row: Outage, cause: str) -> None:
    first, last = clock.local(row.starts_at).date(), clock.local(row.ends_at).date()
    rebuild_later(cause, first, last, agency_id=row.agency_id)


def _device(sn: str) -> Device:
    device = Device.objects.filter(sn=sn, agency__isnull=False).first()
    if device is None:
        raise NoSuchDevice(_("Mesin %(sn)s belum didaftarkan pada perangkat daerah.") % {"sn": sn})
    return device


def _live(model: type[Paper], pk: int) -> Paper:
    row: Paper | None = model.objects.select_for_update().filter(pk=pk, superseded_at=None).first()
    if row is None:
        raise NoSuchPaper(_("Catatan ini tidak ada atau sudah dicabut."))
    return row
