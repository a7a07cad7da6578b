"""The own notices, and how one wants to be told."""

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from office.acts.core import Problem
from office.audit import clock
from office.audit.core import rule
from office.notices import pushes, selectors, services
from office.notices.forms import PreferencesForm
from office.notices.words import browser_name, shown
from office.people import selectors as people
from office.people.access import Request
from office.people.services import change_email


@rule("login")
@require_http_methods(["GET", "POST"])
def index(request: Request) -> HttpResponse:
    """Show the newest notices to this person; a post marks them as read."""
    if request.method == "POST":
        services.read_notices(by=request.actor, key=request.POST.get("key", ""))
        return redirect("notices:index")
    found = selectors.notices(request.viewer.employee_id, limit=100)
    return render(
        request,
        "notices/index.html",
        {"notices": found, "unread": any(not n.is_read for n in found)},
    )


@rule("login")
@require_http_methods(["GET", "POST"])
def settings_page(request: Request) -> HttpResponse:
    """Show how this person is told, per kind and channel; a post stores it."""
    own = request.actor.employee_id or 0
    email = people.mail_address(own)
    form = PreferencesForm(request.POST or None, found=selectors.preferences(own), email=email)
    if request.method == "POST" and form.is_valid() and _stored(request, form):
        messages.success(request, _("Pengaturan pemberitahuan disimpan."))
        return redirect("notices:settings")
    post = people.position_of(own, clock.today())
    context = {
        "form": form,
        "zone_of": post.agency_name if post else "",
        "mail_ready": settings.MAIL_READY,
        "has_address": bool(email),
        "push_key": pushes.public_key(),
        "devices": selectors.devices(own),
        "deliveries": [shown(card) for card in selectors.deliveries(own)],
    }
    return render(request, "notices/settings.html", context, status=422 if form.errors else 200)


def _stored(request: Request, form: PreferencesForm) -> bool:
    try:
        services.set_preferences(
            by=request.actor, key=request.POST.get("key", ""), **form.preferences()
        )
        if "email" in form.changed_data:
            change_email(by=request.actor, email=form.cleaned_data["email"])
    except Problem as problem:
        form.add_error(None, problem.message)
        return False
    return True


@rule("login")
@require_POST
def subscribe(request: Request) -> HttpResponse:
    """Subscribe the browser that asks; what it is called comes from its own name for itself."""
    given = {name: request.POST.get(name, "") for name in ("endpoint", "p256dh", "auth")}
    label = browser_name(request.headers.get("User-Agent", ""))
    try:
        services.subscribe(by=request.actor, label=label, key=request.POST.get("key", ""), **given)
    except Problem as problem:
        messages.error(request, problem.message)
    else:
        messages.success(request, _("Perangkat ini akan menerima pemberitahuan."))
    return redirect("notices:settings")


@rule("login")
@require_POST
def unsubscribe(request: Request, device_id: int) -> HttpResponse:
    """Forget one of the own devices; another's does not exist."""
    services.unsubscribe(by=request.actor, device_id=device_id, key=request.POST.get("key", ""))
    messages.success(request, _("Perangkat dihapus. Ia tidak menerima pemberitahuan lagi."))
    return redirect("notices:settings")


@rule(
    "public",
    why="browsers fetch a service worker on their own, also after sign-out; it is the same for all",
)
@require_GET
def worker(request: Request) -> HttpResponse:  # noqa: ARG001 - a view takes the request
    """Return the script that shows a push on a device; it lies below /pemberitahuan/, so it governs no other page."""
    script = (Path(settings.BASE_DIR) / "static" / "js" / "push-worker.js").read_bytes()
    return HttpResponse(
        script, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"}
    )
