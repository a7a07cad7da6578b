"""Counting working days. Pure: whoever asks says which dates are working days."""

from collections.abc import Callable
from datetime import date, timedelta

LONGEST_PAUSE_DAYS = 400
"""No calendar goes longer without a working day; a count that would is told so instead of running on."""


class NoWorkdays(Exception):
    """The calendar has no working day for more than a year."""


def nth_workday(start: date, count: int, works: Callable[[date], bool]) -> date:
    """Return the working day `count` working days after `start` (before it when negative).

    The start itself is not counted, and with count 0 it is returned as it is. Raises NoWorkdays.
    """
    step = timedelta(days=1 if count > 0 else -1)
    day, left, pause = start, abs(count), 0
    while left:
        day, pause = day + step, pause + 1
        if works(day):
            left, pause = left - 1, 0
        if pause > LONGEST_PAUSE_DAYS:
            raise NoWorkdays
    return day
