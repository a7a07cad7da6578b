"""Asking for a correction, and sending one again."""

from datetime import date, time, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from office.acts.core import Problem
from office.archive.uploads import NoProof, paper_of, ticket_for
from office.audit import clock
from office.audit.core import rule
from office.indonesia.dates import parse_day
from office.people.access import Request
from workflows.correction import selectors, services
from workflows.correction.core.cards import CorrectionDetail
from workflows.correction.core.requests import Paper
from workflows.correction.errors import NoSuchRequest
from workflows.correction.forms import CorrectionForm

SALT = "correction.paper"


@rule("login")
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Ask for the correction of a day (`?hari=2026-10-05`, yesterday by default)."""
    start = {"on": _day(request.GET.get("hari", "")) or clock.today() - timedelta(days=1)}
    return _form(request, start, None)


@rule("login")
@require_http_methods(["GET", "POST"])
def edit(request: Request, public_id: str) -> HttpResponse:
    """Mend a withdrawn, returned or rejected correction and send it again."""
    found = selectors.correction_detail(str(public_id), request.actor)
    if not found.may_edit:
        raise NoSuchRequest(_("Koreksi ini tidak sedang menunggu Anda."))
    card = found.card
    start = {
        "on": card.on,
        "reason": card.reason,
        "arrived": _time(card.arrived),
        "left": _time(card.left),
    }
    return _form(request, start, found)


def _form(request: Request, start: dict[str, Any], found: CorrectionDetail | None) -> HttpResponse:
    """Return the form as it stands, or send it up and go to its page."""
    form = CorrectionForm(request.POST or None, request.FILES or None, initial=start)
    ticket, refused = _ticket(request)
    owner = request.viewer.employee_id or 0
    kept = paper_of(ticket, owner, SALT) if ticket else None
    if form.is_valid() and not refused:
        try:
            outcome = services.submit(
                by=request.actor,
                draft=form.draft(Paper(**kept) if kept else None),
                request_id=found.card.request_id if found else None,
                key=request.POST.get("key", ""),
            )
        except Problem as problem:
            form.take(problem)
        else:
            messages.success(request, _("Koreksi diajukan."))
            return redirect("correction:detail", outcome.public_id)
    if refused:
        form.add_error("evidence", refused)
    context = {
        "form": form,
        "found": found,
        "kept": kept,
        "ticket": ticket if kept else "",
        "key": request.POST.get("key", ""),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "correction/request.html", context, status=status)


def _ticket(request: Request) -> tuple[str, str]:
    """Return the ticket of the proving file handed in so far, and why a new one is not taken."""
    ticket, upload = str(request.POST.get("evidence-kept", "")), request.FILES.get("evidence")
    if upload is None:
        return ticket, ""
    try:
        return ticket_for(upload, request.viewer.employee_id or 0, SALT), ""
    except NoProof:
        return ticket, _(
            "Bukti harus berkas PDF, PNG, atau JPEG yang utuh, paling besar 5 MB. Simpan ulang berkasnya, lalu pilih lagi."
        )


def _time(text: str) -> time | None:
    return time.fromisoformat(text.replace(".", ":")) if text else None


def _day(text: str) -> date | None:
    try:
        return parse_day(text)
    except ValueError:
        return None
