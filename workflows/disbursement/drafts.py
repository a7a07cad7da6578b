"""From what was typed to a checked draft, and from a draft to rows."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from office.acts.services import keep
from office.archive import services as archive
from office.audit import clock
from office.people import selectors as people
from office.regulations import selectors as regulations
from workflows.disbursement.core.requests import Draft, FaultCode, LineFacts, Paper, Payment, faults
from workflows.disbursement.errors import IncompleteRequest, OverTheLine, incomplete
from workflows.disbursement.models import BudgetLine, DisbursementRequest, PaymentLine, RequestPaper


def draft_of(
    kind: str,
    amount: int,
    purpose: str,
    payments: Sequence[Mapping[str, Any]],
    papers: Sequence[Mapping[str, str]],
) -> Draft:
    """Return plain maps as a draft; a payee given by employee id only gets the employee's name."""
    unnamed = [
        int(row["employee_id"])
        for row in payments
        if row.get("employee_id") and not row.get("name")
    ]
    cards = people.people_by_id(unnamed) if unnamed else {}
    names = {card.employee_id: card.name for card in cards.values()}
    return Draft(
        kind=kind,
        amount=amount,
        purpose=purpose.strip(),
        payments=tuple(_payment(row, names) for row in payments),
        papers=tuple(Paper(row["code"], row["filename"], row["sha256"]) for row in papers),
    )


def _payment(row: Mapping[str, Any], names: Mapping[int, str]) -> Payment:
    employee_id = int(row["employee_id"]) if row.get("employee_id") else None
    return Payment(
        name=str(row.get("name") or names.get(employee_id or 0, "")),
        account=str(row.get("account", "")).replace(" ", "").replace("-", ""),
        amount=int(row["amount"]),
        bank=str(row.get("bank", "")),
        employee_id=employee_id,
    )


def checked(draft: Draft, line: BudgetLine, *, from_source: bool) -> Draft:
    """Return the draft when nothing keeps it from being submitted; raises IncompleteRequest or OverTheLine.

    A request opened from a signed source of an upper room (a TPP list) needs no papers beside that source.
    """
    on = clock.today()
    required = () if from_source else required_papers(draft.kind)
    found = faults(draft, LineFacts(line.fiscal_year, line.ceiling - line.committed), on, required)
    if found:
        problem = incomplete(found)
        over_only = {fault.code for fault in found} == {FaultCode.OVER_BALANCE}
        raise OverTheLine(problem.message, **problem.fields) if over_only else problem
    _refuse_unknown_files(draft)
    return draft


def required_papers(kind: str) -> tuple[str, ...]:
    """Return the papers the regulation asks for a kind of request today, as printed on the checklist."""
    papers: Mapping[str, tuple[str, ...]] = regulations.in_force(
        "finance", clock.today()
    ).required_papers
    return tuple(papers.get(kind, ()))


def _refuse_unknown_files(draft: Draft) -> None:
    for paper in draft.papers:
        if not archive.exists(paper.sha256):
            text = _("Berkas %(name)s tidak tersimpan; unggah sekali lagi.") % {
                "name": paper.filename
            }
            raise IncompleteRequest(text, papers=text)


def write_rows(request: DisbursementRequest, draft: Draft) -> None:
    """Insert payees and papers of the request's present revision."""
    payments = PaymentLine.objects.bulk_create(
        PaymentLine(
            request=request,
            revision=request.revision,
            number=number,
            employee_id=payment.employee_id,
            name=payment.name,
            bank=payment.bank,
            account=payment.account,
            amount=payment.amount,
        )
        for number, payment in enumerate(draft.payments, start=1)
    )
    own = ("request_id", "revision")
    named = ("name", "bank", "account")
    for row in payments:
        keep("payment", row, *own, "number", "employee_id", "amount", personal=named)
    papers = RequestPaper.objects.bulk_create(
        RequestPaper(
            request=request,
            revision=request.revision,
            code=paper.code,
            filename=paper.filename,
            sha256=paper.sha256,
        )
        for paper in draft.papers
    )
    for given in papers:
        keep("request_paper", given, *own, "code", "sha256")
