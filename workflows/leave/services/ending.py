"""Shortening or cancelling what was granted: a new act under a letter of its own; the signed letter stays as it is."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import act, record
from office.attendance import services as attendance
from office.audit import clock
from office.audit.core import Actor
from office.people import services as people_services
from office.people.selectors import mandates_over, position_of
from workflows.leave import papers, reservation
from workflows.leave.acts import Acts
from workflows.leave.core.balance import days_by_year
from workflows.leave.core.states import Procedure, State
from workflows.leave.drafts import counted_days
from workflows.leave.errors import IncompleteRequest, WrongState
from workflows.leave.models import AwayEnding, AwayRequest
from workflows.leave.outcomes import AwayOutcome, outcome, unknown
from workflows.leave.rights import must_call_off
from workflows.leave.selectors.cards import draft_of
from workflows.leave.services.settling import LADDER, WRITE

ONE_DAY = timedelta(days=1)


@act(Acts.CALL_OFF)
def call_off(
    *, by: Actor, away_id: int, letter: str, reason: str, last_day: date | None = None
) -> AwayOutcome:
    """Let an approved request end on an earlier day (inclusive), or cancel it as a whole when None; return it.

    The superior line or those who keep attendance may, never its maker. The paper in attendance is revoked and the
    remaining days recorded anew under `letter`; days given back return to the balance, and the Plh ends with them.
    Raises NoSuchRequest, NotYours, WrongState, IncompleteRequest for a day outside, NoSuchPaper.
    """
    row = AwayRequest.objects.select_for_update().filter(pk=away_id).first()
    if row is None:
        raise unknown()
    must_call_off(by, row)
    _ensure_fits(row, letter, last_day)
    AwayEnding.objects.create(
        request=row,
        was_last=row.last,
        last=last_day,
        letter=letter.strip(),
        by_id=by.employee_id,
        at=clock.now(),
    )
    _end_paper(row, letter, reason)
    _end_mandate(row, last_day)
    _shortened(row, last_day, letter)
    row.save()
    record(
        subject=row.ref,
        label=papers.filing_title(row),
        personal={"reason": reason},
        letter=letter.strip(),
        last_day=last_day,
        days=row.days,
    )
    return outcome(row)


def _ensure_fits(row: AwayRequest, letter: str, last_day: date | None) -> None:
    ensure(
        row.state == State.APPROVED,
        WrongState(_("Hanya yang sudah disetujui yang dapat diakhiri lebih awal.")),
    )
    message = _("Isi nomor surat yang mengakhirinya.")
    ensure(letter.strip(), IncompleteRequest(message, letter=message))
    message = _(
        "Hari terakhir yang baru harus sebelum hari terakhir sekarang, dan tidak sebelum mulai."
    )
    inside = last_day is None or row.first <= last_day < row.last
    ensure(inside, IncompleteRequest(message, last_day=message))


def _end_paper(row: AwayRequest, letter: str, reason: str) -> None:
    given = {"by": LADDER, "reason": reason, "decree": letter.strip()}
    if row.leave_id is not None:
        attendance.revoke_leave(leave_id=row.leave_id, **given)
    elif row.duty_id is not None:
        attendance.revoke_duty(duty_id=row.duty_id, **given)
    elif row.permit_id is not None:
        attendance.revoke_permit(permit_id=row.permit_id, **given)


def _end_mandate(row: AwayRequest, last_day: date | None) -> None:
    """End the Plh with the absence, at the earliest yesterday: what the Plh decided by then stays decided within authority."""
    post = position_of(row.employee_id, row.first)
    if row.mandate_id is None or post is None:
        return
    last = max(last_day or date.min, clock.today() - ONE_DAY)
    live = mandates_over([post.position_id], row.first, row.last)
    if any(m.mandate_id == row.mandate_id and last < m.valid_until for m in live):
        people_services.end_mandate(by=LADDER, mandate_id=row.mandate_id, last_day=last)


def _shortened(row: AwayRequest, last_day: date | None, letter: str) -> None:
    reservation.free(row)
    if last_day is None:
        row.state = State.CANCELLED
        return
    row.last, row.letter = last_day, letter.strip()
    days = counted_days(row.employee_id, draft_of(row))
    row.days = len(days)
    WRITE[Procedure(row.procedure)](row)
    if row.procedure == Procedure.LEAVE and days:
        reservation.charge(row, days_by_year(days))
