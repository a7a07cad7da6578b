"""What the components compute."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.widgets import band, charts, states

spans = st.lists(
    st.tuples(st.integers(0, 1800), st.integers(1, 300)).map(lambda p: (p[0], p[0] + p[1]))
)


@given(spans)
def test_overlapping_activities_never_share_a_lane(drawn):
    lanes = band.lanes_of(drawn)
    for one, first in enumerate(drawn):
        for two, second in enumerate(drawn[:one]):
            if first[0] < second[1] and second[0] < first[1]:
                assert lanes[one] != lanes[two]


@given(spans)
def test_no_block_leaves_the_band(drawn):
    drawing = band.draw(
        [(450, 960)], drawn, [{"start": s, "end": e, "label": "x", "tone": ""} for s, e in drawn]
    )
    for block in [*drawing.presence, *drawing.activities, *drawing.required]:
        assert float(block.left) >= 0
        assert float(block.left) + float(block.width) <= 100.01


def test_an_empty_day_shows_office_hours():
    assert [tick.text for tick in band.draw([], [], []).ticks][:2] == ["07", "08"]


def test_a_night_shift_goes_on_after_midnight():
    drawing = band.draw([(1260, 1860)], [(1255, 1865)], [])
    assert drawing.presence[0].span == "20.55–07.05"
    assert drawing.ticks[-1].text == "08"


def test_a_span_outside_a_fixed_axis_is_cut_to_it():
    drawing = band.draw([], [(300, 1500)], [], start=420, until=1020)
    assert (drawing.presence[0].left, drawing.presence[0].width) == ("0.000", "100.000")


def test_a_share_is_never_wider_than_the_bar():
    assert [part.width for part in charts.shares(100, 150, -1)] == ["100.00", "0.00"]


def test_a_ceiling_of_nothing_draws_nothing():
    assert charts.shares(0, 0, 0) == []


def test_one_number_is_no_line():
    assert charts.spark_points([3]) == ""


def test_a_line_has_one_point_per_number_and_rises_upwards():
    first, last = charts.spark_points([1, 5]).split(" ")
    assert float(first.split(",")[1]) > float(last.split(",")[1])


def test_series_of_another_length_than_the_labels_are_refused():
    with pytest.raises(ValueError, match="argument"):
        charts.table_of(["Agu"], {"TPP": [1, 2]})


def test_a_plain_list_is_one_series_with_the_title_as_its_name():
    assert charts.series_of([1], "TPP") == {"TPP": [1]}
    assert charts.table_of(["Agu"], {"TPP": [1]}).rows == (("Agu", (1,)),)


def test_states_of_one_tone_still_differ_in_shape_or_word():
    marks = list(states.STATES.values())
    assert (
        len({(mark.tone, mark.icon, str(mark.word)) for mark in marks}) >= len(marks) - 1
    )  # "decided" and "made" say the same


def test_an_unknown_state_shows_its_own_name():
    assert states.mark_of("baru").word == "baru"


def test_a_tone_that_does_not_exist_is_refused():
    with pytest.raises(KeyError):
        states.pill_mark("blue", "x")
