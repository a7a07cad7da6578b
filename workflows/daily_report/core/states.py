"""States of a report and what may be done in each. A report is written, filed, and settled by others."""

from enum import StrEnum


class State(StrEnum):
    """Where a report stands; the words are stored and shown by the status pill."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    REJECTED = "rejected"


OPEN_TO_MAKER = frozenset({State.DRAFT, State.RETURNED, State.REJECTED})
"""The maker may edit and file; a rejected report may be filed anew as another filing (house.md 2)."""

FILED = frozenset({State.SUBMITTED, State.APPROVED})
"""The claims stand: they are compared with attendance by `crosscheck`."""

SETTLED_BY_LADDER = {
    "approved": State.APPROVED,
    "returned": State.RETURNED,
    "rejected": State.REJECTED,
    "withdrawn": State.DRAFT,
}
"""What the ladder's outcome makes of a submitted report."""


def may_edit(state: str) -> bool:
    """Return whether the maker may change the activities."""
    return state in OPEN_TO_MAKER
