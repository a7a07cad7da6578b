"""Own corrections, one with where it is, its facts beside a decision, and the offer on attendance pages."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from office.acts.core import Problem
from office.archive.handing import handed
from office.audit.core import rule
from office.people.access import Request
from workflows.approval import selectors as approval
from workflows.correction import selectors, services
from workflows.correction.core.cards import CorrectionDetail
from workflows.correction.forms import ReasonForm


@rule("login")
@require_GET
def index(request: Request) -> HttpResponse:
    """List the own corrections."""
    found = selectors.my_corrections(request.actor)
    return render(request, "correction/index.html", {"corrections": found})


@rule("login")
@require_GET
def detail(request: Request, public_id: str) -> HttpResponse:
    """Show one correction to its maker or to a reader of its filing; a stranger learns nothing (404)."""
    found = selectors.correction_detail(str(public_id), request.actor)
    return render(request, "correction/detail.html", _page(request, found))


def _page(request: Request, found: CorrectionDetail, **more: Any) -> dict[str, Any]:
    filing_id = found.card.filing_id
    return {
        "found": found,
        "card": found.card,
        "filing": approval.filing_card(filing_id, request.actor) if filing_id else None,
        "reason_form": ReasonForm(),
        "problem": None,
    } | more


@rule("login")
@require_GET
def step(request: Request, step_id: int) -> HttpResponse:
    """Show a correction's facts beside its step on the desk: a fragment; nothing for other procedures."""
    found = selectors.correction_of_step(step_id, request.actor)
    if found is None:
        return HttpResponse()
    return render(request, "correction/_facts.html", {"found": found, "card": found.card})


@rule("login")
@require_GET
def offer(request: Request, on: date) -> HttpResponse:
    """Offer to correct one of the reader's own days: a fragment; nothing once it cannot be."""
    deadline = selectors.open_until(request.actor, on)
    if deadline is None:
        return HttpResponse()
    return render(request, "correction/_offer.html", {"on": on, "deadline": deadline})


@rule("login")
@require_GET
def link(request: Request) -> HttpResponse:
    """Lead from the attendance month to the corrections: a fragment."""
    return render(request, "correction/_link.html")


@rule("login")
@require_GET
def paper(request: Request, public_id: str) -> HttpResponse:
    """Hand over the proving file as it came, to be saved, never opened as a page of ours."""
    kept = selectors.correction_paper(str(public_id), request.actor)
    return handed(kept.sha256, kept.media_type)


@rule("login")
@require_POST
def withdraw(request: Request, public_id: str) -> HttpResponse:
    """Take the own correction back while nobody has decided."""
    found = selectors.correction_detail(str(public_id), request.actor)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        page = _page(request, found, reason_form=form)
        return render(request, "correction/detail.html", page, status=422)
    try:
        services.withdraw(
            by=request.actor,
            request_id=found.card.request_id,
            reason=form.cleaned_data["reason"],
            key=request.POST.get("key", ""),
        )
    except Problem as problem:
        page = _page(request, found, problem=problem)
        return render(request, "correction/detail.html", page, status=problem.status)
    messages.success(request, _("Koreksi ditarik. Anda dapat mengubah dan mengajukannya lagi."))
    return redirect("correction:detail", public_id)
