"""What the ladder's decision makes of a request: the paper in attendance, the stand-in, or the days given back."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import act, record
from office.attendance import services as attendance
from office.audit.core import Actor
from office.people import selectors as people
from office.people import services as people_services
from office.people.core import MandateKind
from signing import selectors as signing
from workflows.leave import papers, reservation
from workflows.leave.acts import Acts
from workflows.leave.core.states import SETTLED_BY_LADDER, Procedure, State
from workflows.leave.errors import NotYours, WrongState
from workflows.leave.models import AwayRequest

LADDER = Actor.system("leave.ladder")


@act(Acts.SETTLE)
def settle(*, by: Actor, filing_id: int, outcome: str) -> str:
    """Take over what the ladder made of a request: approved, returned, rejected or withdrawn. Return its state.

    Called by the flow inside the deciding act. An approved one becomes Leave, Duty or Permit of attendance under the
    number of the signed letter, and the person named in it Plh of the seat; every other frees the days. Raises
    WrongState unless the request waits on that filing, and what attendance or people refuse.
    """
    ensure(by.part, NotYours(_("Permohonan hanya berpindah melalui keputusan pada berkasnya.")))
    row = AwayRequest.objects.select_for_update().filter(filing_id=filing_id).first()
    if row is None or row.state != State.RUNNING:
        raise WrongState(_("Permohonan ini tidak sedang menunggu keputusan."))
    row.state = SETTLED_BY_LADDER[outcome]
    if row.state == State.APPROVED:
        _grant(row)
    else:
        reservation.free(row)
    row.save()
    record(
        subject=row.ref,
        label=papers.filing_title(row),
        outcome=outcome,
        letter=row.letter,
        mandate=row.mandate_id,
    )
    return str(row.state)


def _grant(row: AwayRequest) -> None:
    row.letter = _letter_of(row)
    WRITE[Procedure(row.procedure)](row)
    if row.plh_id is not None:
        row.mandate_id = _stand_in(row)


def _letter_of(row: AwayRequest) -> str:
    # The signed letter names the paper; a chain that signs none is named by its filing.
    found = [
        card
        for card in signing.documents_of(f"filing:{row.filing_id}")
        if card.code in papers.CODES.values()
    ]
    newest = max(found, key=lambda card: card.id, default=None)
    return newest.number if newest else f"{row.procedure.upper()}-{row.filing_id}/{row.first.year}"


def _record_leave(row: AwayRequest) -> None:
    row.leave_id = attendance.record_leave(
        by=LADDER,
        employee_id=row.employee_id,
        kind=row.kind,
        valid_from=row.first,
        valid_until=row.last,
        decree=row.letter,
    )


def _record_duty(row: AwayRequest) -> None:
    row.duty_id = attendance.record_duty(
        by=LADDER,
        employee_id=row.employee_id,
        place=row.place,
        valid_from=row.first,
        valid_until=row.last,
        decree=row.letter,
    )


def _record_permit(row: AwayRequest) -> None:
    row.permit_id = attendance.record_permit(
        by=LADDER,
        employee_id=row.employee_id,
        on=row.first,
        from_minute=row.from_minute,
        until_minute=row.until_minute,
        decree=row.letter,
    )


WRITE: dict[Procedure, Callable[[AwayRequest], None]] = {
    Procedure.LEAVE: _record_leave,
    Procedure.DUTY: _record_duty,
    Procedure.PERMIT: _record_permit,
}


def _stand_in(row: AwayRequest) -> int:
    post = people.position_of(row.employee_id, row.first)
    if post is None:
        raise WrongState(_("Pemohon tidak lagi mempunyai jabatan pada hari pertamanya."))
    granted = people_services.grant_mandate(
        by=LADDER,
        kind=MandateKind.PLH.value,
        position_id=post.position_id,
        holder_id=row.plh_id,
        decree=row.letter,
        valid_from=row.first,
        valid_until=row.last,
    )
    return granted.id
