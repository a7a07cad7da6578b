"""The rules of the ladder. Pure: no database, no engine, no clock."""

from workflows.approval.core.chain import (
    BadChain,
    ChainLevel,
    levels_for,
    parse_levels,
    turning_points,
)
from workflows.approval.core.eyes import Eyes, refused_by_four_eyes
from workflows.approval.core.ladder import (
    Choice,
    FilingShape,
    LevelShape,
    Next,
    Refusal,
    StepShape,
    StepState,
    Verb,
    next_state,
)
from workflows.approval.core.outcomes import (
    Claim,
    DecisionOutcome,
    FilingOutcome,
    Pick,
    SignProgress,
    StepCard,
)
from workflows.approval.core.procedure import Procedure
from workflows.approval.core.seats import (
    DroppedSeat,
    Organisation,
    PlannedLevel,
    PlannedStep,
    SeatPlan,
    freeze_seats,
)
from workflows.approval.core.states import FilingState

__all__ = [
    "BadChain",
    "ChainLevel",
    "Choice",
    "Claim",
    "DecisionOutcome",
    "DroppedSeat",
    "Eyes",
    "FilingOutcome",
    "FilingShape",
    "FilingState",
    "LevelShape",
    "Next",
    "Organisation",
    "Pick",
    "PlannedLevel",
    "PlannedStep",
    "Procedure",
    "Refusal",
    "SeatPlan",
    "SignProgress",
    "StepCard",
    "StepShape",
    "StepState",
    "Verb",
    "freeze_seats",
    "levels_for",
    "next_state",
    "parse_levels",
    "refused_by_four_eyes",
    "turning_points",
]
