"""Who opened whose case: reading is an act."""

from office.acts.services import act, record
from office.audit.core import Actor
from performance.sanctions.acts import Acts


@act(Acts.READ_CASE)
def note_case_read(*, by: Actor, case_id: int, basis: str) -> None:
    """Record that `by` opened a case of somebody else, and under what."""
    record(subject=f"sanction_case:{case_id}", acting_for=basis)
