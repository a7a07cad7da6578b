"""What the ladder's decision makes of a correction."""

from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import act, record
from office.attendance import services as attendance
from office.audit.core import Actor
from workflows.correction.acts import Acts
from workflows.correction.core.states import SETTLED_BY_LADDER, State
from workflows.correction.errors import NotYours, WrongState
from workflows.correction.models import CorrectionRequest
from workflows.correction.titles import title_of

LADDER = Actor.system("correction.ladder")


@act(Acts.SETTLE)
def settle(*, by: Actor, filing_id: int, outcome: str) -> str:
    """Take over what the ladder made of a correction: approved, returned, rejected or withdrawn. Return its state.

    Called by the flow inside the deciding act. An approved one is written to attendance, side by side; the raw punches
    stay. Raises WrongState unless it waits on that filing, MonthIsLocked when the month was locked meanwhile.
    """
    ensure(by.part, NotYours(_("Koreksi hanya berpindah melalui keputusan pada berkasnya.")))
    row = CorrectionRequest.objects.select_for_update().filter(filing_id=filing_id).first()
    if row is None or row.state != State.RUNNING:
        raise WrongState(_("Koreksi ini tidak sedang menunggu keputusan."))
    row.state = SETTLED_BY_LADDER[outcome]
    row.save(update_fields=["state"])
    if row.state == State.APPROVED:
        _write(row)
    record(subject=row.ref, label=title_of(row), outcome=outcome)
    return str(row.state)


def _write(row: CorrectionRequest) -> None:
    for side, minute in (("in", row.in_minute), ("out", row.out_minute)):
        if minute is not None:
            attendance.record_correction(
                by=LADDER,
                employee_id=row.employee_id,
                on=row.on,
                side=side,
                minute=minute,
                decree=f"KK-{row.filing_id}/{row.on.year}",
            )
