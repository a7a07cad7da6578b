"""A month of the calendar as one value."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from office.indonesia.dates import FIRST_YEAR, LAST_YEAR, MONTHS

_SHAPE = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


@dataclass(frozen=True, order=True, slots=True)
class CalendarMonth:
    """One month; sorts in time; ``str`` is ``2026-10``. Raises ValueError for a month that does not exist."""

    year: int
    """Four digits, 1 to 9999."""
    month: int
    """1 to 12."""

    def __post_init__(self) -> None:
        date(self.year, self.month, 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    def __contains__(self, day: date) -> bool:
        return (day.year, day.month) == (self.year, self.month)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the month written as ``2026-10``. Raises ValueError for anything else."""
        match = _SHAPE.fullmatch(text.strip())
        if match is None:
            message = f"expected a month like 2026-10, got {text!r}"
            raise ValueError(message)
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def asked(cls, text: str) -> Self:
        """Return the month an address names; raises ValueError like `parse`, and for far-off years."""
        month = cls.parse(text)
        if not FIRST_YEAR <= month.year <= LAST_YEAR:
            message = f"expected a month from {FIRST_YEAR} to {LAST_YEAR}, got {text!r}"
            raise ValueError(message)
        return month

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the month the day lies in."""
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        """Return the first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Return the last day."""
        return date(self.year, self.month, self.length)

    @property
    def length(self) -> int:
        """Return the number of days, 28 to 31."""
        return monthrange(self.year, self.month)[1]

    @property
    def days(self) -> tuple[date, ...]:
        """Return every day, first to last."""
        return tuple(self.first + timedelta(days=n) for n in range(self.length))

    @property
    def label(self) -> str:
        """Return the month as pages write it: ``Oktober 2026``."""
        return f"{MONTHS[self.month - 1]} {self.year}"

    def plus(self, months: int) -> Self:
        """Return the month that many months later (earlier when negative)."""
        year, index = divmod(self.year * len(MONTHS) + self.month - 1 + months, len(MONTHS))
        return type(self)(year, index + 1)

    def next(self) -> Self:
        """Return the following month."""
        return self.plus(1)

    def previous(self) -> Self:
        """Return the month before."""
        return self.plus(-1)
