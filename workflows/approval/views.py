"""The desk, the decision page, and where a filing is."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from office.acts.core import NotFound, Problem
from office.audit.core import rule
from office.people.access import Request
from signing.selectors import certificate_now, document_pages_png
from workflows.approval import selectors, services
from workflows.approval.core import Pick, Verb
from workflows.approval.forms import ApproveForm, RejectForm, ReturnForm, SignForm
from workflows.approval.labels import kind_label
from workflows.approval.opened import note_opened
from workflows.approval.selectors import DeskPage, StepDetail
from workflows.approval.selectors.clocks import step_time
from workflows.approval.selectors.difference import difference_of
from workflows.approval.selectors.line import may_dispute

FILTERS = ("kind", "unit", "q", "found", "late", "due", "sort")
INVALID = 422


@rule("login")
@require_GET
def desk_page(request: Request) -> HttpResponse:
    """Show the reader's desk: what waits for a decision now."""
    filters = {name: request.GET.get(name, "") for name in FILTERS}
    page = selectors.desk(
        request.actor, request.GET.get("tab", "mine"), filters, request.GET.get("after", "")
    )
    shown: dict[str, Any] = {
        "page": page,
        "tabs": _tabs(page),
        "filters": filters,
        "filtered": any(asked for name, asked in filters.items() if name != "sort"),
        "kinds": [(kind, kind_label(kind)) for kind in page.kinds],
        "certificate": certificate_now(request.actor.employee_id)
        if request.actor.employee_id
        else None,
        "may_appoint": request.viewer.leads,
        "is_personnel": bool({"personnel", "personnel_authority"} & request.viewer.kinds),
    }
    return render(request, "approval/desk.html", shown)


def _tabs(page: DeskPage) -> list[dict[str, Any]]:
    labels = {
        "mine": _("Milik saya"),
        "delegated": _("Dilimpahkan"),
        "waiting": _("Menunggu orang lain"),
    }
    return [
        {"name": name, "label": label, "count": page.counts[name], "current": name == page.tab}
        for name, label in labels.items()
    ]


@rule("login")
@require_GET
def vacant_page(request: Request) -> HttpResponse:
    """Show personnel the steps that wait for a seat nobody holds."""
    return render(request, "approval/vacant.html", {"rows": selectors.vacant_steps(request.actor)})


@rule("login")
@require_GET
def step_page(request: Request, step_id: int) -> HttpResponse:
    """Show one step: the document, the facts, what happened, and the three verbs."""
    detail = selectors.step_detail(step_id, request.actor)
    note_opened(request, step_id, detail.filing.revision_sha)
    return _step(request, detail)


