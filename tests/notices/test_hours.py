"""When a message may disturb: quiet hours delay and never lose, the daily letter has its hour."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.notices.core import DEFAULT_HOURS, Hours, next_digest, next_loud

WIB = ZoneInfo("Asia/Jakarta")


def weekday(on: date) -> bool:
    return on.weekday() < 5


def moment(day, hour, minute=0):
    return datetime(2026, 10, day, hour, minute, tzinfo=WIB)  # the 5th is a Monday


@pytest.mark.parametrize(
    ("at", "goes"),
    [
        (moment(5, 9), moment(5, 9)),
        (moment(5, 17, 59), moment(5, 17, 59)),
        (moment(5, 18), moment(6, 6)),
        (moment(6, 5, 59), moment(6, 6)),
        (moment(6, 6), moment(6, 6)),
        (moment(9, 18), moment(12, 6)),
        (moment(10, 10), moment(12, 6)),
    ],
)
def test_a_message_waits_for_the_end_of_the_quiet_hours_and_of_the_days_off(at, goes):
    assert next_loud(at, DEFAULT_HOURS, weekday) == goes


def test_a_quiet_noon_ends_on_the_same_day_and_equal_ends_are_never_quiet():
    noon = Hours(time(12), time(13), workdays_only=False, digest_hour=7)
    assert next_loud(moment(10, 12, 30), noon, weekday) == moment(10, 13)
    never = Hours(time(12), time(12), workdays_only=False, digest_hour=7)
    assert next_loud(moment(10, 12), never, weekday) == moment(10, 12)


@pytest.mark.parametrize(
    ("at", "goes"),
    [
        (moment(5, 6, 59), moment(5, 7)),
        (moment(5, 6, 59) + timedelta(seconds=1), moment(6, 7)),
        (moment(5, 7), moment(6, 7)),
        (moment(5, 7, 1), moment(6, 7)),
        (moment(9, 8), moment(12, 7)),
    ],
)
def test_the_daily_letter_goes_at_its_hour_on_a_working_day(at, goes):
    assert next_digest(at, DEFAULT_HOURS, weekday) == goes


def test_a_calendar_without_working_days_loses_nothing():
    assert next_loud(moment(5, 9), DEFAULT_HOURS, lambda on: False) == moment(5, 9)
    assert next_digest(moment(5, 9), DEFAULT_HOURS, lambda on: False) == moment(6, 7)


@given(
    minutes=st.integers(0, 60 * 24 * 14),
    begin=st.times(),
    end=st.times(),
    workdays_only=st.booleans(),
    hour=st.integers(0, 23),
)
def test_a_message_never_goes_early_nor_is_it_put_off_for_more_than_a_long_weekend(
    minutes, begin, end, workdays_only, hour
):
    at = moment(1, 0) + timedelta(minutes=minutes)
    hours = Hours(begin, end, workdays_only=workdays_only, digest_hour=hour)
    loud, digest = next_loud(at, hours, weekday), next_digest(at, hours, weekday)
    assert at <= loud <= at + timedelta(days=4)
    assert at + timedelta(minutes=1) <= digest <= at + timedelta(days=4)
    assert next_loud(loud, hours, weekday) == loud
    if workdays_only:
        assert weekday(loud.date())
        assert weekday(digest.date())
