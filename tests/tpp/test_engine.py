"""The engine computes the law to the rupiah, for one employee as for many."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from performance.tpp.core.base import NoAmount
from performance.tpp.core.engine import TRACE_COLUMNS, compute
from performance.tpp.core.facts import (
    DayFacts,
    SegmentFacts,
    pack,
    stacked,
    unpack_days,
    unpack_segments,
)
from performance.tpp.core.paying import paying
from performance.tpp.core.policy import PolicyTooLarge, pick, refuse_overflow
from tests.tpp import drawing, reference

FULL = [SegmentFacts(1, 31, 8)]
WORKED = DayFacts("present", minutes_approved=300)


def computed(policy, *months):
    packed = [(pack(days, segments), sanction) for days, segments, sanction in months]
    arrays = stacked(
        [p.days for p, _ in packed], [p.segments for p, _ in packed], [s for _, s in packed]
    )
    return compute(arrays, policy)


def row(trace, place=0):
    return {name: int(getattr(trace, name)[place]) for name in TRACE_COLUMNS}


@settings(deadline=None)
@given(st.data(), drawing.policies())
def test_array_engine_equals_the_scalar_reference_to_the_rupiah(data, policy):
    length = data.draw(st.integers(28, 31))
    months = data.draw(st.lists(drawing.months(length), min_size=1, max_size=6))
    trace = computed(policy, *months)
    for place, month in enumerate(months):
        expected = reference.net_of(policy, *month)
        assert {name: row(trace, place)[name] for name in expected} == expected


@settings(deadline=None)
@given(st.data(), drawing.policies())
def test_pay_is_never_negative_never_above_the_base_and_adds_up(data, policy):
    got = row(computed(policy, data.draw(drawing.months(30))))
    cuts = [
        got[f"{name}_rupiah"]
        for name in ("absent", "missing", "late", "early", "productivity_cut", "sanction")
    ]
    assert 0 <= got["net_rupiah"] <= got["base_rupiah"]
    assert all(cut >= 0 for cut in cuts)
    assert got["base_rupiah"] - sum(cuts) == got["net_rupiah"]


@settings(deadline=None)
@given(st.lists(drawing.days, min_size=28, max_size=31), drawing.segments(28))
def test_packing_and_unpacking_returns_the_same_facts(days, segments):
    packed = pack(days, segments)
    assert unpack_days(packed.days) == tuple(days)
    assert unpack_segments(packed.segments) == tuple(segments)
    assert pack(days, segments).sha256 == packed.sha256


@pytest.mark.parametrize(
    ("minutes", "points"),
    [(0, 0), (1, 50), (30, 50), (31, 100), (60, 100), (61, 125), (90, 125), (91, 150), (2000, 150)],
)
def test_lateness_moves_to_the_next_tier_at_the_minute_the_article_names(minutes, points):
    trace = computed(
        drawing.kota_contoh(),
        ([DayFacts("present", minutes_late=minutes)] + [WORKED] * 30, FULL, 0),
    )
    assert row(trace)["late_bp"] == points


@pytest.mark.parametrize("side", ["in", "out"])
def test_a_missing_punch_costs_the_top_tier_and_no_lateness_beside_it(side):
    day = DayFacts("present", minutes_late=91, minutes_early=91, missing_punch=side)
    got = row(computed(drawing.kota_contoh(), ([day] + [WORKED] * 30, FULL, 0)))
    assert got["missing_bp"] == 150
    assert (got["late_bp"], got["early_bp"]) == ((0, 150) if side == "in" else (150, 0))


def test_ten_working_days_absent_running_cut_the_whole_base_across_weekends():
    week = [DayFacts("absent")] * 5 + [DayFacts("off")] * 2
    nine = computed(
        drawing.kota_contoh(), ([*week, *week[:4], *[WORKED] * 17], [SegmentFacts(1, 28, 8)], 0)
    )
    ten = computed(
        drawing.kota_contoh(), ([*week, *week, *[WORKED] * 14], [SegmentFacts(1, 28, 8)], 0)
    )
    assert row(nine)["absent_bp"] == 2700
    assert row(ten)["absent_bp"] == 10_000
    assert row(ten)["absent_rupiah"] == row(ten)["discipline_rupiah"]


def test_a_move_until_the_cutoff_day_pays_the_new_position_the_whole_month():
    def pay(move_day):
        segments = [SegmentFacts(1, move_day - 1, 5), SegmentFacts(move_day, 31, 8)]
        return row(computed(drawing.kota_contoh(), ([WORKED] * 31, segments, 0)))["job_class"]

    assert [pay(10), pay(11)] == [8, 5]


def test_days_before_arrival_are_neither_paid_nor_counted_as_absence():
    days = [DayFacts("absent")] * 15 + [WORKED] * 15
    got = row(computed(drawing.kota_contoh(), (days, [SegmentFacts(16, 30, 8)], 0)))
    whole = row(computed(drawing.kota_contoh(), ([WORKED] * 30, [SegmentFacts(1, 30, 8)], 0)))
    assert got["absent_days"] == 0
    assert got["base_rupiah"] == (whole["base_rupiah"] + 1) // 2


def test_a_class_the_table_does_not_know_is_named_not_paid():
    with pytest.raises(NoAmount) as problem:
        computed(
            drawing.kota_contoh(),
            ([WORKED] * 31, FULL, 0),
            ([WORKED] * 31, [SegmentFacts(1, 31, 17)], 0),
        )
    assert problem.value.places == (1,)


def test_an_acting_post_alone_pays_nothing():
    got = row(
        computed(drawing.kota_contoh(), ([WORKED] * 31, [SegmentFacts(1, 31, 8, acting=True)], 0))
    )
    assert got["base_rupiah"] == got["net_rupiah"] == 0


def test_a_table_too_large_for_exact_arithmetic_is_refused():
    policy = drawing.kota_contoh()
    huge = policy.table.model_copy(update={"rupiah": {15: 10**16}})
    with pytest.raises(PolicyTooLarge):
        refuse_overflow(replace(policy, table=huge))


def test_two_thousand_copies_give_two_thousand_equal_lines():
    month = ([DayFacts("present", 40, 0, "", 280)] * 31, FULL, 3000)
    trace = computed(drawing.kota_contoh(), *[month] * 2000)
    one = row(computed(drawing.kota_contoh(), month))
    assert all((getattr(trace, name) == one[name]).all() for name in TRACE_COLUMNS)
    assert trace.net_rupiah.dtype == np.int64


@pytest.mark.parametrize("minutes", [-1, 32_768])
def test_minutes_that_do_not_fit_a_packed_day_are_refused(minutes):
    with pytest.raises(ValueError, match="do not fit"):
        pack([DayFacts("present", minutes_late=minutes)], FULL)


@settings(deadline=None)
@given(st.data(), drawing.policies())
def test_the_paying_position_is_the_same_for_one_and_for_many(data, policy):
    days, held, cut = data.draw(drawing.months(30))
    chosen = paying(held, policy.move)
    assert row(computed(policy, (days, held, cut)))["job_class"] == (
        chosen.job_class if chosen else 0
    )


def test_a_policy_of_two_regulations_is_named_by_both():
    policy = drawing.kota_contoh()
    mixed = replace(policy, sources=(*policy.sources[1:], (policy.sources[0][0], "f" * 64)))
    assert policy.sha256 == policy.sources[0][1]
    assert mixed.sha256 not in {policy.sha256, "f" * 64}
    assert len(mixed.sha256) == 64


def test_a_section_of_another_kind_is_refused():
    policy = drawing.kota_contoh()
    with pytest.raises(TypeError, match="money"):
        pick({"money": policy.report}, "money", type(policy.money))
