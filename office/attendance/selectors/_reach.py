"""From when to when the files of devices prove something."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from office.attendance.core.coverage import (
    DEAD_BATTERY_YEAR,
    DeviceFile,
    Stretch,
    merged,
    reach,
)
from office.attendance.core.wall import as_moment, day_start_text, midnight, moment_second
from office.attendance.models import Device, RawBatch
from office.audit import clock
from office.regulations.selectors import LawBook, NoRule

HOUR_SECONDS = 3600
SOUND = day_start_text(date(DEAD_BATTERY_YEAR + 1, 1, 1))
"""Records before this are a dead battery's and prove nothing."""


def proven(
    devices: Mapping[int, Device], since: date, until: date, law: LawBook
) -> dict[int, list[Stretch]]:
    """Return the merged stretches that the files of these devices (by id) prove about some dates. One query.

    Both ends inclusive; a stretch may reach beyond them.
    """
    found: defaultdict[int, list[Stretch]] = defaultdict(list)
    rows = RawBatch.objects.filter(
        device_id__in=devices,
        received_at__gte=as_moment(midnight(since, "UTC")) - timedelta(days=1),
        first_at__lt=day_start_text(until + timedelta(days=1)),
        first_at__gte=SOUND,
    )
    for batch in rows.only("device_id", "received_at", "first_at", "last_at"):
        stretch = reach_of(batch, devices[batch.device_id].zone, law)
        if stretch is not None:
            found[batch.device_id].append(stretch)
    return {device_id: merged(stretches) for device_id, stretches in found.items()}


def reach_of(batch: RawBatch, zone: str, law: LawBook) -> Stretch | None:
    """Return the stretch a file proves; None for one that proves nothing."""
    if batch.first_at < SOUND:
        return None
    file = DeviceFile(
        moment_second(batch.first_at, zone),
        moment_second(batch.last_at, zone),
        int(batch.received_at.timestamp()),
    )
    return reach(file, _silent_seconds(clock.local(batch.received_at).date(), law))


def _silent_seconds(on: date, law: LawBook) -> int:
    """Return for how long after its last record a file received on the date is believed to be complete."""
    try:
        hours: int = law.in_force("attendance", on).silent_hours
    except NoRule:
        return 0
    return hours * HOUR_SECONDS
