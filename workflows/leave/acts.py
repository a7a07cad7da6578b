"""Names of the audited acts of this room."""

from enum import StrEnum


class Acts(StrEnum):
    """Acts of being away and of the balances behind it."""

    SAVE_DRAFT = "leave.save_draft"
    SUBMIT = "leave.submit"
    WITHDRAW = "leave.withdraw"
    SETTLE = "leave.settle"
    CALL_OFF = "leave.call_off"
    IMPORT_BALANCES = "leave.import_balances"
