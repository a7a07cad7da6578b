"""Random histories of the ladder: the stored filing and `next_state` alone never tell two stories."""

import uuid
from collections import Counter

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from office.acts.core import Problem
from office.audit import clock
from tests.approval.city import CLERK, LENIENT, PLAIN
from tests.proofs import count
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
from workflows.approval.errors import RULES, AlreadyDecided, OtherRevision
from workflows.approval.invariants import invariants
from workflows.approval.models import Decision, Filing, Step
from workflows.approval.services import decide, set_chain, withdraw_filing

pytestmark = pytest.mark.django_db
PARTS = 4
"""Parts in which `make prove` shares out its 20,000 histories."""
HOLDERS = {
    # who decides on a seat, by the code of the position
    "KABID": "budi",
    "SEKDIN": "dedi",
    "AUDITOR": "fajar",
    "KADIS": "citra",
    "SEKDA": "sekda",
}
CROWDED = [
    {"number": 1, "seats": ["superior", "position:SEKDIN", "position:AUDITOR"], "needed": 2},
    {"number": 2, "seats": ["head"]},
    {"number": 3, "seats": ["position:SEKDA"]},
]
VERBS = st.sampled_from([Verb.APPROVE, Verb.APPROVE, Verb.APPROVE, Verb.RETURN, Verb.REJECT])
NOTES = st.sampled_from(["Alasan.", "Alasan.", "Alasan.", "", "  "])
LEVELS = st.sampled_from([None, None, 1, 2, 3])


class Story:
    """A filing in memory, moved by `next_state` alone."""

    def __init__(self, levels, steps):
        self.state, self.round, self.node = FilingState.RUNNING, 1, ""
        self.needed, self.approvals = levels, Counter()
        self.steps = steps

    def shape(self):
        levels = tuple(
            LevelShape(number, needed, signed=False, approvals=self.approvals[number])
            for number, needed in self.needed.items()
        )
        return FilingShape(self.state, self.round, levels, tuple(self.steps))

    def moved(self, choice, nxt):
        """Note what became of the filing but for the steps of a new round, whose rows the database numbers."""
        decided = next((step for step in self.steps if step.step_id == choice.step_id), None)
        if nxt.void_from:
            self.approvals = Counter({n: c for n, c in self.approvals.items() if n < nxt.void_from})
        if choice.verb == Verb.APPROVE:
            self.approvals[decided.level] += 1
        self.state, self.round, self.node = nxt.state, nxt.round, nxt.node
        self.steps = [self._step(step, decided, nxt) for step in self.steps]

    @staticmethod
    def _step(step, decided, nxt):
        state = step.state
        if step is decided:
            state = StepState.DECIDED
        elif step.step_id in nxt.close:
            state = StepState.CLOSED
        elif nxt.opens and not nxt.new_round and step.level == nxt.level:
            state = StepState.OPEN
        return StepShape(step.step_id, step.level, state)


