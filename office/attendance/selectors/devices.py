"""Devices: when they were last heard, whether their clock can be trusted, which PINs nobody owns."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Max, Min, QuerySet, Sum

from office.attendance.core.attlog import AttlogRow
from office.attendance.models import ClockDoubt, Device, PinOwner, Punch, RawBatch
from office.audit.core import Actor
from office.people.core import AppointmentKind
from office.people.selectors import agencies_by_id, viewer


@dataclass(frozen=True, slots=True)
class DeviceCard:
    """A device as the list shows it."""

    id: int
    """The row."""
    sn: str
    """Serial number."""
    name: str
    """Name given at registration; empty for one that only sent a file."""
    agency_id: int | None
    """Agency it stands in; None while nobody registered it."""
    agency_name: str
    """Name of that agency."""
    zone: str
    """Zone its clock is set to."""
    last_seen_at: datetime | None
    """When its last file arrived."""
    last_punch_at: str
    """Latest wall-clock time among its files, `YYYY-MM-DD HH:MM:SS`; empty without any."""
    batches: int
    """Files received."""
    punches: int
    """Lines read in them."""
    rejected: int
    """Lines refused in them."""
    doubts: tuple[str, ...]
    """Why its clock is doubted, newest first."""
    unmapped_pins: tuple[str, ...]
    """PINs with punches on days when nobody owned them."""

    @property
    def last_punched(self) -> datetime | None:
        """Return the latest time among its files as a moment of the device's zone; None without any."""
        if not self.last_punch_at:
            return None
        return datetime.fromisoformat(self.last_punch_at).replace(tzinfo=ZoneInfo(self.zone))

    @property
    def is_registered(self) -> bool:
        """Return whether somebody said where the device stands."""
        return self.agency_id is not None


def devices(by: Actor) -> list[DeviceCard]:
    """Return the devices `by` keeps: all for city personnel, those of the own agencies for an agency's operator.

    Five queries and those of the viewer.
    """
    rows = list(_kept_by(by))
    agencies = agencies_by_id({row.agency_id for row in rows if row.agency_id})
    counted = _counted(rows)
    doubts = defaultdict(list)
    for doubt in ClockDoubt.objects.filter(device__in=rows, ended_at=None).order_by("-last", "-id"):
        doubts[doubt.device_id].append(doubt.sentence)
    unmapped = unmapped_pins(row.pk for row in rows)
    return [
        DeviceCard(
            id=row.pk,
            sn=row.sn,
            name=row.name,
            agency_id=row.agency_id,
            agency_name=agencies[row.agency_id].name if row.agency_id else "",
            zone=row.zone,
            last_seen_at=row.last_seen_at,
            last_punch_at=counted[row.pk].last_punch_at,
            batches=counted[row.pk].batches,
            punches=counted[row.pk].punches,
            rejected=counted[row.pk].rejected,
            doubts=tuple(dict.fromkeys(doubts[row.pk])),
            unmapped_pins=tuple(unmapped.get(row.pk, ())),
        )
        for row in rows
    ]


def may_import_for(by: Actor, sn: str) -> bool:
    """Return whether `by` may import a file of this device: one kept, or for city personnel also an unknown one."""
    if by.employee_id is not None and AppointmentKind.PERSONNEL in viewer(by).kinds:
        return True
    return bool(by.part) or _kept_by(by).filter(sn=sn).exists()


def _kept_by(by: Actor) -> QuerySet[Device]:
    if by.employee_id is None:
        return Device.objects.all() if by.part else Device.objects.none()
    who = viewer(by)
    if AppointmentKind.PERSONNEL in who.kinds:
        return Device.objects.all()
    return Device.objects.filter(agency_id__in=who.agency_ids(AppointmentKind.AGENCY_OPERATOR))


@dataclass(slots=True)
class _Counts:
    batches: int = 0
    punches: int = 0
    rejected: int = 0
    last_punch_at: str = ""


def _counted(rows: Iterable[Device]) -> dict[int, _Counts]:
    found = {row.pk: _Counts() for row in rows}
    batches = RawBatch.objects.filter(device_id__in=found)
    for device_id, lines, read, last_at in batches.values_list(
        "device_id", "lines", "read", "last_at"
    ):
        counts = found[device_id]
        counts.batches += 1
        counts.punches += read
        counts.rejected += lines - read
        counts.last_punch_at = max(counts.last_punch_at, last_at)
    return found


def unmapped_pins(device_ids: Iterable[int]) -> dict[int, list[str]]:
    """Return, by device id, the PINs whose first or last punch fell on a date nobody owned them, sorted. Two queries."""
    wanted = list(device_ids)
    owners = load_owners(wanted)
    seen = (
        Punch.objects.filter(device_id__in=wanted)
        .values("device_id", "pin")
        .annotate(Min("at"), Max("at"))
    )
    found: dict[int, list[str]] = defaultdict(list)
    for row in seen.order_by("device_id", "pin"):
        periods = owners.get((row["device_id"], row["pin"]), ())
        if not all(owned_on(periods, row[end]) for end in ("at__min", "at__max")):
            found[row["device_id"]].append(row["pin"])
    return found


def load_owners(device_ids: Iterable[int]) -> dict[tuple[int, str], list[tuple[date, date | None]]]:
    """Return the periods in which PINs are owned, by (device id, PIN). One query."""
    found: dict[tuple[int, str], list[tuple[date, date | None]]] = defaultdict(list)
    live = PinOwner.objects.filter(device_id__in=list(device_ids), superseded_at=None)
    for device_id, pin, first, last in live.values_list(
        "device_id", "pin", "valid_from", "valid_until"
    ):
        found[device_id, pin].append((first, last))
    return found


def owned_on(periods: Iterable[tuple[date, date | None]], at: str) -> bool:
    """Return whether one of the periods covers the date a device clock showed."""
    on = date.fromisoformat(at[:10])
    return any(first <= on and (last is None or on <= last) for first, last in periods)


def unmapped_in(device_id: int | None, rows: Iterable[AttlogRow]) -> list[str]:
    """Return the PINs of these rows that nobody owned on the row's date, sorted; all of them for a new device."""
    owners = load_owners([] if device_id is None else [device_id])
    return sorted(
        {row.pin for row in rows if not owned_on(owners.get((device_id or 0, row.pin), ()), row.at)}
    )


def known_punches(device_id: int | None, rows: Sequence[AttlogRow]) -> int:
    """Return how many different punches of these rows are already kept."""
    given = {(row.pin, row.at) for row in rows}
    if device_id is None or not given:
        return 0
    moments = [at for _, at in given]
    kept = Punch.objects.filter(device_id=device_id, at__gte=min(moments), at__lte=max(moments))
    return sum((pin, at) in given for pin, at in kept.values_list("pin", "at").iterator())


def intake_totals() -> dict[str, int]:
    """Return what all device files brought: lines read, new, duplicate, unmapped PINs, rejected lines. Five queries."""
    sums = RawBatch.objects.aggregate(lines=Sum("lines", default=0), read=Sum("read", default=0))
    kept = Punch.objects.count()
    unmapped = unmapped_pins(Device.objects.values_list("pk", flat=True))
    return {
        "read": sums["read"],
        "new": kept,
        "duplicate": sums["read"] - kept,
        "unmapped": sum(len(pins) for pins in unmapped.values()),
        "rejected": sums["lines"] - sums["read"],
    }
