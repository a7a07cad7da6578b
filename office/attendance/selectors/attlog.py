"""What a device file holds, before anything is stored."""

import hashlib
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from office.attendance.core.attlog import AttlogReading
from office.attendance.core.drift import future_drift, reset_drift
from office.attendance.core.wall import moment_second
from office.attendance.intake import read_device_file
from office.attendance.models import Device
from office.attendance.outcomes import AttlogOutcome, RejectedLine
from office.attendance.problems import NoSuchDevice
from office.attendance.selectors._reach import ahead_on
from office.attendance.selectors.devices import known_punches, may_import_for, unmapped_in
from office.audit import clock
from office.audit.core import Actor
from office.indonesia.zones import DEFAULT_ZONE
from office.regulations.selectors import law_book


def preview_attlog(sn: str, content: bytes, by: Actor) -> AttlogOutcome:
    """Return what an import of this file would do; stores nothing. Raises BadAttlog.

    Raises NoSuchDevice for a device `by` does not keep: its duplicates would tell who was where at what time.
    """
    if not may_import_for(by, sn):
        unknown = _("Mesin %(sn)s tidak ditemukan.") % {"sn": sn}
        raise NoSuchDevice(unknown, sn=unknown)
    reading = read_device_file(content)
    device = Device.objects.filter(sn=sn).first()
    device_id = device.pk if device else None
    different = len({(row.pin, row.at) for row in reading.rows})
    return outcome_of(
        sn,
        hashlib.sha256(content).hexdigest(),
        reading,
        new=different - known_punches(device_id, reading.rows),
        unmapped=unmapped_in(device_id, reading.rows),
        warnings=warnings_for(device, sn, reading),
    )


def warnings_for(device: Device | None, sn: str, reading: AttlogReading) -> list[str]:
    """Return what is doubtful about the device and its clock, from this file alone."""
    said = []
    if device is None or device.agency_id is None:
        said.append(
            _("Mesin %(sn)s belum didaftarkan pada perangkat daerah mana pun.") % {"sn": sn}
        )
    now, zone = int(clock.now().timestamp()), device.zone if device else DEFAULT_ZONE
    drifts = (
        future_drift(
            [moment_second(row.at, zone) - now for row in reading.rows],
            ahead_on(clock.today(), law_book()),
        ),
        reset_drift([int(row.at[:4]) for row in reading.rows]),
    )
    said += [drift.sentence for drift in drifts if drift is not None]
    if reading.rejects_beyond:
        said.append(
            _("%(count)d baris ditolak lain tidak ditampilkan.") % {"count": reading.rejects_beyond}
        )
    return said


def outcome_of(
    sn: str,
    sha256: str,
    reading: AttlogReading,
    *,
    new: int,
    unmapped: Sequence[str],
    warnings: Iterable[str],
) -> AttlogOutcome:
    """Return the outcome of an import (or of its rehearsal) that found `new` unknown punches."""
    times = [row.at for row in reading.rows]
    return AttlogOutcome(
        device=sn,
        sha256=sha256,
        lines=reading.lines,
        read=len(times),
        new=new,
        duplicate=len(times) - new,
        unmapped_pins=tuple(unmapped),
        rejected=tuple(RejectedLine(reject.line, reject.reason) for reject in reading.rejects),
        rejected_beyond=reading.rejects_beyond,
        warnings=tuple(warnings),
        first_at=min(times, default=""),
        last_at=max(times, default=""),
    )
