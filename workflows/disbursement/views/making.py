"""Making a request, mending a returned one, withdrawing, reversing, and the bank file."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from office.acts.core import Problem
from office.audit.core import rule
from office.indonesia import terbilang
from office.people.access import Request
from workflows.disbursement import selectors, services
from workflows.disbursement.core.bank_file import bank_file
from workflows.disbursement.drafts import required_papers
from workflows.disbursement.errors import NoSuchRequest
from workflows.disbursement.forms import (
    PaperRefused,
    PaymentForm,
    PaymentFormSet,
    ReasonForm,
    RequestForm,
    RupiahField,
    opened_paper,
    stored_paper,
)
from workflows.disbursement.models import KINDS
from workflows.disbursement.services import RequestOutcome

Submit = Callable[..., RequestOutcome]
TYPED = ("kind", "line", "amount", "purpose")


@rule("disbursement.request")
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Make a request: reserved and on its way when nothing is missing, else every fault at its place."""
    lines = selectors.lines_for_request(request.actor)
    form = RequestForm(request.POST or None, lines=lines)
    payments = PaymentFormSet(request.POST or None, prefix="pay")
    papers, refused = _papers(request, [kind for kind, _title in KINDS[:-1]])

    def submit(typed: dict[str, Any]) -> RequestOutcome:
        return services.submit_request(
            by=request.actor,
            kind=typed["kind"],
            line_id=typed["line"],
            papers=_of_kind(papers, typed["kind"]),
            **_typed(typed, payments),
            key=request.POST.get("key", ""),
        )

    context = {
        "lines": lines,
        "papers": papers,
        "refused": refused,
        "kinds": [kind for kind, _title in KINDS[:-1]],
    }
    return _answer(request, form, payments, submit, context)


@rule("disbursement.request")
@require_http_methods(["GET", "POST"])
def revise(request: Request, public_id: str) -> HttpResponse:
    """Mend a returned or withdrawn request and submit its next revision."""
    found = selectors.request_detail(str(public_id), request.actor)
    if not found.may_revise:
        raise NoSuchRequest(_("Permintaan ini tidak sedang menunggu perbaikan Anda."))
    card = found.card
    known = [
        {"name": p.name, "bank": p.bank, "account": p.account, "amount": p.amount}
        for p in found.payments
    ]
    start = {"amount": card.amount, "purpose": card.purpose}
    form = RequestForm(request.POST or None, lines=[card.line], fixed=True, initial=start)
    payments = PaymentFormSet(request.POST or None, prefix="pay", initial=known)
    papers, refused = _papers(request, [card.kind])
    kept = {
        p.code: {"code": p.code, "filename": p.filename, "sha256": p.sha256} for p in found.papers
    }

    def submit(typed: dict[str, Any]) -> RequestOutcome:
        return services.resubmit_request(
            by=request.actor,
            request_id=card.request_id,
            papers=list((kept | {p["code"]: p for p in _of_kind(papers, card.kind)}).values()),
            **_typed(typed, payments),
            key=request.POST.get("key", ""),
        )

    context = {
        "lines": [card.line],
        "papers": papers,
        "refused": refused,
        "card": card,
        "kept": found.papers,
    }
    return _answer(request, form, payments, submit, context)


def _answer(
    request: Request,
    form: RequestForm,
    payments: "BaseFormSet[PaymentForm]",
    submit: Submit,
    context: dict[str, Any],
) -> HttpResponse:
    """Return the form as it stands, or submit it and go to the request's page."""
    if "more" in request.POST:
        payments = _one_more(request)
        return _page(request, form, payments, context, 200)
    if (
        request.method == "POST"
        and form.is_valid()
        and payments.is_valid()
        and not context["refused"]
    ):
        try:
            outcome = submit(form.cleaned_data)
        except Problem as problem:
            _place(form, problem, context)
            return _page(request, form, payments, context, problem.status)
        messages.success(request, _("Permintaan diajukan dan dananya dicadangkan."))
        return redirect("disbursement:detail", outcome.public_id)
    return _page(request, form, payments, context, 422 if request.method == "POST" else 200)


def _page(
    request: Request,
    form: RequestForm,
    payments: "BaseFormSet[PaymentForm]",
    context: dict[str, Any],
    status: int,
) -> HttpResponse:
    shown = {"form": form, "payments": payments, "key": request.POST.get("key", ""), **context}
    return render(request, "disbursement/request.html", shown, status=status)


