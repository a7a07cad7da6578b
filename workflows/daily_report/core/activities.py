"""One line of a report, and the shape it must have before anything is stored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workflows.daily_report.core.intervals import Interval, total

LAST_MINUTE = 2880
"""A shift may run into the next day, never beyond its end (two days of 1,440 minutes)."""


@dataclass(frozen=True)
class Evidence:
    """A file that proves an activity; its bytes lie in the archive."""

    sha256: str
    """Name in the archive, 64 hex digits."""
    name: str
    """File name as the employee gave it, for reading only."""
    media_type: str
    """One of `core.evidence.MEDIA_TYPES`."""
    size: int
    """Bytes."""


@dataclass(frozen=True)
class ActivityEntry:
    """What the employee claims for one stretch of the day."""

    start_minute: int
    """Local minute from 00.00 of the report's date, inclusive."""
    end_minute: int
    """Exclusive; above 1440 it lies in the next day."""
    text: str
    """What was done."""
    output: str = ""
    """What came of it, in words."""
    volume: int | None = None
    """How much of it, in `unit`; None when the work is not counted."""
    unit: str = ""
    """Unit of `volume`: dokumen, berkas, orang."""
    evidence: Evidence | None = None
    """The proving file, or None."""

    @property
    def interval(self) -> Interval:
        """Return the claimed stretch."""
        return (self.start_minute, self.end_minute)


@dataclass(frozen=True)
class ShapeFault:
    """Why an entry cannot be stored: a field and a code the shell turns into a sentence."""

    field: str
    """Name of the form field the message stands beside."""
    code: str
    """ends_before_start, outside_day, no_text, no_unit, negative_volume."""


def shape_faults(entry: ActivityEntry) -> list[ShapeFault]:
    """Return every fault of the entry's own shape, in the order of its fields; empty when it may be stored."""
    checks = (
        (not 0 <= entry.start_minute < LAST_MINUTE, "start_minute", "outside_day"),
        (entry.end_minute <= entry.start_minute, "end_minute", "ends_before_start"),
        (entry.end_minute > LAST_MINUTE, "end_minute", "outside_day"),
        (not entry.text.strip(), "text", "no_text"),
        (entry.volume is not None and entry.volume < 0, "volume", "negative_volume"),
        (bool(entry.volume) and not entry.unit.strip(), "unit", "no_unit"),
    )
    return [ShapeFault(field, code) for wrong, field, code in checks if wrong]


def claimed_minutes(activities: Iterable[ActivityEntry]) -> int:
    """Return the distinct minutes claimed: overlapping activities count once, nothing is capped."""
    return total(activity.interval for activity in activities)


def in_order(activities: Iterable[ActivityEntry]) -> Sequence[ActivityEntry]:
    """Return the activities as the day went."""
    return sorted(activities, key=lambda activity: (*activity.interval, activity.text))
