"""Which punches belong to which shift date, decided by the roster and never by the device's direction."""

from collections.abc import Iterable

from office.attendance.core.days import DayInputs, PunchMark, Shift

DAY_MINUTES = 1440
NEAR_MINUTES = 240
"""A punch up to four hours before a shift is its arrival, up to four hours after it its departure; a day shift keeps
departures until 04.00. Nothing in law: the widest window that no pair of usual shifts disputes."""
ONE_MOMENT_SECONDS = 30 * 60
"""Punches within half an hour are one moment (repeated or accidental presses), not an arrival and a departure."""


def window(day: DayInputs) -> tuple[int, int]:
    """Return (from, until) in minutes of the shift date: punches inside it belong to the date; until is exclusive."""
    before, after = _moved(day.before, -1), _moved(day.after, 1)
    if day.shift is None:
        return _off_window(before, after)
    opens = _opens(before, day.shift)
    closes = max(day.shift.end_minute + NEAR_MINUTES, DAY_MINUTES + NEAR_MINUTES)
    return opens, closes if after is None else min(closes, _opens(day.shift, after))


def _opens(before: Shift | None, shift: Shift) -> int:
    if before is None:
        return shift.start_minute - NEAR_MINUTES
    gap = max(0, shift.start_minute - before.end_minute)
    return shift.start_minute - min(NEAR_MINUTES, gap // 2)


def _off_window(before: Shift | None, after: Shift | None) -> tuple[int, int]:
    opens = 0 if before is None else max(0, before.end_minute + NEAR_MINUTES, NEAR_MINUTES)
    closes = DAY_MINUTES if after is None else min(DAY_MINUTES, after.start_minute - NEAR_MINUTES)
    return opens, max(opens, closes)


def _moved(shift: Shift | None, days: int) -> Shift | None:
    if shift is None:
        return None
    by = days * DAY_MINUTES
    return Shift(shift.code, shift.start_minute + by, shift.end_minute + by, shift.break_minutes)


def own_punches(day: DayInputs) -> list[PunchMark]:
    """Return the punches that belong to the date, in time order, repeats removed."""
    first, until = window(day)
    return sorted({p for p in day.punches if first * 60 <= p.second < until * 60})


def in_and_out(shift: Shift, punches: Iterable[PunchMark]) -> tuple[int | None, int | None]:
    """Return (arrival, departure) in seconds: first and last punch, or the one side a single moment is nearer to."""
    seconds = sorted(p.second for p in punches)
    if not seconds:
        return None, None
    if seconds[-1] - seconds[0] > ONE_MOMENT_SECONDS:
        return seconds[0], seconds[-1]
    if seconds[0] <= shift.middle_second:
        return seconds[0], None
    return None, seconds[-1]
