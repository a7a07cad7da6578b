"""Days of a yearly leave: what a year gives, what comes over, what is left. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class YearBalance:
    """One year's days of one person; all whole days."""

    year: int
    """Calendar year."""
    granted: int
    """Days the year itself gives."""
    carried: int
    """Unused days that came over."""
    joint: int = 0
    """Days taken off for joint leave, where the regulation says so."""
    used_before: int = 0
    """Days used before this product kept the balance, as imported."""
    taken: int = 0
    """Days of running and approved requests."""

    @property
    def entitled(self) -> int:
        """Return all days of the year."""
        return self.granted + self.carried - self.joint

    @property
    def left(self) -> int:
        """Return the days that can still be asked for."""
        return self.entitled - self.used_before - self.taken

    @property
    def is_untouched(self) -> bool:
        """Return whether no day of the year was used at all."""
        return not (self.used_before or self.taken)


@dataclass(frozen=True, slots=True)
class CarryRule:
    """How many unused days come over."""

    days: int
    """Most from the last year."""
    days_unused: int
    """Most when the last two years were not touched."""


def carried_over(last: YearBalance | None, before: YearBalance | None, rule: CarryRule) -> int:
    """Return the days that come over from `last`, the year before; `before` is the one before that.

    None for a year in which the person did not serve or no balance is known; nothing comes over from such a year.
    """
    if last is None:
        return 0
    both_untouched = last.is_untouched and before is not None and before.is_untouched
    most = rule.days_unused if both_untouched else rule.days
    return min(most, max(0, last.left))


def days_by_year(days: Iterable[date]) -> dict[int, int]:
    """Return how many of the days fall into each year, years rising."""
    found: dict[int, int] = {}
    for day in sorted(days):
        found[day.year] = found.get(day.year, 0) + 1
    return found


def months_between(since: date, on: date) -> int:
    """Return the whole months from a first day of service to a day."""
    months = (on.year - since.year) * 12 + on.month - since.month
    return months if on.day >= since.day else months - 1
