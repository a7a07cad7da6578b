"""How a refusal reads for a program: application/problem+json (RFC 9457), in one shape for every address of the API."""

from collections.abc import Mapping

from django.http import HttpRequest, JsonResponse

from office.acts.core import Problem

API = "/api/"
MEDIA_TYPE = "application/problem+json"
UNAUTHORIZED = 401
TOO_MANY = 429


def is_api(request: HttpRequest) -> bool:
    """Return whether the request is for the API, where no page is ever an answer."""
    return request.path_info.startswith(API)


def problem_answer(
    status: int, title: str, errors: Mapping[str, str] | None = None
) -> JsonResponse:
    """Return a refusal: its status, what happened in words, and a message per field it is about."""
    content = {
        "type": "about:blank",
        "status": status,
        "title": str(title),
        "errors": {name: str(message) for name, message in (errors or {}).items()},
    }
    answer = JsonResponse(content, status=status, content_type=MEDIA_TYPE)
    if status == UNAUTHORIZED:
        answer["WWW-Authenticate"] = "Bearer"
    if status == TOO_MANY:
        answer["Retry-After"] = "60"
    return answer


def refused(problem: Problem) -> JsonResponse:
    """Return a refused act as a program reads it."""
    return problem_answer(problem.status, problem.message, problem.fields)
