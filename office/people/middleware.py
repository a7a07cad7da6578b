"""The gate: who the request comes from, and whether the rule its view declares admits that person."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import resolve_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from office.acts.answers import is_api, problem_answer, refused
from office.acts.core import Problem
from office.audit.core import Actor
from office.people import selectors
from office.people.access import LOGIN, PUBLIC, meets
from office.people.bearing import bearer
from office.people.routing import declared_rule, declared_scope

Respond = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger(__name__)


def actor_of(user: Any) -> Actor:
    """Return the actor behind a signed-in account; the public for a visitor or an account without employee."""
    if not user.is_authenticated or user.employee_id is None:
        return Actor.public()
    return Actor.person(user.employee_id, account_id=user.pk)


class AccessMiddleware:
    """Sets `request.actor` and `request.viewer` and refuses what no rule admits: default deny."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request with its actor known; the viewer is read when first used."""
        try:
            holder = bearer(request) if is_api(request) else None
        except Problem as problem:
            return refused(problem)
        request.holder = holder  # type: ignore[attr-defined]  # access.Request names all three
        if holder is not None:
            request.user = holder.account
        actor = actor_of(request.user)
        request.actor = actor  # type: ignore[attr-defined]  # as above
        request.viewer = SimpleLazyObject(lambda: selectors.viewer(actor))  # type: ignore[attr-defined]
        return self.respond(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_args: Any
    ) -> HttpResponse | None:
        """Return None to go on, or the refusal; an undeclared view is refused and logged, never an error page."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        rule = declared_rule(view, name, request.method or "GET")
        if rule == PUBLIC:
            return None
        scope = declared_scope(view, request.method or "GET")
        if not rule or scope == "":
            log.error("refused: the view behind %s declares no rule or scope", request.path)
            raise PermissionDenied
        return (_unscoped(request, scope) if scope else None) or self._refusal(request, rule)

    def _refusal(self, request: HttpRequest, rule: str) -> HttpResponse | None:
        if not request.user.is_authenticated:
            return _ask_to_sign_in(request)
        if request.actor.employee_id is not None and (  # type: ignore[attr-defined]  # set above
            rule == LOGIN or meets(request.viewer, rule)  # type: ignore[attr-defined]  # set above
        ):
            return None
        if is_api(request):
            return problem_answer(403, _("Anda tidak berhak atas alamat ini."))
        raise PermissionDenied


class NamedHostMiddleware:
    """Sends 127.0.0.1 to localhost, since passkeys belong to a name; the port stays."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or redirect a page asked for by number."""
        host, _colon, port = request.get_host().partition(":")
        if host != "127.0.0.1" or request.method not in {"GET", "HEAD"} or _is_machine(request):
            return self.respond(request)
        named = f"localhost:{port}" if port else "localhost"
        return HttpResponsePermanentRedirect(f"{request.scheme}://{named}{request.get_full_path()}")


def _unscoped(request: HttpRequest, scope: str) -> HttpResponse | None:
    """Return the refusal of an operation without a key, or with one that lacks its scope.

    A session opens no operation: a browser sends its cookie to whoever makes it ask, a key only who holds it.
    """
    holder = request.holder  # type: ignore[attr-defined]  # set above for every address of the API
    if holder is None:
        return problem_answer(
            401, _("Alamat ini memerlukan kunci API: kirim Authorization: Bearer dengan kuncinya.")
        )
    if scope in holder.key.scopes:
        return None
    return problem_answer(403, _("Kunci ini tidak memuat izin %(scope)s.") % {"scope": scope})


def _is_machine(request: HttpRequest) -> bool:
    return request.path.startswith(("/api/", "/iclock/", "/healthz", "/readyz", "/metrics"))


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    if is_api(request):
        return problem_answer(401, _("Masuk dulu untuk memakai alamat ini."))
    answer = redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
    if request.headers.get("HX-Request"):
        # htmx would put the login page into a fragment; this header makes the browser go there.
        return HttpResponse(status=204, headers={"HX-Redirect": resolve_url(settings.LOGIN_URL)})
    return answer
