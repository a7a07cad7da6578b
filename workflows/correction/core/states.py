"""Where a request for correction stands."""

from enum import StrEnum


class State(StrEnum):
    """Where a request stands."""

    DRAFT = "draft"
    RUNNING = "running"
    RETURNED = "returned"
    REJECTED = "rejected"
    APPROVED = "approved"


WITH_MAKER = frozenset({State.DRAFT, State.RETURNED, State.REJECTED})
"""States in which the maker may change and submit the request."""
LIVE = frozenset({State.RUNNING, State.APPROVED})
"""States that count towards the month's limit."""
SETTLED_BY_LADDER = {
    "approved": State.APPROVED,
    "returned": State.RETURNED,
    "rejected": State.REJECTED,
    "withdrawn": State.DRAFT,
}
"""What the ladder's outcome makes of a request."""
