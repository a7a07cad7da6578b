"""Writes of the allowance; other rooms import from here."""

from performance.tpp.services._runs import ChunkOutcome, RunOutcome
from performance.tpp.services.accounts import PayAccountGiven, set_pay_accounts
from performance.tpp.services.facts import build_month_facts
from performance.tpp.services.payment import ask_disbursement, open_disbursement
from performance.tpp.services.reading import note_line_read
from performance.tpp.services.runs import (
    cancel_tpp_run,
    compute_chunk,
    freeze_tpp_run,
    hand_back_tpp_run,
    start_tpp_run,
    submit_tpp_run,
)
from performance.tpp.services.sanction_effects import apply_sanction_effect, end_sanction_effect

__all__ = [
    "ChunkOutcome",
    "PayAccountGiven",
    "RunOutcome",
    "apply_sanction_effect",
    "ask_disbursement",
    "build_month_facts",
    "cancel_tpp_run",
    "compute_chunk",
    "end_sanction_effect",
    "freeze_tpp_run",
    "hand_back_tpp_run",
    "note_line_read",
    "open_disbursement",
    "set_pay_accounts",
    "start_tpp_run",
    "submit_tpp_run",
]
