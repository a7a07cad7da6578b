"""Doors of the ladder: every change of a filing goes through one of these acts.

`sign_batch` is no act itself: it opens a consent and then runs two acts per document.
"""

from workflows.approval.services.batch import sign_batch
from workflows.approval.services.chains import (
    confirm_chain,
    drop_chain_proposal,
    propose_chain,
)
from workflows.approval.services.deciding import decide, withdraw_filing
from workflows.approval.services.filing import set_chain, submit_filing
from workflows.approval.services.signing import claim_decision, complete_decision, lapse_decision

__all__ = [
    "claim_decision",
    "complete_decision",
    "confirm_chain",
    "decide",
    "drop_chain_proposal",
    "lapse_decision",
    "propose_chain",
    "set_chain",
    "sign_batch",
    "submit_filing",
    "withdraw_filing",
]
