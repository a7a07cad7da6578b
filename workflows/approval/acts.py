"""Names of the audited acts of this room."""

from enum import StrEnum


class Acts(StrEnum):
    """Acts on the ladder."""

    SET_CHAIN = "approval.set_chain"
    SUBMIT_FILING = "approval.submit"
    DECIDE = "approval.decide"
    WITHDRAW_FILING = "approval.withdraw"
    CLAIM_DECISION = "approval.claim"
    COMPLETE_DECISION = "approval.complete"
    LAPSE_DECISION = "approval.lapse"
