"""What surrounds every request: address and correlation for the trail, and problems shown as pages."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from config.guarding import address_of
from office.acts.core import Problem
from office.audit import clock
from office.audit.context import Surroundings, one_page, surrounded_by

SAFE = frozenset({"GET", "HEAD"})
Respond = Callable[[HttpRequest], HttpResponse]


class SurroundingsMiddleware:
    """Gives the acts of one request its address and one correlation."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; personal pages are not kept by any cache."""
        with surrounded_by(Surroundings(address=address_of(request.META))):
            if request.method in SAFE:
                # A page shows one moment, and asks the database for the same thing once.
                with clock.held(), one_page():
                    response = self.respond(request)
            else:
                response = self.respond(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class ProblemMiddleware:
    """Turns a refused act into the page, fragment or JSON that says so."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.respond(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """Return the page for a Problem; anything else goes on to Django."""
        if not isinstance(problem, Problem):
            return None
        if request.path.startswith("/api/"):
            return _as_json(problem)
        return render(request, "errors/problem.html", {"problem": problem}, status=problem.status)


def _as_json(problem: Problem) -> JsonResponse:
    content = {
        "type": "about:blank",
        "status": problem.status,
        "title": problem.message,
        "errors": problem.fields,
    }
    return JsonResponse(content, status=problem.status, content_type="application/problem+json")
