"""Reads of the ladder; every one returns only what `by` may see."""

from workflows.approval.selectors.access import may_read, may_read_filing, readable_by
from workflows.approval.selectors.cards import (
    FilingCard,
    FilingFacts,
    HistoryLine,
    LevelCard,
    StepDetail,
)
from workflows.approval.selectors.claims import Signable, claim_of, made_by_key, signable
from workflows.approval.selectors.desk import (
    DeskPage,
    DeskRow,
    desk,
    desk_badge,
    desk_counts,
    desk_selection,
    filings_on_desk,
    next_step_id,
    vacant_steps,
)
from workflows.approval.selectors.details import (
    filing_card,
    filing_facts,
    filing_of_subject,
    filing_places,
    filing_state,
    history,
    step_detail,
)
from workflows.approval.selectors.issuing import issuing_agency
from workflows.approval.selectors.loads import DeskLoad, WaitingStep, desk_loads, steps_on
from workflows.approval.selectors.overdue import overdue_filings
from workflows.approval.selectors.procedures import known_flows

__all__ = [
    "DeskLoad",
    "DeskPage",
    "DeskRow",
    "FilingCard",
    "FilingFacts",
    "HistoryLine",
    "LevelCard",
    "Signable",
    "StepDetail",
    "WaitingStep",
    "claim_of",
    "desk",
    "desk_badge",
    "desk_counts",
    "desk_loads",
    "desk_selection",
    "filing_card",
    "filing_facts",
    "filing_of_subject",
    "filing_places",
    "filing_state",
    "filings_on_desk",
    "history",
    "issuing_agency",
    "known_flows",
    "made_by_key",
    "may_read",
    "may_read_filing",
    "next_step_id",
    "overdue_filings",
    "readable_by",
    "signable",
    "step_detail",
    "steps_on",
    "vacant_steps",
]
