"""A dated fact laid over older ones: what is left of each of those."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Dates from first to last, both inclusive."""

    first: date
    """First date."""
    last: date | None
    """Last date; None while it has no end."""

    def touches(self, other: "Span") -> bool:
        """Return whether both share a date."""
        return (other.last is None or self.first <= other.last) and (
            self.last is None or other.first <= self.last
        )


def remainders(old: Span, new: Span) -> list[Span]:
    """Return what is left of `old`, before and after `new`; nothing when `new` covers it all."""
    if not old.touches(new):
        return [old]
    left = []
    if old.first < new.first:
        left.append(Span(old.first, new.first - _ONE_DAY))
    if new.last is not None and (old.last is None or new.last < old.last):
        left.append(Span(new.last + _ONE_DAY, old.last))
    return left


def touching(spans: Iterable[Span], new: Span) -> list[Span]:
    """Return the spans that share a date with `new`."""
    return [span for span in spans if span.touches(new)]
