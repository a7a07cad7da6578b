"""Asking to be away: the draft, the way up the ladder, and taking it back."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import act, record
from office.audit import clock
from office.audit.core import Actor
from workflows.approval import services as approval
from workflows.approval.core import FilingOutcome
from workflows.leave import papers, reservation
from workflows.leave.acts import Acts
from workflows.leave.core.requests import Draft, span_faults
from workflows.leave.core.states import WITH_MAKER, Procedure, State
from workflows.leave.drafts import Checked, checked, written
from workflows.leave.errors import AwayAlready, WrongState, incomplete
from workflows.leave.models import AwayRequest
from workflows.leave.outcomes import AwayOutcome, maker_of, outcome, unknown
from workflows.leave.sql import GUARD

FLOWS = {
    Procedure.LEAVE: "workflows.leave.flows.LeaveFlow",
    Procedure.DUTY: "workflows.leave.flows.DutyFlow",
    Procedure.PERMIT: "workflows.leave.flows.PermitFlow",
}
"""Paths of the flow classes; pinned, they live in rows."""


@act(Acts.SAVE_DRAFT)
def save_draft(*, by: Actor, draft: Draft, away_id: int | None = None) -> AwayOutcome:
    """Keep what the actor wants to ask for, unfinished as it may be, and return it.

    `away_id` names an own draft, returned or rejected request that is changed. Raises NoSuchRequest, WrongState, NotYours,
    IncompleteRequest for dates in the wrong order.
    """
    row = _own_row(by, draft, away_id)
    wrong = span_faults(draft)
    if wrong:
        raise incomplete(wrong)
    written(row, draft)
    _record(row, draft)
    return outcome(row)


@act(Acts.SUBMIT)
def submit(*, by: Actor, draft: Draft, away_id: int | None = None) -> AwayOutcome:
    """Send what the actor asks for up its ladder, take its days from the balance, and return where it stands.

    Leave, duty and permits climb chains of their own; the days and the seat's stand-in are frozen in the letter the
    deciding level signs. Raises IncompleteRequest with every fault at its field, NotEnoughLeave, AwayAlready when the
    database finds another live request on the same time, NoSuchRequest, WrongState, NotYours.
    """
    row = _own_row(by, draft, away_id)
    found = checked(row, draft)
    was = row.state
    row.days, row.submitted_at = len(found.days), clock.now()
    written(row, draft)
    filing = _file(by, row, found, fresh=was == State.REJECTED)
    _hold_time(row, filing.filing_id)
    if row.procedure == Procedure.LEAVE:
        reservation.charge(row, found.by_year)
    _record(row, draft, filing=f"filing:{filing.filing_id}", days=row.days)
    return outcome(row)


def _own_row(by: Actor, draft: Draft, away_id: int | None) -> AwayRequest:
    maker_id = maker_of(by)
    if away_id is None:
        return AwayRequest(employee_id=maker_id, procedure=draft.procedure)
    rows = AwayRequest.objects.select_for_update().filter(pk=away_id, employee_id=maker_id)
    row = rows.first()
    if row is None:
        raise unknown()
    ensure(row.state in WITH_MAKER, WrongState(_("Permohonan ini tidak sedang menunggu Anda.")))
    same = row.procedure == draft.procedure
    ensure(same, WrongState(_("Permohonan ini dari jenis lain. Buat yang baru.")))
    return row


def _file(by: Actor, row: AwayRequest, found: Checked, *, fresh: bool) -> FilingOutcome:
    return approval.submit_filing(
        by=by,
        flow=FLOWS[Procedure(row.procedure)],
        maker_id=row.employee_id,
        position_id=found.post.position_id,
        agency_id=found.post.agency_id,
        subject_ref=row.ref,
        title=papers.filing_title(row),
        contents=papers.contents_of(row, found.post),
        # A rejected filing has ended: the request is filed anew. Otherwise the same filing goes round again.
        filing_id=None if fresh else row.filing_id,
    )


def _hold_time(row: AwayRequest, filing_id: int) -> None:
    """Let the row hold its time: of two that meet, the database lets one through."""
    row.filing_id, row.state = filing_id, State.RUNNING
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as refused:
        if GUARD not in str(refused):
            raise
        message = _(
            "Sebagian waktu itu sudah ada pada permohonan Anda yang lain. Tarik dulu yang lain, atau ubah tanggalnya."
        )
        raise AwayAlready(message, first=message) from None


def _record(row: AwayRequest, draft: Draft, **more: Any) -> None:
    record(
        subject=row.ref,
        label=papers.filing_title(row),
        personal={"reason": row.reason, "diagnosis": row.diagnosis},
        procedure=row.procedure,
        first=row.first,
        last=row.last,
        stand_in=row.plh_id,
        papers=[paper.sha256 for paper in draft.papers],
        **more,
    )


@act(Acts.WITHDRAW)
def withdraw(*, by: Actor, away_id: int, reason: str) -> AwayOutcome:
    """Take the actor's own running request back to draft; its days are freed by the flow.

    The ladder's row is locked first, as by a decision, so that the two cannot wait for each other. Raises NoSuchRequest,
    WrongState; the ladder refuses once a decision is pending or made.
    """
    row = AwayRequest.objects.filter(pk=away_id, employee_id=maker_of(by)).first()
    if row is None:
        raise unknown()
    ensure(
        row.state == State.RUNNING,
        WrongState(_("Permohonan ini tidak sedang menunggu keputusan, jadi tidak dapat ditarik.")),
    )
    approval.withdraw_filing(by=by, filing_id=row.filing_id, reason=reason)
    record(subject=row.ref, label=papers.filing_title(row), personal={"reason": reason})
    row.refresh_from_db()
    return outcome(row)
