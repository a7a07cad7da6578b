"""Seats are frozen at submission; the maker's and those of lower steps fall out, the line above follows."""

from hypothesis import given
from hypothesis import strategies as st

from office.people.core import Seat
from workflows.approval.core import ChainLevel, Organisation, freeze_seats
from workflows.approval.core.seats import (
    HELD_BELOW,
    HELD_BY_MAKER,
    LINE_ENDS,
    NO_SUCH_SEAT,
    USED_BELOW,
)

ANI, BUDI, CITRA, SEKDA, MAYOR = 1, 2, 3, 4, 5
KASI, HEAD, SEK, MAY = (Seat("position", n) for n in (11, 12, 13, 14))
VERIFIER, BUD = Seat("finance_verifier", 1), Seat("bud", 9)
TWO = (
    ChainLevel(1, ("superior",), 1, "daily_report", 5),
    ChainLevel(2, ("head",), 1, "daily_report", 5),
)
HELD = {KASI: {BUDI}, HEAD: {CITRA}, SEK: {SEKDA}, MAY: {MAYOR}}


def organisation(superior=KASI, head=HEAD, line=(KASI, HEAD, SEK, MAY), held=None, **named):
    holders = {seat: frozenset(people) for seat, people in (held or HELD).items()}
    names = {"superior": superior, "head": head} | {
        k.replace("__", ":"): v for k, v in named.items()
    }
    return Organisation(named=names, line=line, holders=holders)


def seats(plan):
    return [[step.seat for step in level.steps] for level in plan.levels]


def reasons(plan):
    return [(d.level, d.reason) for d in plan.dropped]


def test_staff_climbs_to_supervisor_and_head():
    plan = freeze_seats(TWO, ANI, organisation())
    assert seats(plan) == [[KASI], [HEAD]]
    assert plan.dropped == ()
    assert [s.field for level in plan.levels for s in level.steps] == ["L1a", "L2a"]
    assert [s.role for level in plan.levels for s in level.steps] == ["supervisor", "head"]


def test_a_supervisors_own_report_climbs_over_the_head_to_the_sekda():
    plan = freeze_seats(TWO, BUDI, organisation(superior=HEAD, line=(HEAD, SEK, MAY)))
    assert seats(plan) == [[HEAD], [SEK]]
    assert reasons(plan) == [(2, USED_BELOW)]


def test_a_heads_own_report_climbs_to_sekda_and_mayor():
    plan = freeze_seats(TWO, CITRA, organisation(superior=SEK, line=(SEK, MAY)))
    assert seats(plan) == [[SEK], [MAY]]
    assert reasons(plan) == [(2, HELD_BY_MAKER)]


def test_a_head_seat_held_by_the_supervisor_as_plt_gives_way_to_the_next_above():
    plan = freeze_seats(TWO, ANI, organisation(held=HELD | {HEAD: {BUDI}}))
    assert seats(plan) == [[KASI], [SEK]]
    assert reasons(plan) == [(2, HELD_BELOW)]


def test_a_vacant_seat_stays_and_says_so():
    plan = freeze_seats(TWO, ANI, organisation(held={KASI: {BUDI}, HEAD: ()}))
    assert [s.vacant for level in plan.levels for s in level.steps] == [False, True]


def test_at_the_top_one_level_is_left_and_the_missing_one_is_named():
    plan = freeze_seats(TWO, SEKDA, organisation(superior=MAY, head=SEK, line=(MAY,)))
    assert seats(plan) == [[MAY]]
    assert reasons(plan) == [(2, HELD_BY_MAKER), (2, LINE_ENDS)]


def test_nobody_above_leaves_no_level():
    plan = freeze_seats(TWO, MAYOR, organisation(superior=None, head=MAY, line=()))
    assert plan.levels == ()
    assert (1, NO_SUCH_SEAT) in reasons(plan)


def test_appointed_offices_follow_the_line_when_the_maker_holds_one():
    chain = (
        ChainLevel(1, ("appointment:finance_verifier",), 1, "", 1),
        ChainLevel(2, ("appointment:bud",), 1, "sp2d", 1),
    )
    plan = freeze_seats(
        chain,
        ANI,
        organisation(
            held=HELD | {VERIFIER: {ANI}, BUD: {9}},
            appointment__finance_verifier=VERIFIER,
            appointment__bud=BUD,
        ),
    )
    assert seats(plan) == [[KASI], [BUD]]
    assert plan.levels[1].steps[0].role == "treasury"


def test_two_of_three_keeps_three_seats_and_has_two_boxes_that_belong_to_no_seat():
    chain = (ChainLevel(1, ("superior", "head", "position:SEKDA"), 2, "daily_report", 5),)
    level = freeze_seats(chain, ANI, organisation(position__SEKDA=SEK)).levels[0]
    assert (level.needed, level.fields) == (2, ("L1a", "L1b"))
    assert [s.field for s in level.steps] == ["", "", ""]


def test_a_level_short_of_seats_is_filled_from_the_line():
    chain = (ChainLevel(1, ("superior", "head"), 2, "", 5),)
    plan = freeze_seats(chain, CITRA, organisation(superior=SEK, line=(SEK, MAY)))
    assert seats(plan) == [[SEK, MAY]]


ALL = [Seat("position", n) for n in range(1, 7)]
people_sets = st.frozensets(st.integers(1, 6), max_size=2)


@given(
    maker=st.integers(1, 6),
    holders=st.dictionaries(st.sampled_from(ALL), people_sets, min_size=6),
    line=st.permutations(ALL),
    named=st.lists(st.one_of(st.none(), st.sampled_from(ALL)), min_size=3, max_size=3),
    needed=st.integers(1, 2),
)
def test_no_plan_asks_the_maker_or_asks_anybody_twice(maker, holders, line, named, needed):
    names = ("superior", "head", "position:X")
    chain = (ChainLevel(1, names[:2], needed, "d", 1), ChainLevel(2, names[2:], 1, "d", 1))
    plan = freeze_seats(
        chain, maker, Organisation(dict(zip(names, named, strict=True)), tuple(line), holders)
    )
    taken = [step.seat for level in plan.levels for step in level.steps]
    assert len(set(taken)) == len(taken)
    asked = [holders.get(seat, frozenset()) for seat in taken]
    assert all(maker not in held for held in asked)
    for index, held in enumerate(asked):
        assert not any(held & other for other in asked[:index])
    assert all(1 <= level.needed <= len(level.steps) for level in plan.levels)
    boxes = [name for level in plan.levels for name in level.fields]
    assert len(set(boxes)) == len(boxes) == sum(level.needed for level in plan.levels)
    missing = {level.number for level in chain} - {level.number for level in plan.levels}
    assert missing == {d.level for d in plan.dropped if d.reason == LINE_ENDS}
