"""What each choice makes of a filing: the rules of the ladder, without a database."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflows.approval.core import (
    Choice,
    FilingShape,
    FilingState,
    LevelShape,
    Refusal,
    StepShape,
    StepState,
    Verb,
    next_state,
)
from workflows.approval.core.ladder import node_of

CHOICES = (Verb.APPROVE, Verb.RETURN, Verb.REJECT)
WHY = "Lampiran kurang."


def filing(level=1, *, levels=3, signed=(), needed=1, state=FilingState.RUNNING):
    """Three levels with one step each (ids 1, 2, 3); those below the open one are decided."""
    shapes = tuple(
        LevelShape(
            n,
            needed if n == level else 1,
            n in signed,
            int(n < level),
        )
        for n in range(1, levels + 1)
    )
    steps = tuple(
        StepShape(
            n,
            n,
            StepState.DECIDED if n < level else StepState.OPEN if n == level else StepState.WAITING,
        )
        for n in range(1, levels + 1)
    )
    return FilingShape(state, 1, shapes, steps)


def with_step(shape, step_id, state, level=None):
    known = [s for s in shape.steps if s.step_id != step_id]
    return replace(shape, steps=(*known, StepShape(step_id, level or step_id, state)))


def test_approval_opens_the_next_level():
    nxt = next_state(filing(1), Choice(Verb.APPROVE, 1))
    assert (nxt.state, nxt.level, nxt.node, nxt.opens, nxt.round) == (
        "running",
        2,
        "further",
        True,
        1,
    )


def test_the_last_level_runs_on_head_and_ends_as_approved():
    assert next_state(filing(2), Choice(Verb.APPROVE, 2)).node == "head"
    nxt = next_state(filing(3), Choice(Verb.APPROVE, 3))
    assert (nxt.state, nxt.level, nxt.node, nxt.opens) == ("approved", 0, "", False)


@pytest.mark.parametrize(
    ("levels", "nodes"),
    [
        ((1,), ["head"]),
        ((1, 2), ["supervisor", "head"]),
        ((1, 2, 4), ["supervisor", "further", "head"]),
    ],
)
def test_levels_run_on_the_named_nodes(levels, nodes):
    assert [node_of(levels, level) for level in levels] == nodes


def test_two_of_three_wait_for_the_second_and_close_the_third():
    shape = with_step(with_step(filing(1, needed=2), 11, StepState.OPEN, 1), 12, StepState.OPEN, 1)
    first = next_state(shape, Choice(Verb.APPROVE, 1))
    assert (first.level, first.opens, first.close) == (1, False, ())
    shape = replace(
        with_step(shape, 1, StepState.DECIDED),
        levels=(replace(shape.levels[0], approvals=1), *shape.levels[1:]),
    )
    second = next_state(shape, Choice(Verb.APPROVE, 11))
    assert (second.level, second.opens, second.close) == (2, True, (12,))


def test_a_return_to_the_maker_voids_everything_and_waits_for_revision():
    nxt = next_state(filing(2), Choice(Verb.RETURN, 2, note=WHY))
    assert (nxt.state, nxt.level, nxt.node, nxt.void_from, nxt.round) == (
        "returned",
        0,
        "revise",
        1,
        1,
    )
    assert set(nxt.close) == {2, 3}


def test_resubmission_opens_a_new_round_at_the_first_level():
    nxt = next_state(filing(state=FilingState.RETURNED), Choice(Verb.RESUBMIT))
    assert (nxt.state, nxt.round, nxt.level, nxt.new_round) == ("running", 2, 1, True)


def test_a_return_to_an_earlier_level_starts_there_when_nobody_below_had_signed():
    nxt = next_state(filing(3, signed={3}), Choice(Verb.RETURN, 3, to_level=2, note=WHY))
    assert (nxt.state, nxt.round, nxt.level, nxt.new_round, nxt.void_from) == (
        "running",
        2,
        2,
        True,
        2,
    )


def test_a_return_to_an_earlier_level_starts_at_the_first_if_a_lower_level_had_signed():
    nxt = next_state(filing(3, signed={1, 2, 3}), Choice(Verb.RETURN, 3, to_level=2, note=WHY))
    assert (nxt.round, nxt.level, nxt.node, nxt.void_from) == (2, 1, "supervisor", 1)


def test_the_signature_of_the_level_returned_to_does_not_count_as_lower():
    nxt = next_state(filing(3, signed={2, 3}), Choice(Verb.RETURN, 3, to_level=2, note=WHY))
    assert nxt.level == 2


@pytest.mark.parametrize("to_level", [0, 2, 3, 9])
def test_a_return_goes_only_to_an_earlier_level(to_level):
    with pytest.raises(Refusal, match="no_such_level"):
        next_state(filing(2), Choice(Verb.RETURN, 2, to_level=to_level, note=WHY))


def test_reject_ends_the_filing():
    nxt = next_state(filing(1), Choice(Verb.REJECT, 1, note=WHY))
    assert (nxt.state, nxt.node, set(nxt.close)) == ("rejected", "", {1, 2, 3})


@pytest.mark.parametrize("verb", [Verb.RETURN, Verb.REJECT])
@pytest.mark.parametrize("note", ["", "  \n"])
def test_a_refusal_says_why(verb, note):
    with pytest.raises(Refusal, match="reason_missing"):
        next_state(filing(1), Choice(verb, 1, note=note))


def test_withdraw_hands_back_while_nothing_is_decided():
    nxt = next_state(filing(1), Choice(Verb.WITHDRAW, note=WHY))
    assert (nxt.state, nxt.node, nxt.round) == ("withdrawn", "revise", 1)


def test_withdraw_is_refused_once_somebody_decided_or_signs():
    with pytest.raises(Refusal, match="decided_already"):
        next_state(filing(2), Choice(Verb.WITHDRAW, note=WHY))
    with pytest.raises(Refusal, match="being_signed"):
        next_state(with_step(filing(1), 1, StepState.SIGNING), Choice(Verb.WITHDRAW, note=WHY))
    with pytest.raises(Refusal, match="reason_missing"):
        next_state(filing(1), Choice(Verb.WITHDRAW))


@pytest.mark.parametrize("verb", [Verb.APPROVE, Verb.RETURN, Verb.REJECT])
def test_nothing_is_decided_while_a_claim_lives(verb):
    shape = with_step(with_step(filing(1, needed=2), 11, StepState.SIGNING, 1), 1, StepState.OPEN)
    with pytest.raises(Refusal, match="being_signed"):
        next_state(shape, Choice(verb, 1, note=WHY))
    with pytest.raises(Refusal, match="being_signed"):
        next_state(shape, Choice(verb, 11, note=WHY))


def test_only_the_claims_own_approval_completes_it():
    shape = with_step(filing(1), 1, StepState.SIGNING)
    assert next_state(shape, Choice(Verb.APPROVE, 1, completes_claim=True)).level == 2
    with pytest.raises(Refusal, match="claim_gone"):
        next_state(shape, Choice(Verb.REJECT, 1, note=WHY, completes_claim=True))
    with pytest.raises(Refusal, match="claim_gone"):
        next_state(filing(1), Choice(Verb.APPROVE, 1, completes_claim=True))


@pytest.mark.parametrize(
    ("step_id", "code"), [(1, "decided_already"), (3, "not_yet"), (99, "older_round")]
)
def test_a_step_that_is_not_open_says_so(step_id, code):
    with pytest.raises(Refusal, match=code):
        next_state(filing(2), Choice(Verb.APPROVE, step_id))


def test_a_closed_step_says_so():
    with pytest.raises(Refusal, match="closed_already"):
        next_state(with_step(filing(2), 12, StepState.CLOSED, 1), Choice(Verb.APPROVE, 12))


@pytest.mark.parametrize("state", [FilingState.APPROVED, FilingState.REJECTED])
@pytest.mark.parametrize("verb", list(Verb))
def test_nothing_leaves_an_ended_filing(state, verb):
    with pytest.raises(Refusal, match="ended"):
        next_state(filing(state=state), Choice(verb, 1, note=WHY))


@pytest.mark.parametrize("state", [FilingState.RETURNED, FilingState.WITHDRAWN])
@pytest.mark.parametrize("verb", [Verb.APPROVE, Verb.RETURN, Verb.REJECT, Verb.WITHDRAW])
def test_with_its_maker_a_filing_is_not_decided(state, verb):
    with pytest.raises(Refusal, match="with_maker"):
        next_state(filing(state=state), Choice(verb, 1, note=WHY))


def test_a_running_filing_is_not_submitted_again():
    with pytest.raises(Refusal, match="still_running"):
        next_state(filing(), Choice(Verb.RESUBMIT))


def test_an_unknown_choice_is_no_choice():
    with pytest.raises(Refusal, match="unknown_choice"):
        next_state(filing(1), Choice("agree", 1))


@st.composite
def histories(draw):
    levels = draw(st.integers(1, 4))
    needed = [draw(st.integers(1, 3)) for _ in range(levels)]
    extra = [draw(st.integers(0, 2)) for _ in range(levels)]
    signed = [draw(st.booleans()) for _ in range(levels)]
    moves = draw(
        st.lists(
            st.tuples(st.sampled_from(list(Verb)), st.integers(0, 30), st.integers(0, 5)),
            max_size=25,
        )
    )
    return needed, extra, signed, moves


class Climb:
    """A filing in memory, moved by next_state alone, as the shell moves the stored one."""

    def __init__(self, needed, extra, signed):
        self.needed, self.extra, self.signed = needed, extra, signed
        self.round, self.state, self.level, self.approvals, self.next_id = (
            1,
            FilingState.RUNNING,
            1,
            {},
            0,
        )
        self.new_steps(1)

    def new_steps(self, start):
        self.steps = []
        for number, (needed, extra) in enumerate(zip(self.needed, self.extra, strict=True), 1):
            for _ in range(needed + extra if number >= start else 0):
                self.next_id += 1
                state = StepState.OPEN if number == start else StepState.WAITING
                self.steps.append([self.next_id, number, state])

    def shape(self):
        levels = tuple(
            LevelShape(n, needed, signed, self.approvals.get(n, 0))
            for n, (needed, signed) in enumerate(zip(self.needed, self.signed, strict=True), 1)
        )
        return FilingShape(self.state, self.round, levels, tuple(StepShape(*s) for s in self.steps))

    def move(self, verb, pick, to_level):
        step = self.steps[pick % len(self.steps)]
        nxt = next_state(self.shape(), Choice(verb, step[0], to_level or None, WHY))
        if nxt.void_from:
            self.approvals = {n: count for n, count in self.approvals.items() if n < nxt.void_from}
        if verb in CHOICES:
            step[2] = StepState.DECIDED
        if verb == Verb.APPROVE:
            self.approvals[step[1]] = self.approvals.get(step[1], 0) + 1
        self.close(nxt.close)
        assert nxt.round == self.round + nxt.new_round
        self.state, self.round, self.level = nxt.state, nxt.round, nxt.level
        if nxt.new_round:
            self.new_steps(nxt.level)
        elif nxt.opens:
            self.open(nxt.level)
        return nxt

    def close(self, step_ids):
        for step in self.steps:
            if step[0] in step_ids and step[2] != StepState.DECIDED:
                step[2] = StepState.CLOSED

    def open(self, level):
        for step in self.steps:
            if step[1] == level:
                assert step[2] == StepState.WAITING
                step[2] = StepState.OPEN


@settings(max_examples=300, deadline=None)
@given(histories())
def test_any_history_keeps_the_ladder_whole(history):
    needed, extra, signed, moves = history
    climb = Climb(needed, extra, signed)
    for verb, pick, to_level in moves:
        before = climb.shape()
        try:
            nxt = climb.move(verb, pick, to_level)
        except Refusal:
            assert climb.shape() == before
            continue
        open_steps = [step for step in climb.steps if step[2] == StepState.OPEN]
        if climb.state == FilingState.RUNNING:
            assert {step[1] for step in open_steps} == {climb.level}
            assert len(open_steps) >= needed[climb.level - 1] - climb.approvals.get(climb.level, 0)
            assert nxt.node == node_of(tuple(range(1, len(needed) + 1)), climb.level)
            below = range(1, climb.level)
            assert all(climb.approvals.get(n, 0) == needed[n - 1] for n in below)
            assert climb.approvals.get(climb.level, 0) < needed[climb.level - 1]
        else:
            assert open_steps == []
            assert not [step for step in climb.steps if step[2] == StepState.WAITING]
        if climb.state == FilingState.APPROVED:
            assert climb.approvals == dict(enumerate(needed, 1))
        if climb.state in (FilingState.RETURNED, FilingState.WITHDRAWN):
            assert nxt.node == "revise"
        assert climb.round >= before.round
