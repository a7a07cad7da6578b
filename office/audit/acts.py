"""Names of the audited acts of this room."""

from enum import StrEnum


class Acts(StrEnum):
    """Acts of the trail itself."""

    SET_CLOCK = "audit.set_clock"