def _place(form: RequestForm, problem: Problem, context: dict[str, Any]) -> None:
    """Put each part of a refusal at its field; what belongs to no field stands on top."""
    placed = dict(problem.fields)
    for name in TYPED:
        if name in placed and name in form.fields:
            form.add_error(name, placed.pop(name))
    context["payment_error"] = placed.pop("payments", "")
    context["paper_error"] = placed.pop("papers", "")
    if placed or not problem.fields:
        form.add_error(None, " ".join(placed.values()) or problem.message)


def _one_more(request: Request) -> "BaseFormSet[PaymentForm]":
    data = request.POST.copy()
    shown = data.get("pay-TOTAL_FORMS", "")
    known = int(shown) if shown.isascii() and shown.isdecimal() and len(shown) < len("1000") else 1
    data["pay-TOTAL_FORMS"] = str(min(known + 1, PaymentFormSet.max_num))
    return PaymentFormSet(data, prefix="pay")


def _typed(typed: dict[str, Any], payments: "BaseFormSet[PaymentForm]") -> dict[str, Any]:
    rows = [form.cleaned_data for form in payments.forms if form.cleaned_data]
    return {"amount": typed["amount"], "purpose": typed["purpose"], "payments": rows}


def _papers(request: Request, kinds: list[str]) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the checklist of every kind with what was handed in so far, and the papers refused."""
    owner = request.viewer.employee_id or 0
    rows: list[dict[str, Any]] = []
    refused: list[str] = []
    for kind in kinds:
        for number, code in enumerate(required_papers(kind)):
            name = f"paper-{kind}-{number}"
            token = request.POST.get(f"{name}-kept", "")
            upload = request.FILES.get(name)
            try:
                token = stored_paper(code, upload, owner) if upload else token
            except PaperRefused as problem:
                refused.append(str(problem.message))
            paper = opened_paper(token, owner) if token else None
            rows.append(
                {
                    "kind": kind,
                    "code": code,
                    "name": name,
                    "token": token if paper else "",
                    "paper": paper,
                }
            )
    return rows, refused


def _of_kind(rows: list[dict[str, Any]], kind: str) -> list[dict[str, str]]:
    return [row["paper"] for row in rows if row["kind"] == kind and row["paper"]]


@rule("login")
@require_GET
def words(request: Request) -> HttpResponse:
    """Return an amount in words while it is typed: a fragment."""
    field = RupiahField(required=False)
    try:
        text = (
            f"{terbilang(amount)} rupiah"
            if (amount := field.clean(request.GET.get("amount", "")))
            else ""
        )
    except ValidationError:
        text = ""
    return render(request, "disbursement/_words.html", {"text": text})


@rule("disbursement.request")
@require_GET
def line(request: Request) -> HttpResponse:
    """Return the chosen budget line as a bar: a fragment."""
    wanted = request.GET.get("line", "")
    lines = selectors.lines_for_request(request.actor)
    shown = next((card for card in lines if str(card.line_id) == wanted), None)
    return render(request, "disbursement/_line.html", {"line": shown})


@rule("disbursement.request")
@require_POST
def withdraw(request: Request, public_id: str) -> HttpResponse:
    """Take a running request back while nobody has decided."""
    found = selectors.request_detail(str(public_id), request.actor)
    services.withdraw_request(
        by=request.actor,
        request_id=found.card.request_id,
        reason=_reason(request),
        key=request.POST.get("key", ""),
    )
    messages.success(request, _("Permintaan ditarik dan cadangan dananya dilepas."))
    return redirect("disbursement:detail", public_id)


@rule("disbursement.budget")
@require_POST
def reverse(request: Request, public_id: str) -> HttpResponse:
    """Reverse a release the bank could not pay out."""
    found = selectors.request_detail(str(public_id), request.actor)
    services.reverse_release(
        by=request.actor,
        request_id=found.card.request_id,
        reason=_reason(request),
        key=request.POST.get("key", ""),
    )
    messages.success(request, _("Pencairan dibalik; dananya kembali ke pos anggaran."))
    return redirect("disbursement:detail", public_id)


def _reason(request: Request) -> str:
    form = ReasonForm(request.POST)
    return form.cleaned_data["reason"] if form.is_valid() else ""


@rule("login")
@require_POST
def bank(request: Request, public_id: str) -> HttpResponse:
    """Hand out the bank's transfer list of a released request; each download is an event."""
    card = selectors.request_detail(str(public_id), request.actor).card
    content = bank_file(selectors.payments_of(card.request_id), card.purpose, card.public_id)
    services.record_bank_file(
        by=request.actor, request_id=card.request_id, sha256=hashlib.sha256(content).hexdigest()
    )
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = (
        f'attachment; filename="transfer-{card.public_id}.csv"'
    )
    return response
