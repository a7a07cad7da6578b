"""Asking for a correction: the way up the ladder, and taking it back."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import act, record
from office.archive import services as archive
from office.attendance import selectors as attendance
from office.audit import clock
from office.audit.core import Actor
from office.indonesia import CalendarMonth
from office.people import selectors as people
from office.people.core import PositionCard
from office.regulations.selectors import in_force
from workflows.approval import services as approval
from workflows.correction.acts import Acts
from workflows.correction.core.requests import Draft, Facts, Fault, FaultCode, faults
from workflows.correction.core.states import LIVE, WITH_MAKER, State
from workflows.correction.errors import (
    AskedAlready,
    NoSuchRequest,
    NotYours,
    WrongState,
    incomplete,
)
from workflows.correction.models import CorrectionRequest
from workflows.correction.titles import title_of

FLOW = "workflows.correction.flows.CorrectionFlow"
"""Path of the flow class; pinned, it lives in rows."""
EXPLAINED = frozenset({"leave", "duty", "holiday", "off"})


@dataclass(frozen=True, slots=True)
class CorrectionOutcome:
    """A correction after an act."""

    request_id: int
    """Its row."""
    public_id: str
    """Its name in addresses."""
    filing_id: int | None
    """Its filing on the ladder."""
    state: str
    """A State."""


@act(Acts.SUBMIT)
def submit(*, by: Actor, draft: Draft, request_id: int | None = None) -> CorrectionOutcome:
    """Send the hours of a day as the actor says they were up the ladder, and return where the request stands.

    `request_id` names an own withdrawn, returned or rejected request that is sent again. Raises IncompleteRequest with
    every fault at its field, AskedAlready when another live request corrects the day, NoSuchRequest, WrongState, NotYours.
    """
    row = _own_row(by, request_id)
    post = _checked(row, draft)
    fresh = row.state == State.REJECTED
    _write(row, draft)
    filing = approval.submit_filing(
        by=by,
        flow=FLOW,
        maker_id=row.employee_id,
        position_id=post.position_id,
        agency_id=post.agency_id,
        subject_ref=row.ref,
        title=title_of(row),
        # A rejected filing has ended: the request is filed anew. Otherwise the same filing goes round again.
        filing_id=None if fresh else row.filing_id,
    )
    _hold_day(row, filing.filing_id)
    record(
        subject=row.ref,
        label=title_of(row),
        personal={"reason": row.reason},
        on=row.on,
        in_minute=row.in_minute,
        out_minute=row.out_minute,
        paper=row.paper_sha256,
        filing=f"filing:{filing.filing_id}",
    )
    return _outcome(row)


def _own_row(by: Actor, request_id: int | None) -> CorrectionRequest:
    maker_id = _maker(by)
    if request_id is None:
        return CorrectionRequest(employee_id=maker_id)
    rows = CorrectionRequest.objects.select_for_update()
    row = rows.filter(pk=request_id, employee_id=maker_id).first()
    if row is None:
        raise _unknown()
    ensure(row.state in WITH_MAKER, WrongState(_("Koreksi ini tidak sedang menunggu Anda.")))
    return row


def _maker(by: Actor) -> int:
    if by.employee_id is None:
        raise NotYours(_("Koreksi diajukan oleh pegawai yang masuk dengan akunnya sendiri."))
    return by.employee_id


def _unknown() -> NoSuchRequest:
    return NoSuchRequest(_("Koreksi ini tidak ditemukan, atau bukan untuk Anda."))


def _checked(row: CorrectionRequest, draft: Draft) -> PositionCard:
    post = people.position_of(row.employee_id, draft.on)
    found = faults(draft, _facts(row, draft, post))
    if found or post is None:
        raise incomplete(found or [Fault(FaultCode.NOT_A_WORKING_DAY, "on")])
    if draft.paper is not None and not archive.exists(draft.paper.sha256):
        raise incomplete([Fault(FaultCode.EVIDENCE_MISSING, "evidence")])
    return post


def _facts(row: CorrectionRequest, draft: Draft, post: PositionCard | None) -> Facts:
    law, today = in_force("correction", clock.today()), clock.today()
    span = (draft.on, draft.on)
    month = CalendarMonth.of(draft.on)
    others = CorrectionRequest.objects.filter(
        employee_id=row.employee_id, state__in=LIVE, on__range=(month.first, month.last)
    )
    judged = attendance.judged_day(row.employee_id, draft.on)
    return Facts(
        today=today,
        deadline=attendance.add_workdays(
            draft.on, law.window_workdays, post.agency_id if post else None
        ),
        is_workday=judged.status not in EXPLAINED,
        is_locked=bool(attendance.locked_days([row.employee_id], *span)),
        others_this_month=others.exclude(pk=row.pk).exclude(on=draft.on).count(),
        max_per_month=law.max_per_month,
        needs_evidence=law.evidence == "required",
        has_evidence=draft.paper is not None or bool(row.paper_sha256),
    )


def _write(row: CorrectionRequest, draft: Draft) -> None:
    row.on, row.reason = draft.on, draft.reason.strip()
    row.in_minute, row.out_minute = draft.in_minute, draft.out_minute
    row.submitted_at = clock.now()
    if draft.paper is not None:
        row.paper_name, row.paper_sha256 = draft.paper.filename, draft.paper.sha256
        row.paper_type = draft.paper.media_type
    row.save()


def _hold_day(row: CorrectionRequest, filing_id: int) -> None:
    """Let the row hold its day: of two that meet, the database lets one through."""
    row.filing_id, row.state = filing_id, State.RUNNING
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        message = _("Hari itu sudah ada pada koreksi Anda yang lain. Tarik dulu yang lain.")
        raise AskedAlready(message, on=message) from None


@act(Acts.WITHDRAW)
def withdraw(*, by: Actor, request_id: int, reason: str) -> CorrectionOutcome:
    """Take the actor's own running request back while nobody has decided; it may be sent again.

    Raises NoSuchRequest, WrongState; the ladder refuses once a decision is pending or made.
    """
    row = CorrectionRequest.objects.filter(pk=request_id, employee_id=_maker(by)).first()
    if row is None:
        raise _unknown()
    ensure(
        row.state == State.RUNNING,
        WrongState(_("Koreksi ini tidak sedang menunggu keputusan, jadi tidak dapat ditarik.")),
    )
    approval.withdraw_filing(by=by, filing_id=row.filing_id, reason=reason)
    record(subject=row.ref, label=title_of(row), personal={"reason": reason})
    row.refresh_from_db()
    return _outcome(row)


def _outcome(row: CorrectionRequest) -> CorrectionOutcome:
    return CorrectionOutcome(row.pk, str(row.public_id), row.filing_id, str(row.state))
