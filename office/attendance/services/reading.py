"""Reading somebody else's attendance is an act: the person read about may see who did."""

from office.acts.services import act, record
from office.attendance.acts import Acts
from office.audit.core import Actor


@act(Acts.READ_MONTH)
def note_month_read(*, by: Actor, employee_id: int, month: str, basis: str = "") -> None:
    """Record that `by` opened a person's attendance of a month (`2026-10`) or of one of its days, and under what."""
    record(subject=f"employee:{employee_id}", label=month, acting_for=basis, month=month)
