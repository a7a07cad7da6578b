"""Absence in a calendar year: every day once, minutes into days, runs over holidays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.attendance.core import JudgedDay
from performance.sanctions.core.counter import Basis, count_absence

FIRST = date(2026, 8, 3)  # a Monday


def day(offset: int, status: str, late: int = 0, early: int = 0) -> JudgedDay:
    return JudgedDay(
        employee_id=1,
        date=FIRST + timedelta(days=offset),
        roster="kantor-5",
        status=status,
        presence=(),
        minutes_required=450,
        minutes_present=0,
        minutes_late=late,
        minutes_early=early,
        missing_punch="",
        reasons=("alasan",),
    )


def week(*statuses: str) -> list[JudgedDay]:
    return [day(offset, status) for offset, status in enumerate(statuses)]


def test_only_absence_without_reason_counts():
    counted = count_absence(
        week("absent", "leave", "duty", "holiday", "off", "present", "pending"), 450
    )
    assert (counted.days, counted.days_absent, counted.longest_run) == (1, 1, 1)
    assert [item.on for item in counted.evidence] == [FIRST]


@pytest.mark.parametrize(("minutes", "days"), [(0, 0), (449, 0), (450, 1), (899, 1), (900, 2)])
def test_seven_and_a_half_hours_of_lateness_are_one_day(minutes, days):
    counted = count_absence([day(0, "present", late=minutes)], 450)
    assert (counted.minutes_short, counted.days_from_minutes, counted.days) == (minutes, days, days)


def test_late_and_early_minutes_of_many_days_add_up():
    counted = count_absence([day(n, "present", late=30, early=15) for n in range(10)], 450)
    assert (counted.minutes_short, counted.days) == (450, 1)


def test_a_day_absent_adds_no_minutes():
    counted = count_absence([day(0, "absent", late=200, early=250)], 450)
    assert (counted.days, counted.minutes_short) == (1, 0)


def test_a_day_given_twice_counts_once():
    assert count_absence([day(0, "absent"), day(0, "absent")], 450).days == 1


def test_a_run_goes_on_over_weekends_holidays_and_today():
    days = week("absent", "absent", "holiday", "off", "off", "pending", "absent")
    assert count_absence(days, 450).longest_run == 3


@pytest.mark.parametrize("status", ["present", "leave", "duty"])
def test_a_run_ends_with_presence_or_a_reason(status):
    assert count_absence(week("absent", status, "absent"), 450).longest_run == 1


def test_a_day_with_approved_work_is_disputed_and_does_not_count():
    counted = count_absence(
        week("absent", "absent", "absent"), 450, disputed={FIRST + timedelta(days=1)}
    )
    assert (counted.days, counted.longest_run) == (2, 1)
    assert [item.basis for item in counted.evidence] == [Basis.ABSENT, Basis.DISPUTED, Basis.ABSENT]


def test_a_day_on_which_nobody_was_recorded_is_no_absence():
    counted = count_absence(
        week("absent", "absent", "absent"), 450, silent={FIRST + timedelta(days=1)}
    )
    assert (counted.days, counted.longest_run, len(counted.evidence)) == (2, 2, 2)


def test_a_day_not_measured_neither_counts_nor_breaks_a_run():
    counted = count_absence(week("absent", "unmeasured", "absent"), 450)
    assert (counted.days, counted.longest_run, len(counted.evidence)) == (2, 2, 2)


@given(st.permutations(week("absent", "present", "absent", "off", "absent", "leave")))
def test_the_order_of_the_days_is_irrelevant(days):
    counted = count_absence(days, 450)
    assert (counted.days, counted.longest_run) == (3, 2)


STATUSES = st.sampled_from(
    ["absent", "present", "leave", "duty", "holiday", "off", "pending", "unmeasured"]
)


@given(st.lists(st.tuples(STATUSES, st.integers(0, 450), st.integers(0, 450)), max_size=60))
def test_counts_stay_within_the_days_there_are(facts):
    days = [day(n, status, late, early) for n, (status, late, early) in enumerate(facts)]
    counted = count_absence(days, 450)
    absent = sum(status == "absent" for status, _, _ in facts)
    short = sum(late + early for status, late, early in facts if status == "present")
    assert counted.days_absent == absent
    assert counted.days == absent + short // 450
    assert 0 <= counted.longest_run <= absent
    assert counted == count_absence(days + days, 450)