def _step(
    request: HttpRequest,
    detail: StepDetail,
    given: Mapping[str, forms.Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render the decision page; forms that came back wrong are shown with their faults at the place."""
    given = given or {}
    pages = len(document_pages_png(detail.document.id)) if detail.document else 0
    shown = {
        "detail": detail,
        "filing": detail.filing,
        "kind": kind_label(detail.filing.kind),
        "pages": range(1, pages + 1),
        "sign_form": given.get("sign") or SignForm(),
        "approve_form": given.get("approve") or ApproveForm(),
        "return_form": given.get("back") or ReturnForm(detail),
        "reject_form": given.get("reject") or RejectForm(),
        "returning": "back" in given,
        "rejecting": "reject" in given,
        "difference": difference_of(detail.filing.filing_id),
        "time": step_time(detail.step_id),
        "keys": {name: str(uuid4()) for name in ("sign", "back", "reject")},
    }
    return render(request, "approval/step.html", shown, status=status)


@rule("login")
@sensitive_post_parameters("passphrase")
@require_POST
def approve(request: Request, step_id: int) -> HttpResponse:
    """Approve one step, signing where its level signs; then the next one opens."""
    detail = selectors.step_detail(step_id, request.actor)
    signs = detail.document is not None
    form = SignForm(request.POST) if signs else ApproveForm(request.POST)
    name = "sign" if signs else "approve"
    if not form.is_valid():
        return _step(request, detail, {name: form}, INVALID)
    decide = _signed if signs else _approved
    return _done(request, detail, form, name, decide)


def _signed(request: Request, detail: StepDetail, form: forms.Form) -> str:
    pick = Pick(detail.step_id, request.POST.get("revision_sha", ""), request.POST.get("key", ""))
    asked = form.cleaned_data
    results = services.sign_batch(
        by=request.actor, picks=[pick], passphrase=asked["passphrase"], note=asked["note"]
    )
    for result in results:
        if not result.ok:
            raise SigningRefused(result.message)
    return _("Disetujui dan ditandatangani.")


class SigningRefused(Problem):
    """The one document of a small batch was not signed."""

    status = 409


def _approved(request: Request, detail: StepDetail, form: forms.Form) -> str:
    services.decide(**_choice(request, detail, Verb.APPROVE), note=form.cleaned_data["note"])
    return _("Disetujui.")


@rule("login")
@require_POST
def send_back(request: Request, step_id: int) -> HttpResponse:
    """Return one step's filing with a reason; then the next one opens."""
    detail = selectors.step_detail(step_id, request.actor)
    form = ReturnForm(detail, request.POST)
    if not form.is_valid():
        return _step(request, detail, {"back": form}, INVALID)
    return _done(request, detail, form, "back", _sent_back)


def _sent_back(request: Request, detail: StepDetail, form: forms.Form) -> str:
    asked = form.cleaned_data
    services.decide(
        **_choice(request, detail, Verb.RETURN),
        note=asked["note"],
        to_level=asked["to_level"],
        marks=asked["marks"],
    )
    return _("Dikembalikan dengan alasan Anda.")


@rule("login")
@require_POST
def reject(request: Request, step_id: int) -> HttpResponse:
    """Reject one step's filing with a reason; then the next one opens."""
    detail = selectors.step_detail(step_id, request.actor)
    form = RejectForm(request.POST)
    if not form.is_valid():
        return _step(request, detail, {"reject": form}, INVALID)
    return _done(request, detail, form, "reject", _rejected)


def _rejected(request: Request, detail: StepDetail, form: forms.Form) -> str:
    services.decide(**_choice(request, detail, Verb.REJECT), note=form.cleaned_data["note"])
    return _("Ditolak dengan alasan Anda.")


def _choice(request: Request, detail: StepDetail, verb: Verb) -> dict[str, Any]:
    return {
        "by": request.actor,
        "step_id": detail.step_id,
        "choice": verb.value,
        "revision_sha": request.POST.get("revision_sha", ""),
        "key": request.POST.get("key", ""),
    }


def _done(
    request: Request,
    detail: StepDetail,
    form: forms.Form,
    name: str,
    decide: Callable[[Request, StepDetail, forms.Form], str],
) -> HttpResponse:
    """Decide, say so and open the next step; a problem is shown at the form."""
    try:
        word = decide(request, detail, form)
    except NotFound:
        raise
    except Problem as problem:
        form.add_error(
            "passphrase" if "passphrase" in problem.fields else None, str(problem.message)
        )
        fresh = selectors.step_detail(detail.step_id, request.actor)
        return _step(request, fresh, {name: form}, problem.status)
    messages.success(request, f"{detail.filing.title}: {word}")
    following = selectors.next_step_id(request.actor, detail.step_id)
    return redirect(
        reverse("approval:step", args=[following]) if following else reverse("approval:desk")
    )


@rule("login")
@require_GET
def filing_page(request: Request, filing_id: int) -> HttpResponse:
    """Show where a filing is and what happened to it."""
    card = selectors.filing_card(filing_id, request.actor)
    shown = {
        "filing": card,
        "kind": kind_label(card.kind),
        "may_dispute": may_dispute(filing_id, request.actor),
    }
    return render(request, "approval/filing.html", shown)


@rule("login")
@require_GET
def whereabouts(request: Request, filing_id: int) -> HttpResponse:
    """Return the fragment "Di mana dokumen saya" of one filing."""
    card = selectors.filing_card(filing_id, request.actor)
    return render(request, "approval/_whereabouts.html", {"filing": card})
