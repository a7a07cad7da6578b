"""Moments counted in working hours. Pure: whoever asks gives the stretches in which an office works."""

from collections.abc import Sequence
from datetime import datetime, timedelta

Span = tuple[datetime, datetime]
"""A stretch of work: begin and end, aware; rest inside it counts as the office's time."""


def worked_after(spans: Sequence[Span], start: datetime, hours: int) -> datetime | None:
    """Return the moment by which the office has worked that many hours since `start`; None beyond the spans given.

    `spans` rise without overlap.
    """
    left = timedelta(hours=hours)
    for opens, end in spans:
        begin = max(opens, start)
        if begin >= end:
            continue
        if end - begin >= left:
            return begin + left
        left -= end - begin
    return None


def worked_before(spans: Sequence[Span], until: datetime, hours: int) -> datetime | None:
    """Return the moment from which the office works that many hours until `until`; None before the spans given."""
    left = timedelta(hours=hours)
    for begin, closes in reversed(spans):
        end = min(closes, until)
        if end <= begin:
            continue
        if end - begin >= left:
            return end - left
        left -= end - begin
    return None
