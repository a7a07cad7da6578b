"""The one function that says what a choice does to a filing."""

from dataclasses import dataclass
from enum import StrEnum

from workflows.approval.core.states import ENDED, WITH_MAKER, FilingState

FIRST_NODE, FURTHER_NODE, LAST_NODE, REVISE_NODE = "supervisor", "further", "head", "revise"


class Verb(StrEnum):
    """What may happen to a filing. The first three are the choices of an approver."""

    APPROVE = "approve"
    RETURN = "return"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    RESUBMIT = "resubmit"
    RESEAT = "reseat"


CHOICES = (Verb.APPROVE, Verb.RETURN, Verb.REJECT)


class StepState(StrEnum):
    """Where a step stands."""

    WAITING = "waiting"
    OPEN = "open"
    SIGNING = "signing"
    DECIDED = "decided"
    CLOSED = "closed"


class Refusal(Exception):
    """A choice the rules do not allow; `code` names the rule."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class LevelShape:
    """What the rules need to know of a level of the present round."""

    number: int
    """Number of the level; levels are in rising order."""
    needed: int
    """Approvals it needs."""
    signed: bool
    """Whether approving here means signing a document."""
    approvals: int = 0
    """Approvals that stand for the present revision."""


@dataclass(frozen=True, slots=True)
class StepShape:
    """What the rules need to know of a step."""

    step_id: int
    """Row of the step."""
    level: int
    """Its level."""
    state: StepState
    """Where it stands."""


@dataclass(frozen=True, slots=True)
class FilingShape:
    """A filing as the rules see it."""

    state: FilingState
    """Where it stands."""
    round: int
    """1 for the first submission; every return opens the next."""
    levels: tuple[LevelShape, ...]
    """All levels of the plan, lowest first."""
    steps: tuple[StepShape, ...]
    """Steps of the present round."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody wants to happen."""

    verb: Verb
    """Approve, return, reject, withdraw, resubmit or reseat."""
    step_id: int | None = None
    """The step decided on; None for the maker's own acts."""
    to_level: int | None = None
    """For a return: the earlier level it goes to; None for the maker."""
    note: str = ""
    """Reason; a return, a rejection and a withdrawal need one."""
    completes_claim: bool = False
    """True when a signature claimed earlier has been made and the step is `signing` for this very choice."""


@dataclass(frozen=True, slots=True)
class Next:
    """What the filing becomes."""

    state: FilingState
    """Its new state."""
    round: int
    """Its round from now on."""
    level: int
    """Level that is open now; 0 when none is."""
    node: str
    """Node of the flow that waits now; empty when the flow ends."""
    opens: bool = False
    """Whether a level opens that was not open before."""
    close: tuple[int, ...] = ()
    """Steps nobody needs to decide any more."""
    new_round: bool = False
    """Whether a new round with new, unsigned documents begins."""
    void_from: int = 0
    """Approvals at this level and above stand no longer; 0 voids none."""


def next_state(filing: FilingShape, choice: Choice) -> Next:
    """Return what a choice makes of a filing; raises Refusal with the code of the rule that forbids it.

    Approve counts towards the level; a complete level closes its other steps and opens the next, the last ends the
    filing as approved. A return opens a new round with a new unsigned revision: to the maker for editing and all levels
    again, or to an earlier level without editing, starting there, or at level 1 if a lower level had signed. Reject
    ends the filing. Withdraw hands it back to the maker while no decision is pending or made. Reseat asks another seat
    at the step's level: what stands there is asked again, in a new round, as after a return to that level.
    """
    if choice.verb == Verb.RESUBMIT:
        return _resubmitted(filing)
    if filing.state != FilingState.RUNNING:
        raise Refusal("ended" if filing.state in ENDED else "with_maker")
    if choice.verb == Verb.WITHDRAW:
        return _withdrawn(filing, choice)
    if choice.verb == Verb.RESEAT:
        return _reseated(filing, choice)
    step = _decidable(filing, choice)
    if choice.verb == Verb.APPROVE:
        return _approved(filing, step)
    if not choice.note.strip():
        raise Refusal("reason_missing")
    return (
        _rejected(filing)
        if choice.verb == Verb.REJECT
        else _returned(filing, step, choice.to_level)
    )


def node_of(levels: tuple[int, ...], level: int) -> str:
    """Return the node a level runs on: the last on `head`, the first of a longer chain on `supervisor`."""
    if level == levels[-1]:
        return LAST_NODE
    return FIRST_NODE if level == levels[0] else FURTHER_NODE


def _numbers(filing: FilingShape) -> tuple[int, ...]:
    return tuple(level.number for level in filing.levels)


