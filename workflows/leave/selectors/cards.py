"""Rows as plain cards."""

from workflows.leave import law, papers
from workflows.leave.core.cards import AwayCard
from workflows.leave.core.requests import Draft
from workflows.leave.core.states import Procedure
from workflows.leave.models import AwayRequest


def away_card(row: AwayRequest) -> AwayCard:
    """Return a request as a plain card."""
    return AwayCard(
        away_id=row.pk,
        public_id=str(row.public_id),
        procedure=row.procedure,
        title=law.title_of(row.procedure, row.kind),
        employee_id=row.employee_id,
        first=row.first,
        last=row.last,
        hours=papers.hours(row) if row.procedure == Procedure.PERMIT else "",
        days=row.days,
        state=str(row.state),
        filing_id=row.filing_id,
        submitted_at=row.submitted_at,
        letter=row.letter,
    )


def draft_of(row: AwayRequest) -> Draft:
    """Return what a stored request asks for, without its papers."""
    return Draft(
        procedure=row.procedure,
        first=row.first,
        last=row.last,
        reason=row.reason,
        kind=row.kind,
        place=row.place,
        from_minute=row.from_minute,
        until_minute=row.until_minute,
        diagnosis=row.diagnosis,
        plh_id=row.plh_id,
    )
