"""Who may act for a seat: the pure rule."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.people.core import Basis, Mandated, Reach, Seat, Tenure, holders_on

DAY = date(2026, 10, 5)
HOLDER = Tenure(1, "SK 1", date(2026, 1, 1), None)


def mandate(kind, employee_id=2, first=date(2026, 10, 1), last=date(2026, 10, 9), **more):
    return Mandated(7, kind, employee_id, "SK 2", first, last, **more)


def acting(tenures, mandates, on=DAY):
    return [(holder.employee_id, holder.basis) for holder in holders_on(tenures, mandates, on)]


@pytest.mark.parametrize(
    ("tenures", "mandates", "expected"),
    [
        pytest.param([HOLDER], [], [(1, "definitive")], id="the holder"),
        pytest.param([], [], [], id="a vacant seat has nobody"),
        pytest.param(
            [HOLDER], [mandate("plh")], [(2, "plh")], id="a Plh stands in for the absent holder"
        ),
        pytest.param([], [mandate("plh")], [], id="a Plh of a vacant seat is worth nothing"),
        pytest.param([], [mandate("plt")], [(2, "plt")], id="a Plt acts for a vacant seat"),
        pytest.param(
            [HOLDER],
            [mandate("plt")],
            [(1, "definitive")],
            id="a Plt of a held seat is worth nothing",
        ),
        pytest.param(
            [HOLDER],
            [mandate("delegation")],
            [(1, "definitive"), (2, "delegation")],
            id="a delegate acts beside",
        ),
        pytest.param([], [mandate("delegation")], [], id="a delegation ends with the tenure"),
        pytest.param(
            [HOLDER],
            [mandate("plh", employee_id=1)],
            [(1, "definitive")],
            id="no mandate for oneself",
        ),
        pytest.param(
            [HOLDER],
            [mandate("plh", last=date(2026, 10, 4))],
            [(1, "definitive")],
            id="an ended one is worth nothing",
        ),
        pytest.param(
            [HOLDER],
            [mandate("plh", first=date(2026, 10, 6))],
            [(1, "definitive")],
            id="nor is a future one",
        ),
    ],
)
def test_who_may_act(tenures, mandates, expected):
    assert acting(tenures, mandates) == expected


@pytest.mark.parametrize("day", [date(2026, 10, 1), date(2026, 10, 9)])
def test_the_first_and_the_last_day_count(day):
    assert acting([HOLDER], [mandate("plh")], day) == [(2, "plh")]


def test_two_holders_of_one_appointed_office_both_act():
    assert acting([HOLDER, Tenure(3, "SK 3", DAY, DAY)], []) == [
        (1, "definitive"),
        (3, "definitive"),
    ]


def test_the_answer_names_mandate_decree_and_reach():
    reach = Reach(("daily_report",), 1_000)
    (holder,) = holders_on([HOLDER], [mandate("plh", reach=reach)], DAY)
    assert (holder.mandate_id, holder.decree, holder.reach) == (7, "SK 2", reach)


@pytest.mark.parametrize(
    ("procedure", "amount", "covered"),
    [
        ("daily_report", 0, True),
        ("daily_report", 1_000, True),
        ("daily_report", 1_001, False),
        ("disbursement", 0, False),
    ],
)
def test_a_mandate_reaches_to_its_scope_and_limit(procedure, amount, covered):
    (holder,) = holders_on([HOLDER], [mandate("plh", reach=Reach(("daily_report",), 1_000))], DAY)
    assert holder.covers(procedure, amount) is covered


def test_without_scope_and_limit_everything_is_covered():
    assert Reach().covers("anything", 10**15)


DATES = st.dates(date(2026, 9, 1), date(2026, 11, 30))
MANDATES = st.builds(
    lambda kind, who, first, days: mandate(kind, who, first, first + timedelta(days=days)),
    st.sampled_from(["plt", "plh", "delegation"]),
    st.integers(1, 4),
    DATES,
    st.integers(0, 30),
)
TENURES = st.builds(
    lambda who, first, days: Tenure(
        who, "SK", first, None if days is None else first + timedelta(days=days)
    ),
    st.integers(1, 4),
    DATES,
    st.none() | st.integers(0, 40),
)


@given(st.lists(TENURES, max_size=3), st.lists(MANDATES, max_size=5), DATES)
def test_whoever_acts_has_a_row_in_force_that_day(tenures, mandates, on):
    sitting = {t.employee_id for t in tenures if t.covers(on)}
    for holder in holders_on(tenures, mandates, on):
        if holder.basis == Basis.DEFINITIVE:
            assert holder.employee_id in sitting
        else:
            assert any(
                m.employee_id == holder.employee_id and m.covers(on) and m.kind == holder.basis
                for m in mandates
            )
            assert holder.employee_id not in sitting
            assert (holder.basis == Basis.PLT) == (not sitting)


@pytest.mark.parametrize(
    "text", ["position:12", "ppk_skpd:3", "bud:x", "bud", "", "king:1", "position:-1"]
)
def test_only_known_seats_are_read(text):
    if text == "position:12":
        assert Seat.parse(text) == Seat.position(12)
        return
    with pytest.raises(ValueError, match="expected a seat"):
        Seat.parse(text)


@pytest.mark.parametrize("seat", [Seat.position(3), Seat("bud", 5), Seat("finance_verifier", 1)])
def test_a_seat_is_written_and_read_back(seat):
    assert Seat.parse(str(seat)) == seat
    assert seat.is_position == (seat.kind == "position")
