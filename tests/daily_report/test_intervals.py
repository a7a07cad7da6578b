"""Interval arithmetic equals counting minutes one by one."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from workflows.daily_report.core.intervals import Interval, meet, minus, repeated, total, union

spans = st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), max_size=7)


def minutes(intervals: list[Interval] | tuple[Interval, ...]) -> set[int]:
    """Return the set of minutes, found by brute force."""
    return {minute for start, end in intervals for minute in range(start, end)}


def is_tidy(intervals: tuple[Interval, ...]) -> bool:
    """Return whether the intervals are sorted, not empty and do not touch."""
    flat = [edge for interval in intervals for edge in interval]
    return all(a < b for a, b in pairwise(flat))


@given(spans)
def test_union_keeps_the_same_minutes_in_tidy_intervals(given_spans):
    joined = union(given_spans)
    assert minutes(joined) == minutes(given_spans)
    assert is_tidy(joined)


@given(spans, spans)
def test_minus_removes_exactly_the_minutes_of_the_other(left, right):
    rest = minus(left, right)
    assert minutes(rest) == minutes(left) - minutes(right)
    assert is_tidy(rest)


@given(spans, spans)
def test_meet_keeps_exactly_the_shared_minutes(left, right):
    assert minutes(meet(left, right)) == minutes(left) & minutes(right)


@given(spans)
def test_repeated_finds_exactly_the_minutes_claimed_twice(given_spans):
    counted = [minute for start, end in given_spans for minute in range(start, end)]
    twice = {minute for minute in counted if counted.count(minute) > 1}
    assert minutes(repeated(given_spans)) == twice


@given(spans)
def test_total_counts_each_minute_once(given_spans):
    assert total(given_spans) == len(minutes(given_spans))


@given(spans, st.randoms(use_true_random=False))
def test_the_order_of_intervals_is_irrelevant(given_spans, chance):
    shuffled = list(given_spans)
    chance.shuffle(shuffled)
    assert union(shuffled) == union(given_spans)
    assert repeated(shuffled) == repeated(given_spans)
