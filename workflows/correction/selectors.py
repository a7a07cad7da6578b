"""Reads of corrections. What `by` may not see does not exist for `by`."""

from datetime import date

from django.utils.translation import gettext as _

from office.attendance import selectors as attendance
from office.audit import clock
from office.audit.core import Actor
from office.people import selectors as people
from office.people.core.fields import seen_by
from office.regulations.selectors import in_force
from workflows.approval import selectors as approval
from workflows.correction.core.cards import CorrectionCard, CorrectionDetail
from workflows.correction.core.requests import Paper
from workflows.correction.core.states import WITH_MAKER, State
from workflows.correction.errors import NoSuchRequest
from workflows.correction.models import CorrectionRequest
from workflows.correction.titles import clock_text

SHOWN = 100


def my_corrections(by: Actor, limit: int = SHOWN) -> list[CorrectionCard]:
    """Return the actor's corrections, newest day first."""
    if by.employee_id is None:
        return []
    return [
        _card(row) for row in CorrectionRequest.objects.filter(employee_id=by.employee_id)[:limit]
    ]


def correction_detail(public_id: str, by: Actor) -> CorrectionDetail:
    """Return one correction as `by` may see it; raises NoSuchRequest for an unknown or foreign one."""
    return _detail(_readable(public_id, by), by)


def correction_of_step(step_id: int, by: Actor) -> CorrectionDetail | None:
    """Return the correction behind a step that the ladder lets `by` read; None for other procedures.

    Raises FilingNotFound for a step `by` may not read.
    """
    filing = approval.step_detail(step_id, by).filing
    if filing.kind != "correction":
        return None
    row = CorrectionRequest.objects.filter(filing_id=filing.filing_id).first()
    return _detail(row, by) if row else None


def correction_paper(public_id: str, by: Actor) -> Paper:
    """Return the proving file of a correction `by` may read; raises NoSuchRequest where there is none."""
    row = _readable(public_id, by)
    if not row.paper_sha256:
        raise _unknown()
    return Paper(row.paper_name, row.paper_sha256, row.paper_type)


def open_until(by: Actor, on: date) -> date | None:
    """Return the last day on which the actor's day may be corrected; None once it cannot be."""
    today = clock.today()
    if by.employee_id is None or on >= today:
        return None
    post = people.position_of(by.employee_id, on)
    if post is None or attendance.locked_days([by.employee_id], on, on):
        return None
    window = in_force("correction", today).window_workdays
    deadline = attendance.add_workdays(on, window, post.agency_id)
    return deadline if today <= deadline else None


def _readable(public_id: str, by: Actor) -> CorrectionRequest:
    row = CorrectionRequest.objects.filter(public_id=public_id).first()
    own = row is not None and by.employee_id == row.employee_id
    if row is None or not (
        own or (row.filing_id is not None and approval.may_read_filing(row.filing_id, by))
    ):
        raise _unknown()
    return row


def _unknown() -> NoSuchRequest:
    return NoSuchRequest(_("Koreksi ini tidak ditemukan, atau bukan untuk Anda."))


def _card(row: CorrectionRequest) -> CorrectionCard:
    return CorrectionCard(
        request_id=row.pk,
        public_id=str(row.public_id),
        employee_id=row.employee_id,
        on=row.on,
        arrived=clock_text(row.in_minute),
        left=clock_text(row.out_minute),
        reason=row.reason,
        state=str(row.state),
        filing_id=row.filing_id,
        submitted_at=row.submitted_at,
    )


def _detail(row: CorrectionRequest, by: Actor) -> CorrectionDetail:
    seen_as = people.relations(people.viewer(by), row.employee_id)
    own = by.employee_id == row.employee_id
    punches = (
        attendance.raw_punches(row.employee_id, row.on)
        if seen_by("attendance_punches", seen_as)
        else []
    )
    return CorrectionDetail(
        card=_card(row),
        person_name=people.person(row.employee_id).full_name,
        judged=attendance.judged_day(row.employee_id, row.on).reasons,
        punches=tuple(f"{punch.at} {punch.device_name or punch.device}" for punch in punches),
        has_paper=bool(row.paper_sha256),
        may_edit=own and row.state in WITH_MAKER,
        may_withdraw=own and row.state == State.RUNNING,
    )
