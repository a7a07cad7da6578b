"""The own page "Cuti & izin", one request with where it is, and its facts beside a decision."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from office.acts.core import Problem
from office.archive.handing import handed
from office.audit import clock
from office.audit.core import rule
from office.people.access import Request
from office.people.core import AppointmentKind
from workflows.approval import selectors as approval
from workflows.leave import law, selectors, services
from workflows.leave.balance_import import read_balances
from workflows.leave.core.cards import AwayDetail
from workflows.leave.forms import BalanceFileForm, EndingForm, ReasonForm


@rule("login")
@require_GET
def index(request: Request) -> HttpResponse:
    """Show the own balance and requests."""
    context = {
        "balances": selectors.my_balances(request.actor),
        "requests": selectors.my_requests(request.actor),
        "keeps_balances": AppointmentKind.PERSONNEL in request.viewer.kinds,
    }
    return render(request, "leave/index.html", context)


@rule("login")
@require_GET
def detail(request: Request, public_id: str) -> HttpResponse:
    """Show one request to its maker, its keepers or a reader of its filing; a stranger learns nothing (404)."""
    found = selectors.away_detail(str(public_id), request.actor)
    return render(request, "leave/detail.html", _page(request, found))


def _page(request: Request, found: AwayDetail, **forms: Any) -> dict[str, Any]:
    filing_id = found.card.filing_id
    may_follow = filing_id is not None and approval.may_read_filing(filing_id, request.actor)
    return {
        "found": found,
        "card": found.card,
        "filing": approval.filing_card(filing_id, request.actor)
        if filing_id is not None and may_follow
        else None,
        "pay_words": law.pay_words(found.card.procedure, clock.today()),
        "reason_form": ReasonForm(),
        "ending_form": EndingForm(),
        "problem": None,
    } | forms


@rule("login")
@require_GET
def step(request: Request, step_id: int) -> HttpResponse:
    """Show a request's facts beside its step on the desk: a fragment; nothing for other procedures."""
    found = selectors.away_of_step(step_id, request.actor)
    if found is None:
        return HttpResponse()
    return render(request, "leave/_facts.html", {"found": found, "card": found.card})


@rule("login")
@require_GET
def paper(request: Request, public_id: str, paper_id: int) -> HttpResponse:
    """Hand over a proving file as it came, to be saved, never opened as a page of ours."""
    kept = selectors.away_paper(str(public_id), paper_id, request.actor)
    return handed(kept.sha256, kept.media_type)


@rule("login")
@require_POST
def withdraw(request: Request, public_id: str) -> HttpResponse:
    """Take the own request back while nobody has decided."""
    found = selectors.away_detail(str(public_id), request.actor)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        page = _page(request, found, reason_form=form)
        return render(request, "leave/detail.html", page, status=422)
    try:
        services.withdraw(
            by=request.actor,
            away_id=found.card.away_id,
            reason=form.cleaned_data["reason"],
            key=request.POST.get("key", ""),
        )
    except Problem as problem:
        page = _page(request, found, problem=problem)
        return render(request, "leave/detail.html", page, status=problem.status)
    messages.success(request, _("Permohonan ditarik dan kembali menjadi konsep."))
    return redirect("leave:detail", public_id)


@rule("login")
@require_POST
def end(request: Request, public_id: str) -> HttpResponse:
    """Shorten or cancel what was granted, under a letter."""
    found = selectors.away_to_call_off(str(public_id), request.actor)
    form = EndingForm(request.POST)
    if not form.is_valid():
        page = _page(request, found, ending_form=form)
        return render(request, "leave/detail.html", page, status=422)
    try:
        services.call_off(
            by=request.actor,
            away_id=found.card.away_id,
            letter=form.cleaned_data["letter"],
            reason=form.cleaned_data["reason"],
            last_day=form.cleaned_data["last_day"],
            key=request.POST.get("key", ""),
        )
    except Problem as problem:
        page = _page(request, found, problem=problem)
        return render(request, "leave/detail.html", page, status=problem.status)
    messages.success(request, _("Tercatat. Kehadiran dan saldo mengikuti."))
    return redirect("leave:detail", public_id)


@rule("personnel")
@require_http_methods(["GET", "POST"])
def balances(request: Request) -> HttpResponse:
    """Check a file of opening balances, show what it would do, and store it when asked to."""
    form = BalanceFileForm(request.POST or None, request.FILES or None)
    reading = None
    if form.is_valid():
        payload = form.cleaned_data["file"].read()
        try:
            reading = read_balances(payload)
            if "store" in request.POST and not reading.problems:
                done = services.import_balances(
                    by=request.actor, payload=payload, key=request.POST.get("key", "")
                )
                text = _("Saldo disimpan: %(changed)d berubah, %(same)d tetap.")
                messages.success(request, text % {"changed": done.changed, "same": done.unchanged})
                return redirect("leave:balances")
        except Problem as problem:
            form.add_error("file", problem.message)
    status = 422 if form.errors else 200
    context = {"form": form, "reading": reading}
    return render(request, "leave/balances.html", context, status=status)
