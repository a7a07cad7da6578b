"""Four eyes: who may not decide although a seat is his or hers."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

IS_MAKER = "is_maker"
IS_LAST_EDITOR = "is_last_editor"
IS_EARLIER_APPROVER = "is_earlier_approver"
ACTS_FOR_MAKER = "acts_for_maker"
ACTS_FOR_LAST_EDITOR = "acts_for_last_editor"
ACTS_FOR_EARLIER_APPROVER = "acts_for_earlier_approver"


@dataclass(frozen=True, slots=True)
class Eyes:
    """The people whose eyes have already been on a filing."""

    maker_id: int
    """Employee whose filing it is."""
    last_editor_id: int
    """Employee who last changed it, often the maker."""
    approver_ids: frozenset[int] = frozenset()
    """Employees whose approval counts for the present revision."""
    strict: bool = True
    """False where the procedure keeps out only the maker and whoever acts for the maker."""


def refused_by_four_eyes(actor_id: int, acts_for: AbstractSet[int], eyes: Eyes) -> str:
    """Return why this actor may not decide, or an empty text.

    `acts_for` holds the employees for whose seats the actor carries a live mandate (Plh or delegation): whoever stands
    in for one whose eyes were on the filing brings no second pair.
    """
    reasons = [
        (eyes.maker_id == actor_id, IS_MAKER),
        (eyes.maker_id in acts_for, ACTS_FOR_MAKER),
        (eyes.strict and eyes.last_editor_id == actor_id, IS_LAST_EDITOR),
        (eyes.strict and eyes.last_editor_id in acts_for, ACTS_FOR_LAST_EDITOR),
        (eyes.strict and actor_id in eyes.approver_ids, IS_EARLIER_APPROVER),
        (eyes.strict and bool(eyes.approver_ids & acts_for), ACTS_FOR_EARLIER_APPROVER),
    ]
    return next((reason for applies, reason in reasons if applies), "")
