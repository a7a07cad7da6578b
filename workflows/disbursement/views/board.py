"""The board of requests by step, and one request."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from office.archive import services as archive
from office.audit.core import rule
from office.people.access import Request
from signing import selectors as signing
from workflows.disbursement import rights, selectors
from workflows.disbursement.board import board_of, filing_of
from workflows.disbursement.core.paper_file import media_type
from workflows.disbursement.core.papers import hidden
from workflows.disbursement.forms import ReasonForm
from workflows.disbursement.rules import may_request


@rule("disbursement.read")
@require_GET
def index(request: Request) -> HttpResponse:
    """Show the requests `by` may see, grouped by the step they wait at."""
    context = {
        "columns": board_of(request.actor),
        "counts": selectors.state_counts(request.actor),
        "may_request": may_request(request.viewer),
    }
    return render(request, "disbursement/board.html", context)


@rule("login")
@require_GET
def detail(request: Request, public_id: str) -> HttpResponse:
    """Show one request: amount, payees, papers, where it is, its documents, its ledger rows."""
    found = selectors.request_detail(str(public_id), request.actor)
    full = rights.sees_accounts(request.viewer, found.card.agency_id)
    context = {
        "found": found,
        "card": found.card,
        "payments": [(p, p.account if full else hidden(p.account)) for p in found.payments],
        "more_payees": found.payees - len(found.payments),
        "filing": filing_of(found.card, request.actor),
        "documents": signing.documents_of(f"filing:{found.card.filing_id}")
        if found.card.filing_id
        else [],
        "reason_form": ReasonForm(),
        "may_pay_out": rights.pays_out(request.viewer, found.card.agency_id)
        and found.card.state == "released",
    }
    return render(request, "disbursement/detail.html", context)


@rule("login")
@require_GET
def step(request: Request, step_id: int) -> HttpResponse:
    """Show a request's facts beside its step on the desk: a fragment; nothing for other procedures."""
    found = selectors.request_of_step(step_id, request.actor)
    if found is None:
        return HttpResponse()
    full = rights.sees_accounts(request.viewer, found.card.agency_id)
    payments = [(p, p.account if full else hidden(p.account)) for p in found.payments]
    context = {"found": found, "card": found.card, "payments": payments}
    return render(request, "disbursement/_facts.html", context)


@rule("login")
@require_GET
def paper(request: Request, public_id: str, sha256: str) -> FileResponse:
    """Hand out one supporting paper of a request the reader may see."""
    found = selectors.request_detail(str(public_id), request.actor)
    kept = next((paper for paper in found.papers if paper.sha256 == sha256), None)
    if kept is None:
        raise Http404
    path = archive.path_of(kept.sha256)
    with path.open("rb") as file:
        kind = media_type(file.read(16))
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=kept.filename, content_type=kind
    )
