"""Writes of corrections."""

from workflows.correction.services.filing import CorrectionOutcome, submit, withdraw
from workflows.correction.services.settling import settle

__all__ = ["CorrectionOutcome", "settle", "submit", "withdraw"]