class Ladder(RuleBasedStateMachine):
    """Does to a stored filing through the doors what it does to the story, and compares the two."""

    town, proof = None, None

    @initialize(flow=st.sampled_from([PLAIN, LENIENT]))
    def submit(self, flow):
        self.flow, self.earlier, self.deciders = flow, [], {}
        self.filing = Filing.objects.get(pk=self.town.submit(flow).filing_id)
        self.story = Story({lv["number"]: lv["needed"] for lv in self.filing.plan["levels"]}, [])
        self.number = int(self.filing.subject_ref.partition(":")[2])
        self.story.steps = self.expected_round(start=min(self.story.needed))

    def expected_round(self, start):
        """Return the steps of a round that begins at a level: rows from the database, states by the rule."""
        rows = Step.objects.filter(filing=self.filing, round=self.story.round)
        steps = []
        for row in rows.order_by("level", "pk"):
            self.deciders[row.pk] = self.town.holder[row.seat_id]
            state = StepState.OPEN if row.level == start else StepState.WAITING
            steps.append(StepShape(row.pk, row.level, state))
        return steps

    def act(self, choice, door):
        """Let the rules and the door judge the same choice; both do it, or both refuse and change nothing."""
        try:
            nxt = next_state(self.story.shape(), choice)
        except Refusal as refusal:
            with pytest.raises((RULES[refusal.code][0], AlreadyDecided, OtherRevision)):
                door()
            return
        answer = door()
        self.story.moved(choice, nxt)
        if nxt.new_round:
            self.earlier += self.story.steps
            self.story.steps = self.expected_round(nxt.level)
        if choice.verb in {Verb.APPROVE, Verb.RETURN, Verb.REJECT}:
            assert (answer.state, answer.round, answer.level) == (nxt.state, nxt.round, nxt.level)

    @rule(pick=st.integers(0, 30), verb=VERBS, note=NOTES, to_level=LEVELS)
    def choose(self, pick, verb, note, to_level):
        """Whoever holds a step's seat decides on it: open or not, of this round or an earlier one."""
        open_steps = [step for step in self.story.steps if step.state == StepState.OPEN]
        steps = [*open_steps * 3, *self.story.steps, *self.earlier]
        step = steps[pick % len(steps)]
        self.act(
            Choice(verb, step.step_id, to_level, note),
            lambda: decide(
                by=self.town.who(self.deciders[step.step_id]),
                step_id=step.step_id,
                choice=verb.value,
                note=note,
                to_level=to_level,
                revision_sha=self.filing.revision_sha,
                key=str(uuid.uuid4()),
            ),
        )

    @rule(pick=st.integers(0, 30))
    def choose_on_what_is_gone(self, pick):
        """A page opened before the filing changed decides nothing."""
        step = self.story.steps[pick % len(self.story.steps)]
        with pytest.raises(Problem):
            decide(
                by=self.town.who(self.deciders[step.step_id]),
                step_id=step.step_id,
                choice="approve",
                revision_sha="0" * 64,
                key=str(uuid.uuid4()),
            )

    @rule(note=NOTES)
    def withdraw(self, note):
        by = self.town.who("ani")
        self.act(
            Choice(Verb.WITHDRAW, note=note),
            lambda: withdraw_filing(by=by, filing_id=self.filing.pk, reason=note),
        )

    @precondition(lambda self: self.story.state != FilingState.REJECTED)
    @rule()
    def submit_again(self):
        """After a rejection the same subject begins as another filing: another story."""
        self.act(
            Choice(Verb.RESUBMIT),
            lambda: self.town.submit(self.flow, filing_id=self.filing.pk, number=self.number),
        )

    @invariant()
    def both_tell_the_same(self):
        if not hasattr(self, "story"):
            return
        filing = self.filing = Filing.objects.get(pk=self.filing.pk)
        rows = Step.objects.filter(filing=filing, round=filing.round).order_by("level", "pk")
        steps = tuple(StepShape(row.pk, row.level, StepState(row.state)) for row in rows)
        made = Decision.objects.filter(filing=filing, stands=True, choice="approve", state="made")
        approvals = Counter(made.values_list("step__level", flat=True))
        levels = tuple(
            LevelShape(level["number"], level["needed"], False, approvals[level["number"]])
            for level in filing.plan["levels"]
        )
        assert FilingShape(filing.state, filing.round, levels, steps) == self.story.shape()
        self.nothing_waits_elsewhere(filing)

    def nothing_waits_elsewhere(self, filing):
        """The engine waits at the node the rules name, and nowhere once the filing has ended."""
        tasks = [
            task.flow_task.name for task in filing.task_set.filter(finished=None).order_by("pk")
        ]
        if self.story.node or filing.state != FilingState.RUNNING:
            assert tasks == [self.story.node] * bool(self.story.node)
        assert len(tasks) == int(filing.state not in {FilingState.APPROVED, FilingState.REJECTED})

    def teardown(self):
        self.proof.counts()


@pytest.fixture
def crowded(town):
    """The town, where two of three decide first on what the lenient procedure brings."""
    set_chain(
        by=CLERK,
        kind="correction",
        agency_id=town.agencies["KOMINFO"],
        valid_from=clock.today(),
        levels=[{"due_workdays": 2} | level for level in CROWDED],
        decree="SE-2",
    )
    town.holder = {town.posts[key]: key for key in HOLDERS.values()}
    return town


def test_a_story_that_differs_is_noticed(crowded, proof):
    """The control: a rule that counts an approval too many does not pass."""
    told = bound(crowded, proof)()
    told.submit(PLAIN)
    told.both_tell_the_same()
    told.story.approvals[1] += 1
    with pytest.raises(AssertionError):
        told.both_tell_the_same()


def bound(town, proof) -> type[Ladder]:
    """Return the machine for one town."""
    return type("Ladder", (Ladder,), {"town": town, "proof": proof})


@pytest.mark.proof
@pytest.mark.parametrize("part", range(count(full=PARTS)))
def test_any_history_of_a_filing_is_the_one_its_rules_tell(crowded, proof, part):
    _ = part
    run_state_machine_as_test(
        bound(crowded, proof),
        settings=settings(
            max_examples=count(full=20_000, small=20) // count(full=PARTS),
            stateful_step_count=8,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert [offender for one in invariants() for offender in one.check()[1]] == []
