"""What acts of this room answer. Frozen, of plain values."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class RejectedLine:
    """One refused line of a file."""

    line: int
    """Line number, from 1."""
    reason: str
    """What was wrong and what was expected, in Indonesian."""


@dataclass(frozen=True, slots=True)
class AttlogOutcome:
    """What became of a device file. `lines` = `read` + refused lines; `read` = `new` + `duplicate`."""

    device: str
    """Serial number."""
    sha256: str
    """Hash of the file in the archive (dry run: of the file given)."""
    lines: int
    """Lines that are not blank."""
    read: int
    """Sound lines."""
    new: int
    """Punches that were not known before."""
    duplicate: int
    """Sound lines already known, or repeated in the file."""
    unmapped_pins: tuple[str, ...]
    """PINs nobody owned on the date of a punch, sorted; their rows are kept all the same."""
    rejected: tuple[RejectedLine, ...]
    """Refused lines in file order, at most 10,000."""
    rejected_beyond: int
    """Refused lines above that."""
    warnings: tuple[str, ...]
    """What is doubtful about the device or its clock, in Indonesian."""
    first_at: str
    """Earliest wall-clock time among the sound lines; empty without any."""
    last_at: str
    """Latest wall-clock time among the sound lines; empty without any."""

    @property
    def is_clean(self) -> bool:
        """Return whether every line was sound."""
        return not self.rejected

    def as_dict(self) -> dict[str, Any]:
        """Return the outcome as plain values, as the command prints it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class HolidaysLoaded:
    """What a load of the national calendar did."""

    year: int
    """Calendar year."""
    new: int
    """Dates that were not free before."""
    kept: int
    """Dates that were free already; they stay as somebody declared them."""


@dataclass(frozen=True, slots=True)
class DaysRebuilt:
    """What a rebuild of day facts did."""

    new: int
    """Days stored for the first time."""
    changed: int
    """Days whose inputs had changed; their version grew by one."""
    same: int
    """Days that were up to date."""
    open: int
    """Days that are not over and are not stored."""
    locked: int
    """Days of locked months, left as they are."""


@dataclass(frozen=True, slots=True)
class ShiftsAssigned:
    """What an assignment of shifts did."""

    new: int
    """Dates that had no named shift before."""
    replaced: int
    """Dates whose shift was replaced."""
    same: int
    """Dates that already had it."""


@dataclass(frozen=True, slots=True)
class MonthLocked:
    """A month that was locked."""

    agency_id: int
    """Agency."""
    month: str
    """`2026-10`."""
    days: int
    """Judged days that no longer change."""
