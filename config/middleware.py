"""What surrounds every request: address and correlation for the trail, and problems shown as pages."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from config.guarding import address_of
from office.acts.answers import MEDIA_TYPE, is_api, problem_answer, refused
from office.acts.core import Problem
from office.audit import clock
from office.audit.context import Surroundings, one_page, surrounded_by

SAFE = frozenset({"GET", "HEAD"})
FIRST_REFUSAL = 400
TITLES = {
    400: _("Permintaan ini tidak terbaca. Periksa bentuk JSON dan alamatnya."),
    403: _("Anda tidak berhak atas alamat ini."),
    404: _("Tidak ada apa-apa di alamat ini."),
    405: _("Alamat ini tidak menerima metode itu."),
}
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
        """Answer the request; below the API every refusal is a problem, whoever made it."""
        answer = self.respond(request)
        if not is_api(request) or answer.status_code < FIRST_REFUSAL or _is_problem(answer):
            return answer
        problem = problem_answer(answer.status_code, _title(answer.status_code))
        if "Allow" in answer:
            problem["Allow"] = answer["Allow"]
        return problem

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """Return the page for a Problem; anything else goes on to Django."""
        if not isinstance(problem, Problem):
            return None
        if is_api(request):
            return refused(problem)
        return render(request, "errors/problem.html", {"problem": problem}, status=problem.status)


def _is_problem(answer: HttpResponse) -> bool:
    return str(answer.get("Content-Type", "")).startswith(MEDIA_TYPE)


def _title(status: int) -> str:
    return str(TITLES.get(status) or _("Ada kesalahan di pihak kami. Coba lagi sebentar lagi."))
