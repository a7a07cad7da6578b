"""Arithmetic on minutes of a day.

An interval is `(start, end)` in local minutes from 00.00 of the (shift) date, start inclusive, end
exclusive. A night shift runs on beyond 1440.
"""

from collections.abc import Iterable

Interval = tuple[int, int]


def union(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return the same minutes as sorted intervals that neither touch nor overlap; empty ones vanish."""
    joined: list[Interval] = []
    for start, end in sorted(interval for interval in intervals if interval[0] < interval[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(joined)


def minus(left: Iterable[Interval], right: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return the minutes of `left` that are not in `right`, as a union."""
    rest: list[Interval] = []
    removed = union(right)
    for start, end in union(left):
        at = start
        for gone_start, gone_end in removed:
            if gone_end <= at or gone_start >= end:
                continue
            if gone_start > at:
                rest.append((at, gone_start))
            at = max(at, gone_end)
        if at < end:
            rest.append((at, end))
    return tuple(rest)


def meet(left: Iterable[Interval], right: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return the minutes that lie in both, as a union."""
    both = union(left)
    return minus(both, minus(both, right))


def repeated(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return the minutes that lie in two or more of the intervals, as a union."""
    seen_until: int | None = None
    twice: list[Interval] = []
    for start, end in sorted(interval for interval in intervals if interval[0] < interval[1]):
        if seen_until is not None and start < seen_until:
            twice.append((start, min(end, seen_until)))
        seen_until = end if seen_until is None else max(seen_until, end)
    return union(twice)


def total(intervals: Iterable[Interval]) -> int:
    """Return how many distinct minutes the intervals hold."""
    return sum(end - start for start, end in union(intervals))
