"""Names of the audited acts of this room."""

from enum import StrEnum


class Acts(StrEnum):
    """Acts on a case."""

    READ_CASE = "sanctions.read_case"
    DETECT = "sanctions.detect"
    OPEN_CASE = "sanctions.open_case"
    RECORD_HEARING = "sanctions.record_hearing"
    PROPOSE_DECISION = "sanctions.propose"
    WITHDRAW_PROPOSAL = "sanctions.withdraw_proposal"
    RETURN_PROPOSAL = "sanctions.return_proposal"
    CONFIRM_CASE = "sanctions.confirm"
    DROP_CASE = "sanctions.drop"
