"""Punches of people, by way of who owned which PIN when."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from office.attendance.core.coverage import Stretch, unseen
from office.attendance.core.wall import day_start_text, moment_second
from office.attendance.models import ClockDoubt, Device, PinOwner, Punch
from office.attendance.selectors._reach import files_since, latest_counted, proven
from office.attendance.selectors._schedule import overlapping
from office.regulations.selectors import LawBook

MARGIN = timedelta(days=2)
"""Punches are read this far beyond the dates asked for: night shifts reach over, zones differ by hours."""
PINS_AT_ONCE = 500


@dataclass(slots=True)
class MarkBook:
    """Punches of many people over a period."""

    marks: dict[int, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    """Employee id -> (seconds since 1970 UTC, device serial), in time order."""
    ahead: dict[int, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    """The same of records that lie later than their receipt; they count for nothing."""
    owned: dict[int, list[tuple[date, date | None, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """Employee id -> periods in which a PIN was mapped, with the device's id."""
    proven: dict[int, list[Stretch]] = field(default_factory=dict)
    """Device id -> when its files prove silence, merged."""
    doubts: dict[str, list[tuple[date, date]]] = field(default_factory=lambda: defaultdict(list))
    """Device serial -> periods in which its clock is doubted."""

    def has_pin(self, employee_id: int, on: date) -> bool:
        """Return whether any PIN was mapped to the employee on the date."""
        return bool(self._devices(employee_id, on))

    def unseen(self, employee_id: int, on: date, start: int, end: int) -> tuple[str, ...]:
        """Return the parts of a shift (moments of its ends) that the files of the person's devices do not prove."""
        devices = self._devices(employee_id, on)
        return unseen((self.proven.get(device, ()) for device in devices), start, end)

    def _devices(self, employee_id: int, on: date) -> set[int]:
        return {
            device
            for first, last, device in self.owned.get(employee_id, ())
            if first <= on and (last is None or on <= last)
        }

    def doubted(self, device: str, on: date) -> bool:
        """Return whether the device's clock is doubted on the date."""
        return any(first <= on <= last for first, last in self.doubts.get(device, ()))


def load_marks(employee_ids: Iterable[int], first: date, last: date, law: LawBook) -> MarkBook:
    """Return the punches that may belong to dates from first to last (both inclusive), and what files prove of them.

    Four queries, and one for each 500 PINs.
    """
    book = MarkBook()
    since, until = first - MARGIN, last + MARGIN
    owners: dict[tuple[int, str], list[PinOwner]] = defaultdict(list)
    live = PinOwner.objects.filter(
        overlapping(since, until), employee_id__in=list(employee_ids), superseded_at=None
    )
    for owner in live:
        owners[owner.device_id, owner.pin].append(owner)
        book.owned[owner.employee_id].append((owner.valid_from, owner.valid_until, owner.device_id))
    devices = {d.pk: d for d in Device.objects.filter(pk__in={device for device, _ in owners})}
    files = files_since(devices, since)
    latest = latest_counted(files, law)
    for device_id, pin, at, batch_id in _punches(owners, since, until):
        for owner in owners.get((device_id, pin), ()):
            if owner.valid_from <= date.fromisoformat(at[:10]) <= (owner.valid_until or date.max):
                device = devices[device_id]
                second = moment_second(at, device.zone)
                # A file received before the period is not among `latest`: its records here lie ahead of it.
                marks = book.marks if second <= latest.get(batch_id, 0) else book.ahead
                marks[owner.employee_id].append((second, device.sn))
    for counted in book.marks.values():
        counted.sort()
    book.proven = proven(files.values(), devices, law)
    doubts = ClockDoubt.objects.filter(
        device_id__in=devices, first__lte=until, last__gte=since, ended_at=None
    )
    for sn, begun, ended in doubts.values_list("device__sn", "first", "last"):
        book.doubts[sn].append((begun, ended))
    return book


def _punches(
    owners: Iterable[tuple[int, str]], since: date, until: date
) -> Iterable[tuple[int, str, str, int]]:
    pairs = sorted(owners)
    for start in range(0, len(pairs), PINS_AT_ONCE):
        some = pairs[start : start + PINS_AT_ONCE]
        yield from Punch.objects.filter(
            device_id__in={device for device, _ in some},
            pin__in={pin for _, pin in some},
            at__gte=day_start_text(since),
            at__lt=day_start_text(until + timedelta(days=1)),
        ).values_list("device_id", "pin", "at", "batch_id")
