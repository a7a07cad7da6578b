"""A10: zones by hour and by edge of day, month and year, and under a host of any zone."""

import os
import time
from datetime import date, datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from office.attendance.core.wall import dates, midnight, moment_second
from office.attendance.core.workdays import NoWorkdays, nth_workday

OFFSETS = {"Asia/Jakarta": 7, "Asia/Makassar": 8, "Asia/Jayapura": 9}
EDGES = [date(2026, 1, 1), date(2026, 2, 28), date(2026, 12, 31), date(2027, 1, 1), date(2028, 2, 29), date(2028, 3, 1),
         date(2026, 3, 8), date(2026, 11, 1), date(2026, 10, 31), date(2000, 1, 1)]  # fmt: skip


@pytest.fixture
def new_york(monkeypatch):
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    yield
    monkeypatch.delenv("TZ")
    os.environ.pop("TZ", None)
    time.tzset()


def test_every_minute_is_the_same_in_every_zone_on_every_edge(new_york):
    checked = 0
    for device, office, on, minute in product(OFFSETS, OFFSETS, EDGES, range(0, 1440, 12)):
        wall = f"{on.isoformat()} {minute // 60:02d}:{minute % 60:02d}:30"
        local = minute + 60 * (OFFSETS[office] - OFFSETS[device])
        assert (moment_second(wall, device) - midnight(on, office)) // 60 == local
        checked += 1
    assert checked >= 10_000


def test_a_wall_clock_is_the_moment_the_zone_database_says():
    moment = datetime(2026, 10, 5, 7, 31, 22, tzinfo=ZoneInfo("Asia/Makassar"))
    assert moment_second("2026-10-05 07:31:22", "Asia/Makassar") == int(moment.timestamp())


def test_dates_are_inclusive_on_both_ends():
    assert dates(date(2026, 2, 27), date(2026, 3, 1)) == [
        date(2026, 2, 27),
        date(2026, 2, 28),
        date(2026, 3, 1),
    ]


def test_working_days_are_counted_over_free_ones():
    weekdays = lambda on: on.isoweekday() <= 5  # noqa: E731
    assert nth_workday(date(2026, 10, 9), 1, weekdays) == date(2026, 10, 12)
    assert nth_workday(date(2026, 10, 12), -1, weekdays) == date(2026, 10, 9)
    assert nth_workday(date(2026, 10, 10), 0, weekdays) == date(2026, 10, 10)


def test_a_calendar_without_working_days_is_told_so():
    with pytest.raises(NoWorkdays):
        nth_workday(date(2026, 10, 9), 1, lambda _on: False)
