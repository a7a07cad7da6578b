"""Who acts for my seats and until when; appoint a Plh or delegate; end it when back."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from office.acts.core import Problem
from office.audit import clock
from office.audit.core import rule
from office.people import selectors, services
from office.people.access import Request
from office.people.core import Basis, months_touched
from office.people.forms import MandateForm

LOOK_AHEAD = timedelta(days=180)


@rule("login")
@require_http_methods(["GET", "POST"])
def mandates(request: Request) -> HttpResponse:
    """Show mandates over the own seats and those held; a post grants one."""
    seats = _grantable(request)
    form = MandateForm(
        request.POST or None,
        seats=seats,
        people=_candidates(request),
        initial={"valid_from": clock.today()},
    )
    late = _late(request, form)
    if request.method == "POST" and form.is_valid() and not late and _granted(request, form):
        messages.success(request, _("Mandat tercatat. Ia berakhir sendiri pada tanggalnya."))
        return redirect("people:mandates")
    today = clock.today()
    context = {
        "form": form if seats else None,
        "late": late,
        "over_mine": selectors.mandates_over(seats, today, today + LOOK_AHEAD),
        "held": selectors.mandates_held(request.viewer.employee_id or 0, today, today + LOOK_AHEAD),
    }
    return render(request, "people/mandates.html", context, status=422 if form.errors else 200)


def _late(request: Request, form: MandateForm) -> dict[str, Any] | None:
    """Return what a decree that comes late touches, to be seen before it is stored; None once seen or in time."""
    if request.method != "POST" or request.POST.get("seen") or not form.is_valid():
        return None
    first, last = form.cleaned_data["valid_from"], form.cleaned_data["valid_until"]
    if first >= clock.today() or last < first:
        return None
    return {
        "position": form.cleaned_data["position"],
        "first": first,
        "last": last,
        "months": [str(month) for month in months_touched(first, last, clock.today())],
    }


def _granted(request: Request, form: MandateForm) -> bool:
    given = form.cleaned_data
    try:
        services.grant_mandate(
            by=request.actor,
            kind=given["kind"],
            position_id=given["position"],
            holder_id=given["holder"],
            decree=given["decree"],
            valid_from=given["valid_from"],
            valid_until=given["valid_until"],
            scope=given["scope"],
            limit_rupiah=given["limit_rupiah"],
            key=request.POST.get("key", ""),
        )
    except Problem as problem:
        form.take(problem)
        return False
    return True


def _grantable(request: Request) -> dict[int, str]:
    """Return the seats whose mandates this person decides: the own definitive ones, and those reporting to a seat."""
    own = [
        h.seat.id
        for h in request.viewer.seats
        if h.seat.is_position and h.basis == Basis.DEFINITIVE
    ]
    leading = [
        h.seat.id
        for h in request.viewer.seats
        if h.seat.is_position and h.basis != Basis.DELEGATION
    ]
    if request.viewer.position_id and request.viewer.position_id not in own:
        # The absent holder, whose seat a Plh covers now, still sees it here to end the mandate.
        own.append(request.viewer.position_id)
    cards = selectors.positions_by_id(own)
    below = selectors.positions_below(leading, clock.today())
    return {pk: card.title for pk, card in (cards | below).items()}


def _candidates(request: Request) -> dict[int, str]:
    """Return colleagues who may stand in: everyone else of the own agency."""
    if request.viewer.agency_id is None:
        return {}
    people = selectors.roster_people(request.viewer.agency_id, clock.today())
    return {
        e.person.employee_id: f"{e.person.full_name} - {e.position.title}"
        for e in people
        if e.person.employee_id != request.viewer.employee_id
    }


@rule("login")
@require_POST
def end(request: Request, mandate_id: int) -> HttpResponse:
    """End a mandate at once; one over none of the own seats does not exist."""
    today = clock.today()
    over_mine = selectors.mandates_over(_grantable(request), today, today + LOOK_AHEAD)
    if mandate_id not in {mandate.mandate_id for mandate in over_mine}:
        raise Http404
    try:
        services.end_mandate(
            by=request.actor, mandate_id=mandate_id, key=request.POST.get("key", "")
        )
    except Problem as problem:
        messages.error(request, problem.message)
    else:
        messages.success(
            request, _("Mandat diakhiri. Kursinya kembali kepada pejabatnya hari ini.")
        )
    return redirect("people:mandates")
