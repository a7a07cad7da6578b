from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.attendance.core.drift import Arrival, future_drift, reset_drift, shifted_drift
from office.attendance.core.overlay import Span, remainders

BASE = date(2026, 1, 1)


def day(n: int) -> date:
    return BASE + timedelta(days=n)


spans = st.tuples(st.integers(0, 60), st.one_of(st.none(), st.integers(0, 60))).map(
    lambda pair: Span(day(pair[0]), None if pair[1] is None else day(pair[0] + pair[1]))
)


def covered(span: Span) -> set[date]:
    last = span.last or day(200)
    return {span.first + timedelta(days=n) for n in range((last - span.first).days + 1)}


@given(spans, spans)
def test_what_is_left_of_an_old_span_is_exactly_the_days_the_new_one_does_not_cover(old, new):
    left = [covered(span) for span in remainders(old, new)]
    assert set().union(*left) == covered(old) - covered(new)
    assert sum(len(part) for part in left) == len(set().union(*left))


def arrivals(minutes: list[int], people: int = 3) -> list[Arrival]:
    return [Arrival(n % people, minute) for n, minute in enumerate(minutes)]


@pytest.mark.parametrize(
    ("given", "minutes"),
    [
        (arrivals([47, 45, 50, 46, 49, 44]), 46),
        (arrivals([-58, -60, -62, -59, -61, -60]), -60),
        (arrivals([-5, 2, -10, 0, 90, -3]), None),
        (arrivals([47, 45, 50, 46, 49]), None),
        (arrivals([47, 45, 50, 46, 49, 44], people=1), None),
        (arrivals([29] * 6), None),
        (arrivals([30] * 6), 30),
    ],
)
def test_a_clock_is_doubted_when_many_people_as_a_body_are_far_from_the_start_of_work(
    given, minutes
):
    drift = shifted_drift(given)
    assert (drift and drift.minutes) == minutes


@pytest.mark.parametrize(
    ("seconds", "minutes"), [([-50, 0, 120], None), ([121], 2), ([-5, 3600, 600], 60), ([], None)]
)
def test_punches_later_than_their_receipt_betray_a_clock_that_runs_ahead(seconds, minutes):
    drift = future_drift(seconds, tolerated=120)
    assert (drift and drift.minutes) == minutes


@pytest.mark.parametrize(
    ("years", "kind"),
    [([2026, 2025], None), ([2000, 2026], "reset"), ([2001], "reset"), ([], None)],
)
def test_the_year_2000_betrays_a_dead_battery(years, kind):
    drift = reset_drift(years)
    assert (drift and drift.kind) == kind
