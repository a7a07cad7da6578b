"""Writes of disbursement: the budget, requests for payment, and the release of funds."""

from workflows.disbursement.services.budget import BudgetImport, import_budget, open_budget_line
from workflows.disbursement.services.requests import (
    RequestOutcome,
    free_reservation,
    record_bank_file,
    release_funds,
    resubmit_request,
    reverse_release,
    submit_request,
    withdraw_request,
)

__all__ = [
    "BudgetImport",
    "RequestOutcome",
    "free_reservation",
    "import_budget",
    "open_budget_line",
    "record_bank_file",
    "release_funds",
    "resubmit_request",
    "reverse_release",
    "submit_request",
    "withdraw_request",
]
