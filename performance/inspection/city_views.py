"""Ringkasan kota: the figures of today, and behind each figure its rows."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from office.audit.core import rule
from office.people.access import Request
from office.people.core import Seat
from performance.inspection import city


@rule("city.read")
@require_GET
def index(request: Request) -> HttpResponse:
    """Show the city today, or the part of it the reader answers for."""
    found = city.summary(request.actor)
    context = {
        "city": found,
        "waiting": {
            "all": sum(desk.waiting for desk in found.desks),
            "late": sum(desk.late for desk in found.desks),
        },
        "trend": {
            "labels": [f"{day:%d/%m}" for day, _filed in found.trend],
            "values": [filed for _day, filed in found.trend],
        },
    }
    return render(request, "city/index.html", context)


@rule("city.read")
@require_GET
def presence(request: Request) -> HttpResponse:
    """Show who is where, agency by agency."""
    return render(request, "city/presence.html", {"city": city.summary(request.actor)})


@rule("city.read")
@require_GET
def reports(request: Request) -> HttpResponse:
    """Show the reports of the last day of work, agency by agency."""
    return render(request, "city/reports.html", {"city": city.summary(request.actor)})


@rule("city.read")
@require_GET
def agency(request: Request, agency_id: int) -> HttpResponse:
    """Show the people of one agency on the day, and who lacks a report."""
    found, rows = city.agency_day(request.actor, agency_id)
    return render(request, "city/agency.html", {"agency": found, "rows": rows})


@rule("city.read")
@require_GET
def desks(request: Request) -> HttpResponse:
    """Show the desks on which documents wait."""
    return render(request, "city/desks.html", {"city": city.summary(request.actor)})


@rule("city.read")
@require_GET
def desk(request: Request, seat: str) -> HttpResponse:
    """Show what waits on one desk, and since when."""
    try:
        asked = Seat.parse(seat)
    except ValueError:
        raise Http404 from None
    found, rows = city.desk_of(request.actor, asked)
    return render(request, "city/desk.html", {"desk": found, "rows": rows})
