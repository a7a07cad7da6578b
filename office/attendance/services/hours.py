"""Papers about hours of one day: permits and corrections. Raw punches never change."""

from datetime import date

from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import act, record
from office.attendance.acts import Acts
from office.attendance.models import Correction, DayFact, Permit
from office.attendance.models.hours import LAST_MINUTE
from office.attendance.problems import AlreadyExplained, BadDates, MonthIsLocked, NoSuchPaper
from office.attendance.services._ground import (
    ensure_dated,
    ensure_keeps_person,
    insert,
    keep_set_aside,
    rebuild_later,
)
from office.audit import clock
from office.audit.core import Actor
from office.indonesia import long_date

SIDES = ("in", "out")


@act(Acts.RECORD_PERMIT)
def record_permit(
    *, by: Actor, employee_id: int, on: date, from_minute: int, until_minute: int, decree: str
) -> int:
    """Record hours of a day in which an employee may be away and return the row.

    Minutes count from 00.00 local time of the shift date, until exclusive. Arrival is then not judged before the end
    of hours that cover the start of duty, departure not after the start of hours that cover its end; a punch is
    still asked for. Raises AlreadyExplained, BadDates, NoSuchPerson, NotYoursToKeep.
    """
    ensure_keeps_person(by, employee_id, on)
    ensure_dated(decree, on, None)
    fits = 0 <= from_minute < until_minute <= LAST_MINUTE
    message = _("Jam selesai izin harus sesudah jam mulainya.")
    ensure(fits, BadDates(message, until_minute=message))
    row = Permit(
        employee_id=employee_id,
        on=on,
        from_minute=from_minute,
        until_minute=until_minute,
        decree=decree,
        recorded_at=clock.now(),
    )
    insert(row, AlreadyExplained(_("Sudah ada izin yang mulai pada jam itu.")))
    record(
        subject=f"permit:{row.pk}",
        label=decree,
        employee=employee_id,
        on=on.isoformat(),
        minutes=[from_minute, until_minute],
        decree=decree,
    )
    rebuild_later(f"permit:{row.pk}", on, on, employee_ids=[employee_id])
    return row.pk


@act(Acts.RECORD_CORRECTION)
def record_correction(
    *, by: Actor, employee_id: int, on: date, side: str, minute: int, decree: str
) -> int:
    """Record the moment of arrival (`in`) or departure (`out`) that stands in the place of a punch; return the row.

    `minute` counts from 00.00 local time of the shift date. An older correction of the same side is superseded. Raises
    MonthIsLocked for a day of a locked month, BadDates before the day is over, NoSuchPerson, NotYoursToKeep.
    """
    ensure_keeps_person(by, employee_id, on)
    ensure_dated(decree, on, None)
    _ensure_correctable(employee_id, on, side, minute)
    live = Correction.objects.filter(employee_id=employee_id, on=on, side=side, superseded_at=None)
    live.update(superseded_at=clock.now())
    row = Correction(
        employee_id=employee_id,
        on=on,
        side=side,
        minute=minute,
        decree=decree,
        recorded_at=clock.now(),
    )
    just_now = AlreadyExplained(_("Jam ini baru saja dikoreksi. Muat ulang halaman."))
    insert(row, just_now, stands=False)
    record(
        subject=f"correction:{row.pk}",
        label=decree,
        employee=employee_id,
        on=on.isoformat(),
        side=side,
        minute=minute,
        decree=decree,
    )
    rebuild_later(f"correction:{row.pk}", on, on, employee_ids=[employee_id])
    return row.pk


def _ensure_correctable(employee_id: int, on: date, side: str, minute: int) -> None:
    known = side in SIDES and 0 <= minute <= LAST_MINUTE
    ensure(known, BadDates(_("Koreksi menyebut jam masuk atau jam pulang."), side=_("Periksa.")))
    message = _("Hari itu belum selesai. Koreksi diajukan sesudahnya.")
    ensure(on < clock.today(), BadDates(message, on=message))
    locked = DayFact.objects.filter(employee_id=employee_id, date=on, lock__isnull=False)
    ensure(not locked.exists(), _month_is_locked(on))


def _month_is_locked(on: date) -> MonthIsLocked:
    message = _(
        "Kehadiran %(day)s sudah dikunci, jadi tidak dapat dikoreksi. Sampaikan lewat sanggahan TPP bila merugikan Anda."
    )
    return MonthIsLocked(message % {"day": long_date(on)})


@act(Acts.REVOKE_PERMIT)
def revoke_permit(*, by: Actor, permit_id: int, reason: str, decree: str) -> int:
    """Set a permit aside by letter and return its id; the row stays with the moment. Raises NoSuchPaper."""
    return _revoke(by, Permit, permit_id, reason, decree)


@act(Acts.REVOKE_CORRECTION)
def revoke_correction(*, by: Actor, correction_id: int, reason: str, decree: str) -> int:
    """Set a correction aside by letter, so that the punches count again; return its id. Raises NoSuchPaper, MonthIsLocked."""
    return _revoke(by, Correction, correction_id, reason, decree)


def _revoke(
    by: Actor, model: type[Permit] | type[Correction], pk: int, reason: str, decree: str
) -> int:
    row = model.objects.select_for_update().filter(pk=pk, superseded_at=None).first()
    if row is None:
        raise NoSuchPaper(_("Catatan ini tidak ada atau sudah dicabut."))
    ensure_keeps_person(by, row.employee_id, row.on)
    ensure_dated(decree, row.on, None)
    locked = DayFact.objects.filter(employee_id=row.employee_id, date=row.on, lock__isnull=False)
    ensure(not locked.exists(), _month_is_locked(row.on))
    model.objects.filter(pk=pk).update(superseded_at=clock.now())
    keep_set_aside(row)
    event = record(subject=str(row), label=reason, employee=row.employee_id, decree=decree)
    rebuild_later(f"event:{event}", row.on, row.on, employee_ids=[row.employee_id])
    return pk
