"""Whether a device's clock can be trusted, judged from what it sent. A flag for people; raw punches stay as they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from office.attendance.core.coverage import DEAD_BATTERY_YEAR

SHIFT_MINUTES = 30
"""A typical arrival this far from the start of work points at the clock, not at the people."""
DAYS_PER_YEAR = 365
FEWEST_ARRIVALS, FEWEST_PEOPLE = 6, 2
"""Fewer arrivals, or arrivals of one person, say more about that person than about the clock."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One first punch of a person on a working day at this device."""

    employee_id: int
    """Whose arrival."""
    minutes_from_start: int
    """Minutes after the start of the shift; negative when before."""


@dataclass(frozen=True, slots=True)
class Drift:
    """What is doubtful about a device's clock."""

    kind: str
    """`future` (punches later than their receipt), `shifted` (arrivals far from the start of work), `reset` (year 2000)."""
    minutes: int
    """How far off, in minutes; positive when the clock runs ahead; 0 for `reset`."""
    sentence: str
    """What was seen, in Indonesian."""


def future_drift(seconds_ahead: Sequence[int], tolerated: int) -> Drift | None:
    """Return the flag for punches ahead of the moment the file arrived, given how far ahead each was (seconds).

    `tolerated` seconds are the regulation's (section `attendance`, ahead_minutes).
    """
    ahead = [second for second in seconds_ahead if second > tolerated]
    if not ahead:
        return None
    minutes = max(ahead) // 60
    return Drift(
        "future",
        minutes,
        f"{len(ahead)} rekaman lebih maju dari saat diterima, paling jauh {readable(minutes)}: tidak dihitung; periksa jam mesin, dan ajukan koreksi bila memang hadir.",
    )


def readable(minutes: int) -> str:
    """Return a length of time as people say it: `12 menit`, `8 jam 42 menit`, `3 hari`, `73 tahun`."""
    hours, rest = divmod(minutes, 60)
    days = hours // 24
    if days >= DAYS_PER_YEAR:
        return f"{days // DAYS_PER_YEAR} tahun"
    if days:
        return f"{days} hari"
    if not hours:
        return f"{rest} menit"
    return f"{hours} jam {rest} menit" if rest else f"{hours} jam"


def shifted_drift(arrivals: Sequence[Arrival]) -> Drift | None:
    """Return the flag for arrivals that as a body lie far from the start of work."""
    people = {arrival.employee_id for arrival in arrivals}
    if len(arrivals) < FEWEST_ARRIVALS or len(people) < FEWEST_PEOPLE:
        return None
    typical = round(median(arrival.minutes_from_start for arrival in arrivals))
    if abs(typical) < SHIFT_MINUTES:
        return None
    word = "terlambat" if typical > 0 else "terlalu awal"
    return Drift(
        "shifted",
        typical,
        f"Kedatangan {len(people)} orang rata-rata {abs(typical)} menit {word} dari jadwal: jam mesin patut diperiksa.",
    )


def reset_drift(years: Sequence[int]) -> Drift | None:
    """Return the flag for punches dated to the year a device shows after its battery died."""
    fallen = sum(year <= DEAD_BATTERY_YEAR for year in years)
    if not fallen:
        return None
    return Drift("reset", 0, f"{fallen} rekaman bertahun 2000: baterai jam mesin pernah mati.")
