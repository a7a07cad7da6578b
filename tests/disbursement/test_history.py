"""Any history of asking, returning, mending and releasing leaves the line where plain addition says."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.disbursement.conftest import found
from tests.proofs import count
from workflows.disbursement.errors import OverTheLine, WrongState
from workflows.disbursement.models import BudgetLine
from workflows.disbursement.reservation import free, reserve, spend, take_back

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["reserve", "free", "spend", "take_back"]), st.integers(1, 6_000_000)
    ),
    max_size=25,
)


class Reference:
    """Ten lines of plain arithmetic: what a careful clerk writes on paper."""

    def __init__(self, ceiling: int) -> None:
        self.ceiling, self.reserved, self.spent = ceiling, 0, 0

    def step(self, move: str, amount: int) -> bool:
        """Return whether the clerk would allow it, and note it if so."""
        allowed = {
            "reserve": self.reserved + self.spent + amount <= self.ceiling,
            "free": amount <= self.reserved,
            "spend": amount <= self.reserved,
            "take_back": amount <= self.spent,
        }[move]
        if allowed:
            self.reserved += {"reserve": amount, "free": -amount, "spend": -amount}.get(move, 0)
            self.spent += {"spend": amount, "take_back": -amount}.get(move, 0)
        return allowed


MOVES = {"reserve": reserve, "free": free, "spend": spend, "take_back": take_back}


@pytest.fixture
def line_id(db, at) -> int:
    at(2026, 10, 5, 8, 0)
    return found().line_id


@pytest.mark.proof
@settings(
    max_examples=count(full=1_000, small=60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(history=STEPS)
def test_every_history_agrees_with_the_clerk(line_id, proof, history):
    BudgetLine.objects.filter(pk=line_id).update(committed=0, spent=0)
    clerk = Reference(10_000_000)
    for move, amount in history:
        try:
            MOVES[move](line_id, amount)
            done = True
        except (OverTheLine, WrongState):
            done = False
        assert done is clerk.step(move, amount)
        row = BudgetLine.objects.get(pk=line_id)
        assert (row.committed, row.spent) == (clerk.reserved + clerk.spent, clerk.spent)
        assert 0 <= row.spent <= row.committed <= row.ceiling
    proof.counts()
