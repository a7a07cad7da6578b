"""The papers a request brings to the ladder, with the facts of today."""

from collections.abc import Sequence
from typing import Any

from office.audit import clock
from workflows.disbursement.core.papers import PaperFacts, paper_contents
from workflows.disbursement.core.requests import Payment, RequestKind
from workflows.disbursement.models import DisbursementRequest


def contents_of(
    request: DisbursementRequest, payments: Sequence[Payment]
) -> dict[str, dict[str, Any]]:
    """Return the content of SPM and SP2D of the request's present revision, by document code."""
    line = request.line
    return paper_contents(
        PaperFacts(
            agency=line.agency.name,
            agency_code=line.agency.code,
            kind=RequestKind.DIRECT if request.kind == RequestKind.ALLOWANCE else request.kind,
            line_code=line.code,
            line_title=line.title,
            decree=line.decree,
            fiscal_year=line.fiscal_year,
            purpose=request.purpose,
            amount=request.amount,
            payments=tuple(payments),
            on=clock.today(),
        )
    )
