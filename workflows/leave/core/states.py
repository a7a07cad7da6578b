"""What may be asked for, and where a request stands."""

from enum import StrEnum


class Procedure(StrEnum):
    """The three ways to be away; each is a procedure of its own on the ladder."""

    LEAVE = "leave"
    DUTY = "duty"
    PERMIT = "permit"


class State(StrEnum):
    """Where a request stands."""

    DRAFT = "draft"
    RUNNING = "running"
    RETURNED = "returned"
    REJECTED = "rejected"
    APPROVED = "approved"
    CANCELLED = "cancelled"


WITH_MAKER = frozenset({State.DRAFT, State.RETURNED, State.REJECTED})
"""States in which the maker may change and submit the request."""
LIVE = frozenset({State.RUNNING, State.APPROVED})
"""States in which a request holds its days: nobody else's, and off the balance."""
SETTLED_BY_LADDER = {
    "approved": State.APPROVED,
    "returned": State.RETURNED,
    "rejected": State.REJECTED,
    "withdrawn": State.DRAFT,
}
"""What the ladder's outcome makes of a request."""
DAY_MINUTES = 1440
"""Until-minute of a whole day."""
