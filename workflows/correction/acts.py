"""Names of the audited acts of this room."""

from enum import StrEnum


class Acts(StrEnum):
    """Acts of correcting attendance."""

    SUBMIT = "correction.submit"
    WITHDRAW = "correction.withdraw"
    SETTLE = "correction.settle"
