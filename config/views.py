"""Pages that belong to no room: health, language, and what is shown when something is missing or broke."""

from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET
from django.views.i18n import set_language as django_set_language

from office.audit.core import rule
from office.jobs.selectors import job_board

set_language = rule("public", why="the login page speaks two languages")(django_set_language)


@rule("public", why="a monitor without an account asks whether the process lives")
@require_GET
def alive(_: HttpRequest) -> HttpResponse:
    """Answer that this process lives."""
    return HttpResponse("ok", content_type="text/plain")


@rule("public", why="a monitor without an account asks whether it is ready; counts only")
@require_GET
def ready(_: HttpRequest) -> JsonResponse:
    """Answer whether the database answers and how late the work is; 503 when it is not ready."""
    try:
        connection.ensure_connection()
        board = job_board()
    except OperationalError:
        return JsonResponse({"database": False}, status=503)
    late = len(board.late)
    return JsonResponse(
        {"database": True, "jobs_waiting": board.waiting, "jobs_late": late},
        status=503 if late else 200,
    )


def not_found(request: HttpRequest, *_: object, **__: object) -> HttpResponse:
    """Return the page for an address that leads nowhere."""
    return render(request, "errors/404.html", status=404)


def not_allowed(request: HttpRequest, *_: object, **__: object) -> HttpResponse:
    """Return the page for something this person may not open."""
    return render(request, "errors/403.html", status=403)


def unreadable(request: HttpRequest, *_: object, **__: object) -> HttpResponse:  # noqa: ARG001 - Django's call
    """Return the page for a request nobody's browser sends: a foreign host name, a broken form."""
    return HttpResponse(render_to_string("errors/400.html"), status=400)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's call
    """Return the page for a form without its token: a page open since before the sign-in, or another site's form."""
    return HttpResponse(render_to_string("errors/403_csrf.html"), status=403)


def broken(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django calls it with the request
    """Return the page for a fault of ours; it asks nothing of the database, which may be the fault."""
    return HttpResponse(render_to_string("errors/500.html"), status=500)
