"""What a batch and the finishing job ask before they sign."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from office.audit import clock
from office.audit.core import Actor
from office.people import selectors as people
from signing.selectors import newest_files
from workflows.approval.core import StepState
from workflows.approval.models import Decision, DecisionState, Step


@dataclass(frozen=True, slots=True)
class Signable:
    """An open step on a desk of the actor's."""

    step_id: int
    """The step."""
    seat: str
    """Seat it waits for, `position:12`."""
    base_sha256: str
    """Newest file of its document, which a consent must name; empty where the level signs none."""


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """A claim as the finishing job sees it."""

    decision_id: int
    """Row of the decision."""
    signature_id: int
    """Its intended signature."""
    state: str
    """pending, made or lapsed."""
    expires_at: datetime
    """When it lapses unless made."""


def signable(step_ids: Iterable[int], by: Actor) -> dict[int, Signable]:
    """Return which of these steps are open and on a seat the actor holds now, by step, in a few queries.

    A first look only: right and four eyes are judged again under the lock when each is claimed.
    """
    if by.employee_id is None:
        return {}
    held = {h.seat for h in people.seats_of(by.employee_id, clock.now())}
    steps = [
        step
        for step in Step.objects.filter(pk__in=list(step_ids), state=StepState.OPEN)
        if step.seat in held
    ]
    newest = newest_files(step.prepared_id for step in steps if step.prepared_id)
    return {
        step.pk: Signable(
            step.pk, str(step.seat), newest[step.prepared_id] if step.prepared_id else ""
        )
        for step in steps
    }


def made_by_key(by: Actor, key: str) -> int | None:
    """Return the decision the actor made under this key, or None."""
    made = Decision.objects.filter(by_id=by.employee_id, key=key, state=DecisionState.MADE)
    return made.values_list("pk", flat=True).first()


def claim_of(decision_id: int) -> ClaimCard | None:
    """Return the claim behind a decision; None for a decision made without signature or an unknown one."""
    row = Decision.objects.filter(pk=decision_id, signature__isnull=False).first()
    if row is None or row.signature_id is None or row.expires_at is None:
        return None
    return ClaimCard(row.pk, row.signature_id, row.state, row.expires_at)
