"""Appointing a Plh in three taps, and what a late decree touches."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from office.acts.core import NotFound, Problem
from office.audit import clock
from office.audit.core import rule
from office.people import selectors as people
from office.people.access import Request
from office.people.core import MandateKind
from office.people.services import grant_mandate
from workflows.approval.plh_forms import PlhForm
from workflows.approval.selectors.standing_in import (
    StandInOffer,
    stand_in_offers,
    touched_by_mandate,
)

INVALID = 422


@rule("login")
@require_http_methods(["GET", "POST"])
def appoint_plh(request: Request) -> HttpResponse:
    """Offer the usual deputy for the days of the next absence; a post appoints."""
    offers = stand_in_offers(request.actor)
    colleagues = _colleagues(request)
    chosen = request.POST.get("position", "")
    forms = [_form(request, offer, colleagues, chosen) for offer in offers]
    for form in forms:
        if form.is_bound and form.is_valid() and _granted(request, form):
            messages.success(request, _("Plh. ditetapkan. Mandatnya berakhir sendiri."))
            return redirect("people:mandates")
    if request.method == "POST" and not any(form.is_bound for form in forms):
        raise NotFound(_("Kursi ini bukan untuk Anda wakilkan. Muat ulang halaman."))
    bad = any(form.errors for form in forms if form.is_bound)
    shown = {"offers": list(zip(offers, forms, strict=True))}
    return render(request, "approval/plh.html", shown, status=INVALID if bad else 200)


def _colleagues(request: Request) -> dict[int, str]:
    if request.viewer.agency_id is None:
        return {}
    return {
        entry.person.employee_id: f"{entry.person.full_name} - {entry.position.title}"
        for entry in people.roster_people(request.viewer.agency_id, clock.today())
        if entry.person.employee_id != request.viewer.employee_id
    }


def _form(
    request: Request, offer: StandInOffer, colleagues: dict[int, str], chosen: str
) -> PlhForm:
    given = request.POST if chosen == str(offer.position_id) else None
    first = {
        "position": offer.position_id,
        "holder": offer.holder_id,
        "valid_from": offer.first,
        "valid_until": offer.last,
        "decree": offer.decree,
    }
    return PlhForm(given, people=colleagues, initial=first, auto_id=f"plh-{offer.position_id}-%s")


def _granted(request: Request, form: PlhForm) -> bool:
    given = form.cleaned_data
    try:
        grant_mandate(
            by=request.actor,
            kind=MandateKind.PLH.value,
            position_id=given["position"],
            holder_id=given["holder"],
            decree=given["decree"],
            valid_from=given["valid_from"],
            valid_until=given["valid_until"],
            key=request.POST.get("key", ""),
        )
    except Problem as problem:
        form.take(problem)
        return False
    return True


@rule("login")
@require_GET
def mandate_touches(request: Request, position_id: int, first: str, last: str) -> HttpResponse:
    """Return the fragment with filings a late decree over a seat meets; nothing for who has no business with it."""
    nothing = NotFound(_("Tidak ada berkas yang tersentuh, atau bukan untuk Anda."))
    try:
        days = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        raise nothing from None
    found = touched_by_mandate(position_id, *days, request.actor)
    if not found.open and not found.decided:
        raise nothing
    return render(request, "approval/_mandate_touches.html", {"touched": found})
