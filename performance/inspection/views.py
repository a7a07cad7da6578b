"""Ruang periksa: search, stories, documents, and the trail's own answer. Every reading is an event and says so."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from office.audit import clock
from office.audit import selectors as audit
from office.audit.core import rule
from office.audit.selectors import EventCard
from office.audit.verification import verify_trail
from office.people import selectors as people
from office.people.access import Request
from performance.inspection import selectors, services
from performance.inspection.bundle import export
from performance.inspection.readers import readings_of
from performance.inspection.reading import pay_effects, readings, story
from performance.sanctions import selectors as sanctions
from signing import selectors as signing
from signing.validation.verify import verify

SHOWN = 100


@rule("inspector")
@require_GET
def index(request: Request) -> HttpResponse:
    """Search by person, document, case or reference."""
    text = request.GET.get("q", "").strip()
    context: dict[str, Any] = {
        "text": text,
        "checkpoint": audit.newest_checkpoint(),
        "events": audit.event_count(),
        "letters": people.letters_of(request.viewer),
    }
    if text:
        context |= {
            "found": selectors.search(text, request.viewer),
            "recorded": services.record_search(by=request.actor, text=text),
        }
    else:
        context["cases"] = sanctions.cases_seen(request.actor, limit=20)
    return render(request, "inspection/index.html", context)


@rule("inspector")
@require_GET
def person(request: Request, employee_id: int) -> HttpResponse:
    """Show one person: cases, certificates, and the newest acts on and by the person."""
    card = people.person(employee_id)
    people.ensure_person_within(request.viewer, employee_id)
    recorded = services.record_person_read(by=request.actor, employee_id=employee_id)
    ref = f"employee:{employee_id}"
    context = {
        "person": card,
        "cases": sanctions.cases_of(employee_id),
        "certificates": signing.certificates_of(employee_id),
        "about": story(_of_period(request, audit.events_about([ref], limit=SHOWN))),
        "done": story(_of_period(request, audit.events_by(ref, limit=SHOWN))),
        "recorded": recorded,
    }
    return render(request, "inspection/person.html", context)


def _of_period(request: Request, events: list[EventCard]) -> list[EventCard]:
    """Return the acts on days that a letter of the reader names."""
    letters = people.letters_of(request.viewer)
    return [
        event
        for event in events
        if any(one.first <= clock.local(event.at).date() <= one.last for one in letters)
    ]


@rule("login")
@require_GET
def mine(request: Request) -> HttpResponse:
    """Show who else opened the reader's own attendance, pay, cases or page, when, and under what."""
    if request.actor.employee_id is None:
        raise Http404
    page = readings_of(request.actor.employee_id)
    return render(request, "inspection/readers.html", {"page": page})


@rule("inspector")
@require_GET
def case(request: Request, ref: str) -> HttpResponse:
    """Show the story of one thing: every act, document, clock and effect on pay, in order."""
    trail = selectors.within_letter(selectors.case_trail(ref), request.viewer)
    recorded = services.record_case_read(by=request.actor, ref=trail.root)
    kind, _sep, number = trail.root.partition(":")
    acts, read = readings(story(trail.events))
    context = {
        "trail": trail,
        "title": selectors.title_of(trail),
        "lines": acts,
        "readings": read,
        "effects": pay_effects(trail.events),
        "sanction": sanctions.case_for_inspection(int(number)) if kind == "sanction_case" else None,
        "recorded": recorded,
    }
    return render(request, "inspection/case.html", context)


@rule("inspector")
@require_GET
def document(request: Request, document_id: int) -> HttpResponse:
    """Show one document: its files, its signatures, what its newest file says when verified, and its story."""
    trail = selectors.within_letter(
        selectors.document_trail(f"document:{document_id}"), request.viewer
    )
    recorded = services.record_document_read(by=request.actor, document_id=document_id)
    card = signing.document(document_id)
    context = {
        "card": card,
        "verdict": verify(signing.document_bytes(document_id)),
        "lines": story(trail.events),
        "recorded": recorded,
    }
    return render(request, "inspection/document.html", context)


@rule("inspector")
@require_POST
def check_trail(request: Request) -> HttpResponse:
    """Recompute the whole trail and show where it breaks, if it does."""
    verdict = verify_trail()
    recorded = services.record_verification(
        by=request.actor, holds=verdict.holds, events=verdict.events, sealed=verdict.sealed
    )
    context = {"verdict": verdict, "checkpoint": audit.newest_checkpoint(), "recorded": recorded}
    return render(request, "inspection/trail.html", context)


@rule("inspector")
@require_POST
def evidence(request: Request, ref: str) -> HttpResponse:
    """Hand out the bundle about a story: it verifies offline."""
    trail = selectors.within_letter(selectors.case_trail(ref), request.viewer)
    content = export(by=request.actor, trail=trail)
    response = HttpResponse(content, content_type="application/zip")
    name = _("bukti-%(ref)s.zip") % {"ref": ref.replace(":", "-")}
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