def _resubmitted(filing: FilingShape) -> Next:
    if filing.state not in WITH_MAKER:
        raise Refusal("ended" if filing.state in ENDED else "still_running")
    first = filing.levels[0].number
    node = node_of(_numbers(filing), first)
    return Next(
        FilingState.RUNNING,
        filing.round + 1,
        first,
        node,
        opens=True,
        new_round=True,
        void_from=first,
    )


def _withdrawn(filing: FilingShape, choice: Choice) -> Next:
    if any(step.state == StepState.SIGNING for step in filing.steps):
        raise Refusal("being_signed")
    if any(step.state == StepState.DECIDED for step in filing.steps) or any(
        lv.approvals for lv in filing.levels
    ):
        raise Refusal("decided_already")
    if not choice.note.strip():
        raise Refusal("reason_missing")
    return Next(FilingState.WITHDRAWN, filing.round, 0, REVISE_NODE, close=_unfinished(filing))


def _decidable(filing: FilingShape, choice: Choice) -> StepShape:
    if choice.verb not in CHOICES:
        raise Refusal("unknown_choice")
    step = next((step for step in filing.steps if step.step_id == choice.step_id), None)
    if step is None:
        raise Refusal("older_round")
    if choice.completes_claim and (choice.verb != Verb.APPROVE or step.state != StepState.SIGNING):
        raise Refusal("claim_gone")
    others = [s for s in filing.steps if s is not step or not choice.completes_claim]
    if any(other.state == StepState.SIGNING for other in others):
        raise Refusal("being_signed")
    refusals = {
        StepState.WAITING: "not_yet",
        StepState.DECIDED: "decided_already",
        StepState.CLOSED: "closed_already",
    }
    if step.state in refusals:
        raise Refusal(refusals[step.state])
    return step


def _reseated(filing: FilingShape, choice: Choice) -> Next:
    if any(step.state == StepState.SIGNING for step in filing.steps):
        raise Refusal("being_signed")
    step = next((step for step in filing.steps if step.step_id == choice.step_id), None)
    if step is None:
        raise Refusal("older_round")
    if step.state not in (StepState.OPEN, StepState.WAITING):
        raise Refusal("decided_already" if step.state == StepState.DECIDED else "closed_already")
    if step.level != next(one.number for one in filing.levels if one.approvals < one.needed):
        raise Refusal("not_yet")
    if not choice.note.strip():
        raise Refusal("reason_missing")
    return _again_from(filing, step.level)


def _approved(filing: FilingShape, step: StepShape) -> Next:
    level = next(level for level in filing.levels if level.number == step.level)
    numbers = _numbers(filing)
    if level.approvals + 1 < level.needed:
        return Next(FilingState.RUNNING, filing.round, level.number, node_of(numbers, level.number))
    close = tuple(
        other.step_id
        for other in filing.steps
        if other.level == step.level
        and other.step_id != step.step_id
        and other.state in (StepState.OPEN, StepState.WAITING)
    )
    above = [number for number in numbers if number > step.level]
    if not above:
        return Next(FilingState.APPROVED, filing.round, 0, "", close=close)
    return Next(
        FilingState.RUNNING,
        filing.round,
        above[0],
        node_of(numbers, above[0]),
        opens=True,
        close=close,
    )


def _rejected(filing: FilingShape) -> Next:
    return Next(FilingState.REJECTED, filing.round, 0, "", close=_unfinished(filing))


def _returned(filing: FilingShape, step: StepShape, to_level: int | None) -> Next:
    first = filing.levels[0].number
    if to_level is None:
        return Next(
            FilingState.RETURNED,
            filing.round,
            0,
            REVISE_NODE,
            close=_unfinished(filing),
            void_from=first,
        )
    numbers = _numbers(filing)
    if to_level not in numbers or to_level >= step.level:
        raise Refusal("no_such_level")
    return _again_from(filing, to_level)


def _again_from(filing: FilingShape, level: int) -> Next:
    """Return a new round that starts at a level, or at the first where a lower level has signed the old revision."""
    numbers = _numbers(filing)
    lower_signed = any(one.signed and one.approvals for one in filing.levels if one.number < level)
    start = numbers[0] if lower_signed else level
    return Next(
        FilingState.RUNNING,
        filing.round + 1,
        start,
        node_of(numbers, start),
        opens=True,
        close=_unfinished(filing),
        new_round=True,
        void_from=start,
    )


def _unfinished(filing: FilingShape) -> tuple[int, ...]:
    return tuple(s.step_id for s in filing.steps if s.state in (StepState.OPEN, StepState.WAITING))
