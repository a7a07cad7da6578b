"""Own API keys: issue one, see its secret once, revoke it."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from office.acts import rates
from office.acts.core import Problem
from office.audit import clock
from office.audit.core import Secret, rule
from office.people import services
from office.people.access import Request
from office.people.forms import SCOPE_WORDS, ApiKeyForm
from office.people.selectors.api_keys import keys_of

PASSWORDS_A_MINUTE = 5
USUAL_LIFE = timedelta(days=90)


@rule("login")
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def keys(request: Request) -> HttpResponse:
    """Show the own keys; a post issues one and shows its secret this one time."""
    posted = request.method == "POST"
    if posted:
        rates.count(
            "people.password",
            str(request.actor.employee_id),
            PASSWORDS_A_MINUTE,
            _("Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi."),
        )
    form = ApiKeyForm(
        request.POST if posted else None,
        opens=request.user.check_password,
        initial={"expires_on": clock.today() + USUAL_LIFE},
    )
    secret = _issued(request, form) if posted and form.is_valid() else None
    if secret:
        form = ApiKeyForm(
            opens=request.user.check_password, initial={"expires_on": clock.today() + USUAL_LIFE}
        )
    elif posted and not form.errors:
        return redirect("api_keys")
    context = {
        "form": form,
        "secret": secret,
        "lines": _lines(request),
    }
    return render(request, "people/api_keys.html", context, status=422 if form.errors else 200)


def _issued(request: Request, form: ApiKeyForm) -> str:
    """Return the text of the new key; empty when the act was refused, or had been done before."""
    given = form.cleaned_data
    try:
        issued = services.issue_api_key(
            by=request.actor,
            name=given["name"],
            scopes=given["scopes"],
            expires_on=given["expires_on"],
            key=request.POST.get("key", ""),
        )
    except Problem as problem:
        form.take(problem)
        return ""
    secret: Secret | None = issued.secret
    if secret is None:
        messages.warning(
            request,
            _("Kunci ini sudah diterbitkan dan tidak ditampilkan lagi. Cabut bila belum tersalin."),
        )
        return ""
    return secret.reveal()


def _lines(request: Request) -> list[dict[str, Any]]:
    today = clock.today()
    return [
        {
            "key": key,
            "scopes": [SCOPE_WORDS.get(scope, scope) for scope in key.scopes],
            "is_live": key.is_live(today),
        }
        for key in keys_of(request.actor.employee_id or 0)
    ]


@rule("login")
@require_POST
def revoke(request: Request, key_id: int) -> HttpResponse:
    """Revoke one of the own keys at once; anybody else's does not exist."""
    services.revoke_api_key(by=request.actor, key_id=key_id, key=request.POST.get("key", ""))
    messages.success(request, _("Kunci dicabut. Mulai sekarang ia tidak membuka apa pun."))
    return redirect("api_keys")
