"""Writes of discipline: drafts from facts, hearings, proposals, and what the ladder made of them."""

from performance.sanctions.services.cases import (
    drop_case,
    propose_decision,
    record_hearing,
    withdraw_proposal,
)
from performance.sanctions.services.detection import Detection, open_case, open_draft_cases
from performance.sanctions.services.outcomes import (
    confirm_case,
    drop_rejected_case,
    hand_back_case,
)
from performance.sanctions.services.reading import note_case_read
from performance.sanctions.standing import CaseOutcome

__all__ = [
    "CaseOutcome",
    "Detection",
    "confirm_case",
    "drop_case",
    "drop_rejected_case",
    "hand_back_case",
    "note_case_read",
    "open_case",
    "open_draft_cases",
    "propose_decision",
    "record_hearing",
    "withdraw_proposal",
]
