"""Names of this room's acts, as they stand in the trail."""

from enum import StrEnum


class Acts(StrEnum):
    """Pinned: the trail keeps these words."""

    START_RUN = "tpp.start_run"
    COMPUTE_CHUNK = "tpp.compute_chunk"
    SUBMIT_RUN = "tpp.submit_run"
    CANCEL_RUN = "tpp.cancel_run"
    FREEZE_RUN = "tpp.freeze_run"
    HAND_BACK_RUN = "tpp.hand_back_run"
    OPEN_DISBURSEMENT = "tpp.open_disbursement"
    ASK_DISBURSEMENT = "tpp.ask_disbursement"
    READ_LINE = "tpp.read_line"
    APPLY_SANCTION_EFFECT = "tpp.apply_sanction_effect"
    END_SANCTION_EFFECT = "tpp.end_sanction_effect"
    SET_PAY_ACCOUNTS = "tpp.set_pay_accounts"
