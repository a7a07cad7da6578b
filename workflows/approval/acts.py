"""Names of the audited acts of this room."""

from enum import StrEnum


class Acts(StrEnum):
    """Acts on the ladder."""

    SET_CHAIN = "approval.set_chain"
    PROPOSE_CHAIN = "approval.propose_chain"
    CONFIRM_CHAIN = "approval.confirm_chain"
    DROP_CHAIN_PROPOSAL = "approval.drop_chain_proposal"
    RECUSE = "approval.recuse"
    DISPUTE_SUPERIOR = "approval.dispute_superior"
    ANSWER_DISPUTE = "approval.answer_dispute"
    LAPSE_DISPUTE = "approval.lapse_dispute"
    REMIND = "approval.remind"
    ESCALATE = "approval.escalate"
    TELL = "approval.tell"
    ASK_REPAIR = "approval.ask_repair"
    DO_REPAIR = "approval.do_repair"
    DROP_REPAIR = "approval.drop_repair"
    SUBMIT_FILING = "approval.submit"
    DECIDE = "approval.decide"
    WITHDRAW_FILING = "approval.withdraw"
    CLAIM_DECISION = "approval.claim"
    COMPLETE_DECISION = "approval.complete"
    LAPSE_DECISION = "approval.lapse"
