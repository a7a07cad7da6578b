"""Cases: the list, one case with its evidence, and the acts of superior and personnel."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from office.acts.core import Problem
from office.archive import services as archive
from office.audit.core import rule
from office.people import selectors as people
from office.people.access import Request
from performance.sanctions import selectors, services
from performance.sanctions.core.cards import CaseDetail
from performance.sanctions.core.procedure import CaseState
from performance.sanctions.forms import HearingForm, ReasonForm
from performance.sanctions.rules import may_detect, may_read
from signing import selectors as signing

Submit = Callable[[dict[str, Any]], object]


@rule("login")
@require_GET
def index(request: Request) -> HttpResponse:
    """Show the cases `by` may see: the own ones for everybody, more for who is responsible."""
    state = request.GET.get("keadaan", "")
    cards = selectors.cases_seen(request.actor, [state] if state else [])
    context = {
        "cases": cards,
        "counts": selectors.case_counts(request.actor),
        "state": state,
        "may_detect": may_detect(request.viewer),
        "is_reader": may_read(request.viewer),
    }
    return render(request, "sanctions/index.html", context)


@rule("sanctions.detect")
@require_POST
def detect(request: Request) -> HttpResponse:
    """Let the machine count now; it opens drafts and decides nothing."""
    found = services.open_draft_cases(by=request.actor, key=request.POST.get("key", ""))
    text = _("%(people)d pegawai dihitung, %(cases)d perkara baru dibuka.")
    messages.success(request, text % {"people": found.looked_at, "cases": len(found.opened)})
    return redirect("sanctions:index")


@rule("login")
@require_GET
def case(request: Request, public_id: str) -> HttpResponse:
    """Show one case: its days, hearings, what is missing, and what may be done now."""
    found = _found(request, public_id)
    if found.card.employee_id != request.actor.employee_id:
        basis = people.basis_of(request.viewer, found.card.employee_id)
        services.note_case_read(by=request.actor, case_id=found.card.case_id, basis=basis)
    return _page(request, found, {}, 200)


@rule("login")
@require_POST
def hear(request: Request, public_id: str) -> HttpResponse:
    """Record a summons and what came of it."""
    found = selectors.case_to_act_on(str(public_id), request.actor)
    form = HearingForm(request.POST, request.FILES)

    def submit(typed: dict[str, Any]) -> object:
        scan = typed.pop("minutes")
        return services.record_hearing(
            by=request.actor,
            case_id=found.card.case_id,
            minutes_sha=archive.put(scan.read()) if scan else "",
            **typed,
            key=request.POST.get("key", ""),
        )

    return _answer(request, found, "hearing_form", form, submit, _("Pemeriksaan tercatat."))


@rule("login")
@require_POST
def propose(request: Request, public_id: str) -> HttpResponse:
    """Put the case on the ladder with the reason."""
    found = selectors.case_to_act_on(str(public_id), request.actor)
    form = ReasonForm(request.POST, prefix="propose")

    def submit(typed: dict[str, Any]) -> object:
        return services.propose_decision(
            by=request.actor,
            case_id=found.card.case_id,
            reason=typed["reason"],
            key=request.POST.get("key", ""),
        )

    return _answer(
        request,
        found,
        "propose_form",
        form,
        submit,
        _("Usul diajukan kepada pejabat yang memutus."),
    )


@rule("login")
@require_POST
def drop(request: Request, public_id: str) -> HttpResponse:
    """End the case without a sanction."""
    found = selectors.case_to_act_on(str(public_id), request.actor)
    form = ReasonForm(request.POST, prefix="drop")

    def submit(typed: dict[str, Any]) -> object:
        return services.drop_case(
            by=request.actor,
            case_id=found.card.case_id,
            reason=typed["reason"],
            key=request.POST.get("key", ""),
        )

    return _answer(request, found, "drop_form", form, submit, _("Perkara dihentikan."))


@rule("login")
@require_POST
def withdraw(request: Request, public_id: str) -> HttpResponse:
    """Take the proposal back while nobody has decided."""
    found = _found(request, public_id)
    form = ReasonForm(request.POST, prefix="withdraw")

    def submit(typed: dict[str, Any]) -> object:
        return services.withdraw_proposal(
            by=request.actor,
            case_id=found.card.case_id,
            reason=typed["reason"],
            key=request.POST.get("key", ""),
        )

    return _answer(request, found, "withdraw_form", form, submit, _("Usul ditarik."))


@rule("login")
@require_GET
def minutes(request: Request, public_id: str, number: int) -> FileResponse:
    """Hand out the scanned minutes of one hearing."""
    found = _found(request, public_id)
    hearing = next((h for h in found.hearings if h.number == number and h.minutes_sha), None)
    if hearing is None:
        raise Http404
    path = archive.path_of(hearing.minutes_sha)
    name = _("berita-acara-%(n)d.pdf") % {"n": number}
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=name, content_type="application/pdf"
    )


@rule("login")
@require_GET
def step(request: Request, step_id: int) -> HttpResponse:
    """Show a case's facts beside its step on the desk: a fragment; nothing for other procedures."""
    found = selectors.case_of_step(step_id, request.actor)
    if found is None:
        return HttpResponse()
    return render(request, "sanctions/_facts.html", {"found": found, "card": found.card})


def _found(request: Request, public_id: str) -> CaseDetail:
    return selectors.case_detail(str(public_id), request.actor)


def _answer(
    request: Request, found: CaseDetail, name: str, form: forms.Form, submit: Submit, done: str
) -> HttpResponse:
    """Do what was asked and return to the case, or show the case with the form and what is wrong with it."""
    if form.is_valid():
        try:
            submit(dict(form.cleaned_data))
        except Problem as problem:
            for field, text in problem.fields.items():
                form.add_error(field if field in form.fields else None, text)
            if not problem.fields:
                form.add_error(None, problem.message)
            return _page(request, found, {name: form}, problem.status)
        messages.success(request, done)
        return redirect("sanctions:case", found.card.public_id)
    return _page(request, found, {name: form}, 422)


def _page(
    request: Request, found: CaseDetail, asked: dict[str, forms.Form], status: int
) -> HttpResponse:
    context = {
        "found": found,
        "card": found.card,
        "documents": signing.documents_of(f"filing:{found.card.filing_id}")
        if found.card.state == CaseState.CONFIRMED
        else [],
        "hearing_form": HearingForm(),
        "propose_form": ReasonForm(prefix="propose"),
        "drop_form": ReasonForm(prefix="drop"),
        "withdraw_form": ReasonForm(prefix="withdraw"),
        **asked,
    }
    return render(request, "sanctions/case.html", context, status=status)
