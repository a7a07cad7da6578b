"""Who opened whose pay: reading is an act."""

from office.acts.services import act, record
from office.audit.core import Actor
from performance.tpp.acts import Acts


@act(Acts.READ_LINE)
def note_line_read(*, by: Actor, employee_id: int, month: str, basis: str) -> None:
    """Record that `by` opened a person's pay of a month (`2026-10`), and under what."""
    record(subject=f"employee:{employee_id}", label=month, acting_for=basis, month=month)
