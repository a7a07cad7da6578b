"""Doors of the ladder: every change of a filing goes through one of these acts.

`sign_batch` is no act itself: it opens a consent and then runs two acts per document.
"""

from workflows.approval.services.batch import sign_batch
from workflows.approval.services.chains import (
    confirm_chain,
    drop_chain_proposal,
    propose_chain,
)
from workflows.approval.services.clocks import escalate_desk, remind_desk
from workflows.approval.services.deciding import decide, withdraw_filing
from workflows.approval.services.filing import set_chain, submit_filing
from workflows.approval.services.line import (
    answer_dispute,
    dispute_superior,
    lapse_dispute,
    recuse,
)
from workflows.approval.services.repairs import ask_repair, do_repair, drop_repair
from workflows.approval.services.signing import claim_decision, complete_decision, lapse_decision
from workflows.approval.services.telling import tell_of_filing

__all__ = [
    "answer_dispute",
    "ask_repair",
    "claim_decision",
    "complete_decision",
    "confirm_chain",
    "decide",
    "dispute_superior",
    "do_repair",
    "drop_chain_proposal",
    "drop_repair",
    "escalate_desk",
    "lapse_decision",
    "lapse_dispute",
    "propose_chain",
    "recuse",
    "remind_desk",
    "set_chain",
    "sign_batch",
    "submit_filing",
    "tell_of_filing",
    "withdraw_filing",
]
