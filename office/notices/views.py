"""The own notices, and how one wants to be told."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from office.acts.core import Problem
from office.audit import clock
from office.audit.core import rule
from office.notices import selectors, services
from office.notices.forms import PreferencesForm
from office.notices.words import shown
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
