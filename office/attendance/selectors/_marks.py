"""Punches of people, by way of who owned which PIN when."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from office.attendance.core.wall import day_start_text, moment_second
from office.attendance.models import ClockDoubt, Device, PinOwner, Punch
from office.attendance.selectors._schedule import overlapping

MARGIN = timedelta(days=2)
"""Punches are read this far beyond the dates asked for: night shifts reach over, zones differ by hours."""
PINS_AT_ONCE = 500


@dataclass(slots=True)
class MarkBook:
    """Punches of many people over a period."""

    marks: dict[int, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    """Employee id -> (seconds since 1970 UTC, device serial), in time order."""
    owned: dict[int, list[tuple[date, date | None]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """Employee id -> periods in which a PIN was mapped."""
    doubts: dict[str, list[tuple[date, date]]] = field(default_factory=lambda: defaultdict(list))
    """Device serial -> periods in which its clock is doubted."""

    def has_pin(self, employee_id: int, on: date) -> bool:
        """Return whether any PIN was mapped to the employee on the date."""
        return any(
            first <= on and (last is None or on <= last)
            for first, last in self.owned.get(employee_id, ())
        )

    def doubted(self, device: str, on: date) -> bool:
        """Return whether the device's clock is doubted on the date."""
        return any(first <= on <= last for first, last in self.doubts.get(device, ()))


def load_marks(employee_ids: Iterable[int], first: date, last: date) -> MarkBook:
    """Return the punches that may belong to dates from first to last, both inclusive, in four queries per 500 PINs."""
    book = MarkBook()
    since, until = first - MARGIN, last + MARGIN
    owners: dict[tuple[int, str], list[PinOwner]] = defaultdict(list)
    live = PinOwner.objects.filter(
        overlapping(since, until), employee_id__in=list(employee_ids), superseded_at=None
    )
    for owner in live:
        owners[owner.device_id, owner.pin].append(owner)
        book.owned[owner.employee_id].append((owner.valid_from, owner.valid_until))
    devices = {d.pk: d for d in Device.objects.filter(pk__in={device for device, _ in owners})}
    for device_id, pin, at in _punches(owners, since, until):
        for owner in owners.get((device_id, pin), ()):
            if owner.valid_from <= date.fromisoformat(at[:10]) <= (owner.valid_until or date.max):
                device = devices[device_id]
                book.marks[owner.employee_id].append((moment_second(at, device.zone), device.sn))
    for marks in book.marks.values():
        marks.sort()
    doubts = ClockDoubt.objects.filter(device_id__in=devices, first__lte=until, last__gte=since)
    for sn, begun, ended in doubts.values_list("device__sn", "first", "last"):
        book.doubts[sn].append((begun, ended))
    return book


def _punches(
    owners: Iterable[tuple[int, str]], since: date, until: date
) -> Iterable[tuple[int, str, str]]:
    pairs = sorted(owners)
    for start in range(0, len(pairs), PINS_AT_ONCE):
        some = pairs[start : start + PINS_AT_ONCE]
        yield from Punch.objects.filter(
            device_id__in={device for device, _ in some},
            pin__in={pin for _, pin in some},
            at__gte=day_start_text(since),
            at__lt=day_start_text(until + timedelta(days=1)),
        ).values_list("device_id", "pin", "at")
