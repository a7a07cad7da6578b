"""Opening the page of somebody else."""

from office.acts.services import act, record
from office.audit.core import Actor
from office.people.acts import Acts


@act(Acts.READ_PERSON)
def note_person_read(*, by: Actor, employee_id: int, basis: str) -> None:
    """Record that `by` opened the page of somebody else, and under what."""
    record(subject=f"employee:{employee_id}", acting_for=basis)
