"""Devices, what they send, and whose PIN is whose."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import act, record
from office.archive.services import put
from office.attendance.acts import Acts
from office.attendance.core.attlog import AttlogReading
from office.attendance.core.coverage import DEAD_BATTERY_YEAR
from office.attendance.core.drift import (
    Drift,
    future_drift,
    reset_drift,
)
from office.attendance.core.wall import DAY_SECONDS, moment_second
from office.attendance.intake import read_device_file
from office.attendance.models import ClockDoubt, Device, PinOwner, RawBatch
from office.attendance.outcomes import AttlogOutcome
from office.attendance.problems import BadAttlog, BadDates, NoSuchDevice
from office.attendance.selectors._reach import ahead_on
from office.attendance.selectors.attlog import outcome_of, warnings_for
from office.attendance.selectors.devices import unmapped_in
from office.attendance.services._ground import ensure_keeps, ensure_keeps_agency, rebuild_later
from office.attendance.sql import insert_punches
from office.audit import clock
from office.audit.core import Actor
from office.indonesia.zones import ZONES
from office.jobs.services import enqueue
from office.people.selectors import agency
from office.regulations.selectors import law_book

SERIAL = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,31}")


@act(Acts.REGISTER_DEVICE)
def register_device(*, by: Actor, sn: str, name: str, agency_id: int, zone: str = "") -> int:
    """Say where a device stands and return its id; one that only sent files so far is completed.

    `zone` is the zone its clock is set to (default: the agency's). Raw punches carry the device's wall clock, so a
    wrong zone is mended here. Raises BadAttlog for a malformed serial number, NoSuchPlace, NotYoursToKeep.
    """
    ensure_keeps_agency(by, agency_id)
    zone = zone or agency(agency_id).zone
    ensure(
        zone in ZONES,
        BadDates(
            _("Zona waktu tidak dikenal: pilih WIB, WITA, atau WIT."), zone=_("Zona tidak dikenal.")
        ),
    )
    device = _device(sn)
    if device.agency_id is not None:
        ensure_keeps(by, [device.agency_id])
    before = {"agency": device.agency_id, "zone": device.zone}
    device.name, device.agency_id, device.zone = name.strip(), agency_id, zone
    device.save(update_fields=["name", "agency", "zone"])
    record(
        subject=f"device:{device.pk}",
        label=f"{sn} {name}",
        agency=agency_id,
        zone=zone,
        before=before,
    )
    return device.pk


def _device(sn: str) -> Device:
    """Return the device of a serial number, locked; an unknown one is noted as unmapped."""
    wrong = _("Nomor seri mesin tidak sah: huruf, angka, titik, atau garis, paling banyak 32.")
    ensure(SERIAL.fullmatch(sn), BadAttlog(wrong, sn=wrong))
    Device.objects.bulk_create([Device(sn=sn, registered_at=clock.now())], ignore_conflicts=True)
    return Device.objects.select_for_update().get(sn=sn)


class _Carried:
    """A read file on its way into the act; a receipt sees it as the hash of its bytes."""

    def __init__(self, reading: AttlogReading, sha256: str) -> None:
        self.reading, self.sha256 = reading, sha256

    def __str__(self) -> str:
        return self.sha256


def import_attlog(*, by: Actor, sn: str, content: bytes, key: str = "") -> AttlogOutcome:
    """Keep every sound line of a device file, refuse the others by line, and return what became of each.

    The file is read in limited children and put into the archive before the act's transaction begins. Idempotent:
    the same lines again are duplicates. An unknown serial number is noted as an unmapped device and keeps every row.
    Raises BadAttlog for a file that is empty, too large or unreadable; NotYoursToKeep.
    """
    reading = read_device_file(content)
    outcome: AttlogOutcome = _keep_attlog(
        by=by, sn=sn, carried=_Carried(reading, put(content)), key=key
    )
    return outcome


import_attlog.act = Acts.IMPORT_ATTLOG  # type: ignore[attr-defined]  # its one transaction is in _keep_attlog


@act(Acts.IMPORT_ATTLOG)
def _keep_attlog(*, by: Actor, sn: str, carried: _Carried) -> AttlogOutcome:
    device, reading = _device(sn), carried.reading
    ensure_keeps(by, [device.agency_id])
    batch, fresh = _batch(device, carried)
    new = insert_punches(device.pk, batch.pk, reading.rows) if fresh else 0
    if fresh:
        _note_doubts(batch, _drifts(device, reading, batch.received_at))
        enqueue("attendance.after_import", f"batch:{batch.pk}", {"batch_id": batch.pk})
    Device.objects.filter(pk=device.pk).update(last_seen_at=clock.now())
    outcome = outcome_of(
        sn,
        carried.sha256,
        reading,
        new=new,
        unmapped=unmapped_in(device.pk, reading.rows),
        warnings=warnings_for(device, sn, reading),
    )
    record(
        subject=f"device:{device.pk}",
        label=sn,
        sha256=carried.sha256,
        batch=batch.pk,
        counts={
            "lines": outcome.lines,
            "read": outcome.read,
            "new": outcome.new,
            "duplicate": outcome.duplicate,
        },
        rejected=outcome.lines - outcome.read,
        unmapped=len(outcome.unmapped_pins),
    )
    return outcome


def _batch(device: Device, carried: _Carried) -> tuple[RawBatch, bool]:
    times = [row.at for row in carried.reading.rows]
    sound = _sound_times(device, times, clock.now())
    return RawBatch.objects.get_or_create(
        device=device,
        sha256=carried.sha256,
        defaults={
            "received_at": clock.now(),
            "lines": carried.reading.lines,
            "read": len(times),
            "rejected": [[reject.line, reject.reason] for reject in carried.reading.rejects],
            "first_at": min(sound, default=""),
            "last_at": max(sound, default=""),
        },
    )


def _sound_times(device: Device, times: Iterable[str], received_at: datetime) -> list[str]:
    """Return the times a clock that works can show: a wrong zone moves it by hours, never by a day or to the year 2000."""
    received = int(received_at.timestamp())
    return [
        at
        for at in times
        if int(at[:4]) > DEAD_BATTERY_YEAR
        and moment_second(at, device.zone) <= received + DAY_SECONDS
    ]


def _drifts(
    device: Device, reading: AttlogReading, received_at: datetime
) -> list[tuple[Drift, date, date]]:
    """Return what the file alone shows about the device's clock, with the first and last date in doubt."""
    received = int(received_at.timestamp())
    ahead = [(moment_second(row.at, device.zone) - received, row.at) for row in reading.rows]
    fallen = [row.at for row in reading.rows if int(row.at[:4]) <= DEAD_BATTERY_YEAR]
    found: list[tuple[Drift, date, date]] = []
    tolerated = ahead_on(clock.local(received_at).date(), law_book())
    if (drift := future_drift([seconds for seconds, _at in ahead], tolerated)) is not None:
        beyond = [(seconds, at) for seconds, at in ahead if seconds > tolerated]
        # A record of another year casts no doubt on the days between.
        near = [at for seconds, at in beyond if seconds <= DAY_SECONDS]
        found.append((drift, *_dates(near or [min(at for _seconds, at in beyond)])))
    if (drift := reset_drift([int(at[:4]) for at in fallen])) is not None:
        found.append((drift, *_dates(fallen)))
    return found


def _dates(times: Iterable[str]) -> tuple[date, date]:
    days = [date.fromisoformat(at[:10]) for at in times]
    return min(days), max(days)


def _note_doubts(batch: RawBatch, drifts: Iterable[tuple[Drift, date, date]]) -> None:
    ClockDoubt.objects.bulk_create(
        ClockDoubt(
            device_id=batch.device_id,
            batch=batch,
            kind=drift.kind,
            first=first,
            last=last,
            minutes=drift.minutes,
            sentence=drift.sentence,
            found_at=clock.now(),
        )
        for drift, first, last in drifts
    )


@act(Acts.DOUBT_CLOCK)
def doubt_clock(
    *,
    by: Actor,
    batch_id: int,
    kind: str,
    minutes: int,
    sentence: str,
    first: date,
    last: date,
) -> bool:
    """Note that a device's clock looks wrong over some dates of a file; return whether that is new. Changes no punch."""
    batch = RawBatch.objects.select_for_update().get(pk=batch_id)
    known = ClockDoubt.objects.filter(batch=batch, kind=kind).exists()
    if not known:
        _note_doubts(batch, [(Drift(kind, minutes, sentence), first, last)])
    record(
        subject=f"device:{batch.device_id}",
        label=sentence,
        kind=kind,
        minutes=minutes,
        batch=batch_id,
        new=not known,
    )
    return not known


@act(Acts.TRUST_CLOCK)
def trust_clock(*, by: Actor, sn: str, reason: str) -> int:
    """End every doubt about a device's clock after somebody looked at it, and return how many ended.

    Records ahead of their receipt keep counting for nothing. Raises NoSuchDevice, NotYoursToKeep, BadDates without a
    reason.
    """
    device = Device.objects.select_for_update().filter(sn=sn).first()
    if device is None:
        raise NoSuchDevice(_("Mesin %(sn)s belum dikenal. Daftarkan dahulu.") % {"sn": sn})
    ensure_keeps(by, [device.agency_id])
    message = _("Tulis apa yang diperiksa pada jam mesin ini.")
    ensure(reason.strip(), BadDates(message, reason=message))
    live = ClockDoubt.objects.filter(device=device, ended_at=None)
    doubts = list(live.values_list("id", "first", "last"))
    live.update(ended_at=clock.now(), ended_because=reason.strip()[:240])
    event = record(
        subject=f"device:{device.pk}",
        label=sn,
        doubts=[number for number, _first, _last in doubts],
        personal={"reason": reason},
    )
    owners = PinOwner.objects.filter(device=device, superseded_at=None)
    people = set(owners.values_list("employee_id", flat=True))
    for number, first, last in doubts if people else ():
        rebuild_later(f"event:{event}:{number}", first, last, employee_ids=people)
    return len(doubts)
