"""From when to when the files of devices prove something."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
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

HOUR_SECONDS, MINUTE_SECONDS = 3600, 60
SOUND = day_start_text(date(DEAD_BATTERY_YEAR + 1, 1, 1))
"""Records before this are a dead battery's and prove nothing."""


def files_since(device_ids: Iterable[int], since: date) -> dict[int, RawBatch]:
    """Return the files of devices received on or after the day before a date, by id. One query."""
    rows = RawBatch.objects.filter(
        device_id__in=list(device_ids),
        received_at__gte=as_moment(midnight(since, "UTC")) - timedelta(days=1),
    )
    return {row.pk: row for row in rows.only("device_id", "received_at", "first_at", "last_at")}


def latest_counted(files: Mapping[int, RawBatch], law: LawBook) -> dict[int, int]:
    """Return the latest moment (second) a record of each file may bear to count: its receipt and what is tolerated."""
    return {
        pk: int(row.received_at.timestamp()) + ahead_seconds(row, law) for pk, row in files.items()
    }


def ahead_seconds(batch: RawBatch, law: LawBook) -> int:
    """Return by how much a record may lie later than the file's receipt, by the regulation of that day."""
    return ahead_on(clock.local(batch.received_at).date(), law)


def ahead_on(on: date, law: LawBook) -> int:
    """Return the seconds a record received on a date may be ahead; 0 before the first regulation."""
    try:
        minutes: int = law.in_force("attendance", on).ahead_minutes
    except NoRule:
        return 0
    return minutes * MINUTE_SECONDS


def proven(
    files: Iterable[RawBatch], devices: Mapping[int, Device], law: LawBook
) -> dict[int, list[Stretch]]:
    """Return the merged stretches that these files prove, by device id."""
    found: defaultdict[int, list[Stretch]] = defaultdict(list)
    for batch in files:
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
