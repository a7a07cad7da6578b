"""The gate: who the request comes from, and whether the rule its view declares admits that person."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import resolve_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from office.audit.core import Actor
from office.people import selectors
from office.people.access import LOGIN, PUBLIC, meets
from office.people.routing import declared_rule

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
        actor = actor_of(request.user)
        request.actor = actor  # type: ignore[attr-defined]  # access.Request names both
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
        if not rule:
            log.error("refused: the view behind %s declares no rule", request.path)
            raise PermissionDenied
        return self._refusal(request, rule)

    def _refusal(self, request: HttpRequest, rule: str) -> HttpResponse | None:
        if not request.user.is_authenticated:
            return _ask_to_sign_in(request)
        if request.actor.employee_id is not None and (  # type: ignore[attr-defined]  # set above
            rule == LOGIN or meets(request.viewer, rule)  # type: ignore[attr-defined]  # set above
        ):
            return None
        if _is_api(request):
            return _problem(403, _("Anda tidak berhak atas alamat ini."))
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


def _is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def _is_machine(request: HttpRequest) -> bool:
    return request.path.startswith(("/api/", "/iclock/", "/healthz", "/readyz", "/metrics"))


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    if _is_api(request):
        return _problem(401, _("Masuk dulu untuk memakai alamat ini."))
    answer = redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
    if request.headers.get("HX-Request"):
        # htmx would put the login page into a fragment; this header makes the browser go there.
        return HttpResponse(status=204, headers={"HX-Redirect": resolve_url(settings.LOGIN_URL)})
    return answer


def _problem(status: int, title: str) -> JsonResponse:
    content = {"type": "about:blank", "status": status, "title": title}
    return JsonResponse(content, status=status, content_type="application/problem+json")
