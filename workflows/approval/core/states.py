"""The states a filing passes through."""

from enum import StrEnum


class FilingState(StrEnum):
    """Where a filing stands."""

    DRAFT = "draft"
    RUNNING = "running"
    RETURNED = "returned"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


WITH_MAKER = frozenset({FilingState.DRAFT, FilingState.RETURNED, FilingState.WITHDRAWN})
"""States in which the maker holds the filing and may submit it again."""
ENDED = frozenset({FilingState.APPROVED, FilingState.REJECTED})
"""States nothing leaves."""
