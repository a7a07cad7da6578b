"""Days of absence in a calendar year, counted once each. Pure.

PP 94/2021 articles 9 to 11 count days without a valid reason, cumulative from January to December; late and early
minutes add up to days (explanation of PP 53/2010, kept in practice: 7.5 hours are one day; domain.md 3.2).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from office.attendance.core import JudgedDay, Status

ABSENT = Status.ABSENT
PRESENT = Status.PRESENT
BETWEEN = frozenset({Status.HOLIDAY, Status.OFF, Status.PENDING, Status.UNMEASURED})
"""Days that neither count nor break a run of working days."""


class Basis(StrEnum):
    """Why a day is in the count."""

    ABSENT = "absent"
    MINUTES = "minutes"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One day as it entered the count."""

    on: date
    """The day."""
    basis: Basis
    """A whole day absent, minutes short, or an absence that another source contradicts."""
    minutes: int
    """Minutes late and early together; 0 for a whole day."""
    reasons: tuple[str, ...]
    """What attendance says of the day."""

    @property
    def counts(self) -> bool:
        """Return whether the day adds to the count; no draft rests on one unconfirmed source."""
        return self.basis is not Basis.DISPUTED


@dataclass(frozen=True, slots=True)
class AbsenceCount:
    """What one person's calendar year holds so far."""

    days_absent: int
    """Whole working days without a valid reason."""
    minutes_short: int
    """Minutes late and early on days of presence; a day absent adds none."""
    days_from_minutes: int
    """Whole days those minutes make."""
    longest_run: int
    """Most working days absent in a row; holidays and days off neither count nor break it."""
    evidence: tuple[Evidence, ...]
    """The days behind the figures, by date."""

    @property
    def days(self) -> int:
        """Return the days that the thresholds look at."""
        return self.days_absent + self.days_from_minutes


def count_absence(
    days: Iterable[JudgedDay],
    minutes_per_day: int,
    disputed: Collection[date] = frozenset(),
    silent: Collection[date] = frozenset(),
) -> AbsenceCount:
    """Return the count over judged days of one person and one calendar year, in any order, each day once.

    `minutes_per_day` is the regulation's (450). `disputed` are days judged absent for which another source shows
    work: they appear as evidence but do not count until a person settles them. `silent` are days on which nobody of
    the agency has a record although several had to come: the device was off, which is no absence of anybody.
    """
    told = {day.date: day for day in days if day.status != ABSENT or day.date not in silent}
    ordered = sorted(told.values(), key=lambda day: day.date)
    evidence = tuple(found for day in ordered if (found := _evidence(day, disputed)))
    minutes = sum(item.minutes for item in evidence)
    return AbsenceCount(
        days_absent=sum(item.basis is Basis.ABSENT for item in evidence),
        minutes_short=minutes,
        days_from_minutes=minutes // minutes_per_day,
        longest_run=_longest_run(ordered, disputed),
        evidence=evidence,
    )


def _evidence(day: JudgedDay, disputed: Collection[date]) -> Evidence | None:
    if day.status == ABSENT:
        basis = Basis.DISPUTED if day.date in disputed else Basis.ABSENT
        return Evidence(day.date, basis, 0, day.reasons)
    short = day.minutes_late + day.minutes_early
    if day.status == PRESENT and short:
        return Evidence(day.date, Basis.MINUTES, short, day.reasons)
    return None


def _longest_run(days: Sequence[JudgedDay], disputed: Collection[date]) -> int:
    longest = run = 0
    for day in days:
        if day.status in BETWEEN:
            continue
        run = run + 1 if day.status == ABSENT and day.date not in disputed else 0
        longest = max(longest, run)
    return longest
