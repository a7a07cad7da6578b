"""Reads of leave, duty and permits. What `by` may not see does not exist for `by`."""

from workflows.leave.selectors.cards import away_card
from workflows.leave.selectors.days import day_count, my_balances, stand_ins
from workflows.leave.selectors.requests import (
    away_detail,
    away_of_step,
    away_paper,
    away_to_call_off,
    my_requests,
    waiting_balances,
)

__all__ = [
    "away_card",
    "away_detail",
    "away_of_step",
    "away_paper",
    "away_to_call_off",
    "day_count",
    "my_balances",
    "my_requests",
    "stand_ins",
    "waiting_balances",
]
