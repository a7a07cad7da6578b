"""The browsers in which one is signed in, and signing out of those one does not know."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from office.audit.core import rule
from office.people import selectors, services
from office.people.access import Request
from office.people.selectors import SessionCard

OTHERS = "others"


@rule("login")
@require_http_methods(["GET", "POST"])
def devices(request: Request) -> HttpResponse:
    """Show the own sessions; a post ends one of the others, or all others."""
    found = selectors.sessions_of(request.actor, request.session.session_key or "")
    others = [card for card in found if not card.is_current]
    if request.method == "POST":
        return _end(request, others)
    context = {"sessions": found, "others": others}
    return render(request, "people/devices.html", context)


def _end(request: Request, others: list[SessionCard]) -> HttpResponse:
    asked = request.POST.get("end", "")
    chosen = [card.session_id for card in others if asked in {OTHERS, str(card.session_id)}]
    if not chosen and asked != OTHERS:
        raise Http404
    ended = services.end_sessions(
        by=request.actor, session_ids=chosen, key=request.POST.get("key", "")
    )
    text = _("%(n)d perangkat dikeluarkan. Ganti kata sandi bila ada yang tidak Anda kenal.")
    messages.success(request, text % {"n": ended})
    return redirect("people:devices")
