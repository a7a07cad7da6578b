"""The roll of employees, and one person's dated rows."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from office.audit.core import rule
from office.indonesia.numbers import whole
from office.people import selectors, services
from office.people.access import Request, may_see, meets
from office.people.core import AppointmentKind, rank_label
from office.people.selectors.roll import dated_lines, person_in_care, roll

PAGE_DIGITS = 9


@rule("operator")
@require_GET
def index(request: Request) -> HttpResponse:
    """Show the people in the viewer's care, searched by name, NIP or agency."""
    text, page = request.GET.get("cari", "").strip(), _number(request.GET.get("halaman", ""))
    agency_id = _number(request.GET.get("opd", "")) or None
    entries, more = roll(request.viewer, text, agency_id, page or 1)
    context = {
        "entries": entries,
        "text": text,
        "agency_id": agency_id,
        "agencies": _agencies(request),
        "page": page or 1,
        "next_page": (page or 1) + 1 if more else 0,
        "may_import": meets(request.viewer, "personnel"),
    }
    return render(request, "people/index.html", context)


def _agencies(request: Request) -> list[object]:
    everywhere = AppointmentKind.PERSONNEL in request.viewer.kinds
    own = request.viewer.agency_ids(AppointmentKind.AGENCY_OPERATOR)
    return [agency for agency in selectors.agencies() if everywhere or agency.id in own]


def _number(text: str) -> int:
    return whole(text, PAGE_DIGITS) or 0


@rule("operator")
@require_GET
def person(request: Request, employee_id: int) -> HttpResponse:
    """Show one person with every post, appointment and mandate in both times."""
    card = person_in_care(request.viewer, employee_id)
    if employee_id != request.actor.employee_id:
        basis = selectors.basis_of(request.viewer, employee_id)
        services.note_person_read(by=request.actor, employee_id=employee_id, basis=basis)
    context = {
        "person": card,
        "rank": rank_label(card.rank),
        "shows_nip": may_see(request.viewer, "nip", employee_id),
        "lines": dated_lines(employee_id),
    }
    return render(request, "people/person.html", context)
