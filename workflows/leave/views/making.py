"""Making a request, and mending a draft, a returned or a rejected one."""

from datetime import date, time
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from office.acts.core import Problem
from office.archive.uploads import NoProof, paper_of, ticket_for
from office.audit import clock
from office.audit.core import rule
from office.indonesia.dates import parse_day
from office.people.access import Request
from workflows.leave import law, selectors, services
from workflows.leave.core.cards import AwayDetail
from workflows.leave.core.requests import Paper
from workflows.leave.core.states import Procedure
from workflows.leave.errors import NoSuchRequest
from workflows.leave.forms import FORMS, AwayForm

SALT = "leave.paper"
HEADINGS = {
    Procedure.LEAVE: gettext_lazy("Ajukan cuti"),
    Procedure.DUTY: gettext_lazy("Ajukan dinas luar"),
    Procedure.PERMIT: gettext_lazy("Ajukan izin"),
}


@rule("login")
@require_http_methods(["GET", "POST"])
def leave(request: Request) -> HttpResponse:
    """Ask for leave."""
    return _form(request, Procedure.LEAVE, None)


@rule("login")
@require_http_methods(["GET", "POST"])
def duty(request: Request) -> HttpResponse:
    """Ask to be sent on duty."""
    return _form(request, Procedure.DUTY, None)


@rule("login")
@require_http_methods(["GET", "POST"])
def permit(request: Request) -> HttpResponse:
    """Ask to be away for hours of a day."""
    return _form(request, Procedure.PERMIT, None)


@rule("login")
@require_http_methods(["GET", "POST"])
def edit(request: Request, public_id: str) -> HttpResponse:
    """Mend a draft, a returned or a rejected request."""
    found = selectors.away_detail(str(public_id), request.actor)
    if not found.may_edit:
        raise NoSuchRequest(_("Permohonan ini tidak sedang menunggu Anda."))
    return _form(request, Procedure(found.card.procedure), found)


def _form(request: Request, procedure: Procedure, found: AwayDetail | None) -> HttpResponse:
    """Return the form as it stands, keep it as a draft, or send it up and go to its page."""
    form = FORMS[procedure](
        request.POST or None,
        request.FILES or None,
        kinds=law.kinds_on(clock.today()),
        people=selectors.stand_ins(request.actor),
        initial=_known(found) if found else {},
    )
    ticket, refused = _ticket(request)
    if form.is_valid() and not refused:
        answer = _done(request, form, found, ticket)
        if answer is not None:
            return answer
    if refused:
        form.add_error("evidence", refused)
    owner = request.viewer.employee_id or 0
    kept = paper_of(ticket, owner, SALT) if ticket else None
    context = {
        "form": form,
        "procedure": procedure.value,
        "heading": HEADINGS[procedure],
        "found": found,
        "ticket": ticket if kept else "",
        "kept": kept,
        "key": request.POST.get("key", ""),
        "balances": selectors.my_balances(request.actor) if procedure == Procedure.LEAVE else [],
        "pay_words": law.pay_words(procedure, clock.today()),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "leave/request.html", context, status=status)


def _done(
    request: Request, form: AwayForm, found: AwayDetail | None, ticket: str
) -> HttpResponse | None:
    owner = request.viewer.employee_id or 0
    kept = paper_of(ticket, owner, SALT) if ticket else None
    given: dict[str, Any] = {
        "by": request.actor,
        "draft": form.draft((Paper(**kept),) if kept else ()),
        "away_id": found.card.away_id if found else None,
        "key": request.POST.get("key", ""),
    }
    try:
        if "save" in request.POST:
            outcome = services.save_draft(**given)
            messages.success(request, _("Konsep disimpan. Belum diajukan."))
        else:
            outcome = services.submit(**given)
            messages.success(request, _("Permohonan diajukan."))
    except Problem as problem:
        form.take(problem)
        return None
    return redirect("leave:detail", outcome.public_id)


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


def _known(found: AwayDetail) -> dict[str, Any]:
    card = found.card
    known: dict[str, Any] = {
        "kind": found.kind,
        "first": card.first,
        "last": card.last,
        "reason": found.reason,
        "place": found.place,
        "diagnosis": found.diagnosis,
        "plh": found.plh_id,
    }
    if card.hours:
        since, until = (
            time.fromisoformat(text.replace(".", ":")) for text in card.hours.split("-")
        )
        known |= {"since": since, "until": until}
    return known


@rule("login")
@require_GET
def count(request: Request) -> HttpResponse:
    """Return the days a request would count while it is typed: a fragment."""
    procedure = request.GET.get("procedure", "")
    first, last = _day(request.GET.get("first", "")), _day(request.GET.get("last", ""))
    kind = request.GET.get("kind", "")
    found = None
    if procedure in set(Procedure) and first and last:
        found = selectors.day_count(request.actor, procedure, kind, first, last)
    return render(request, "leave/_count.html", {"count": found})


def _day(text: str) -> date | None:
    try:
        return parse_day(text)
    except ValueError:
        return None
