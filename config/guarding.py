"""What is refused before any page is asked: bodies nobody sends, and characters no database takes."""

import re
from collections.abc import Callable, ItemsView, Iterable, Mapping
from ipaddress import ip_address
from types import FrameType
from typing import Any, Protocol

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.debug import SafeExceptionReporterFilter

from office.acts.answers import is_api, problem_answer

LARGEST_BODY = 80 * 1024 * 1024
"""Bytes of one request: a request for funds with its papers of 10 MB each is the largest form of the site."""
LARGEST_JSON = 1024 * 1024
"""Bytes of one request to the API: a report of 48 activities fills a tenth of it."""
TOO_LARGE = 413
TOO_LONG_A_NUMBER = re.compile(r"/\d{19,}(?=/|$)", re.ASCII)
NUL = "\x00"
Respond = Callable[[HttpRequest], HttpResponse]


class Lists(Protocol):
    """What GET and POST have in common."""

    def lists(self) -> Iterable[tuple[str, list[Any]]]:
        """Return every name with all its values."""


class BodyLimitMiddleware:
    """Refuses a body larger than any form of the site before a byte of it is read or written to the disk."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or say that it is too large (413)."""
        length = str(request.META.get("CONTENT_LENGTH") or "0")
        if (
            length.isdecimal()
            and len(length) < len("1000000000")
            and int(length) <= _largest(request)
        ):
            return self.respond(request)
        if is_api(request):
            return problem_answer(TOO_LARGE, _("Isi permintaan ini terlalu besar."))
        return HttpResponse(
            render_to_string("errors/413.html"), status=413, headers={"Connection": "close"}
        )


def _largest(request: HttpRequest) -> int:
    return LARGEST_JSON if is_api(request) else LARGEST_BODY


class CleanTextMiddleware:
    """Refuses addresses with a number no row has, and values with a NUL, which PostgreSQL would answer with a fault."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or 404 for such an address."""
        return self.respond(request)

    def process_view(self, request: HttpRequest, *_args: Any) -> None:
        """Let a request with clean values through; the body was read by then for its CSRF token."""
        if NUL in request.path_info or TOO_LONG_A_NUMBER.search(request.path_info):
            raise Http404
        has_form = request.method == "POST" and not is_api(
            request
        )  # there a body is JSON, unread yet
        if _has_nul(request.GET) or (has_form and _has_nul(request.POST)):
            raise BadRequest("a value holds a NUL")


def _has_nul(given: Lists) -> bool:
    return any(NUL in name or any(NUL in text for text in texts) for name, texts in given.lists())


class NoVariablesFilter(SafeExceptionReporterFilter):
    """Keeps the variables of the failing frames out of every report: a password, a salary, a diagnosis may be there."""

    def get_traceback_frame_variables(
        self,
        request: HttpRequest,  # noqa: ARG002 - Django's call
        tb_frame: FrameType,  # noqa: ARG002 - Django's call
    ) -> ItemsView[str, Any]:
        """Return none, whatever the frame holds."""
        return {}.items()

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, str]:
        """Return the names a form sent, each with stars."""
        return {} if request is None else dict.fromkeys(request.POST, self.cleansed_substitute)


def address_of(meta: Mapping[str, Any]) -> str:
    """Return the address a request comes from: what the outermost of our own proxies saw, else the peer.

    A header that a visitor wrote himself is never believed: only the last TRUSTED_PROXY_COUNT entries are ours.
    """
    peer = str(meta.get("REMOTE_ADDR", ""))
    count = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    told = [part.strip() for part in str(meta.get("HTTP_X_FORWARDED_FOR", "")).split(",")]
    if not count or len(told) < count:
        return peer
    try:
        return str(ip_address(told[-count]))
    except ValueError:
        return peer
