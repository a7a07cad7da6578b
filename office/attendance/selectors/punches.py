"""Raw punches behind a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from office.attendance.core.wall import day_start_text, midnight, moment_second
from office.attendance.core.windows import window
from office.attendance.models import PinOwner, Punch
from office.attendance.selectors._inputs import day_inputs
from office.attendance.selectors._reach import ahead_seconds
from office.attendance.selectors._schedule import overlapping
from office.regulations.selectors import law_book

STATUS_WORDS = {
    0: "masuk",
    1: "pulang",
    2: "istirahat",
    3: "kembali",
    4: "lembur masuk",
    5: "lembur pulang",
}
"""What devices mean by their status; shown beside the raw value, never believed."""
VERIFY_WORDS = {1: "jari", 3: "PIN", 4: "kartu", 15: "wajah"}


def ahead_in(employee_ids: Iterable[int], first: date, last: date) -> set[int]:
    """Return whose PIN has a record from first to last (inclusive) that lies later than its receipt. Two queries."""
    rows = Punch.objects.filter(
        batch__doubts__kind="future",
        at__gte=day_start_text(first),
        at__lt=day_start_text(last + timedelta(days=1)),
    ).select_related("device", "batch")
    law = law_book()
    ahead = {
        (row.device_id, row.pin, date.fromisoformat(row.at[:10]))
        for row in rows
        if moment_second(row.at, row.device.zone)
        > int(row.batch.received_at.timestamp()) + ahead_seconds(row.batch, law)
    }
    owners = PinOwner.objects.filter(
        device_id__in={device_id for device_id, _, _ in ahead},
        employee_id__in=list(employee_ids),
        superseded_at=None,
    )
    return {
        owner.employee_id
        for owner in owners
        for device_id, pin, on in ahead
        if (owner.device_id, owner.pin) == (device_id, pin)
        and owner.valid_from <= on <= (owner.valid_until or date.max)
    }


@dataclass(frozen=True, slots=True)
class RawPunch:
    """One raw punch as a page shows it."""

    device: str
    """Serial number of the device."""
    device_name: str
    """Name given to the device; may be empty."""
    pin: str
    """PIN on the device."""
    at: str
    """Wall clock of the device as written, `YYYY-MM-DD HH:MM:SS`."""
    minute: int
    """Whole minutes from 00.00 local time of the date asked for; seconds dropped; may be negative or above 1440."""
    status: int
    """Status as the device sent it."""
    status_word: str
    """The status in words; `tidak dikenal` for 255 and others."""
    verify_word: str
    """How the person was recognised, in words; empty when unknown."""
    sha256: str
    """Hash of the file it came in."""
    line: int
    """Line of that file."""
    counts: bool
    """Whether it lies in the window of the date (otherwise it belongs to the day before or after) and not ahead of
    its receipt."""


def raw_punches(employee_id: int, on: date) -> list[RawPunch]:
    """Return the raw punches around a date of one employee, in time order.

    Those of the local date itself and those that count for it. Few queries beside those of one day's inputs.
    """
    day = next(iter(day_inputs([employee_id], on, on)))
    begin = midnight(on, day.zone)
    opens, closes = window(day.inputs)
    found, law = [], law_book()
    for row in _rows(employee_id, on):
        second = moment_second(row.at, row.device.zone) - begin
        in_time = second + begin <= int(row.batch.received_at.timestamp()) + ahead_seconds(
            row.batch, law
        )
        counts = in_time and opens * 60 <= second < closes * 60
        if counts or 0 <= second < 24 * 60 * 60:
            found.append((second, _shown(row, second, counts=counts)))
    return [punch for _, punch in sorted(found, key=lambda pair: (pair[0], pair[1].device))]


def _rows(employee_id: int, on: date) -> list[Punch]:
    since, until = on - timedelta(days=2), on + timedelta(days=3)
    rows: list[Punch] = []
    owned = PinOwner.objects.filter(
        overlapping(since, until), employee_id=employee_id, superseded_at=None
    )
    for owner in owned:
        first, last = max(since, owner.valid_from), min(until, owner.valid_until or until)
        rows += Punch.objects.filter(
            device_id=owner.device_id,
            pin=owner.pin,
            at__gte=day_start_text(first),
            at__lt=day_start_text(last + timedelta(days=1)),
        ).select_related("device", "batch")
    return rows


def _shown(row: Punch, second: int, *, counts: bool) -> RawPunch:
    return RawPunch(
        device=row.device.sn,
        device_name=row.device.name,
        pin=row.pin,
        at=row.at,
        minute=second // 60,
        status=row.status,
        status_word=STATUS_WORDS.get(row.status, "tidak dikenal"),
        verify_word=VERIFY_WORDS.get(row.verify, ""),
        sha256=row.batch.sha256,
        line=row.line,
        counts=counts,
    )
