"""Writes of leave, duty and permits, and of the balances behind leave."""

from workflows.leave.outcomes import AwayOutcome
from workflows.leave.services.balances import ImportOutcome, import_balances
from workflows.leave.services.ending import call_off
from workflows.leave.services.filing import save_draft, submit, withdraw
from workflows.leave.services.settling import settle

__all__ = [
    "AwayOutcome",
    "ImportOutcome",
    "call_off",
    "import_balances",
    "save_draft",
    "settle",
    "submit",
    "withdraw",
]
