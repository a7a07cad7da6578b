"""/api/v1: the operations of every room under one description. Rights are asked where the pages ask them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema

from office.acts.answers import MEDIA_TYPE, problem_answer
from office.people import api as people
from office.people.core.api_keys import Scope
from signing import api as signing
from workflows.approval import api as approval
from workflows.daily_report import api as daily_report

FIRST_REFUSAL = 400
ABOUT = (
    "What a person can do on the pages, for that person's programs: `Authorization: Bearer` with a key issued under"
    " Keamanan akun. A key acts as its person, within its scopes, and never signs. Every refusal is"
    f" {MEDIA_TYPE}; every write takes an Idempotency-Key."
)


class Api(NinjaAPI):
    """Describes refusals by their own media type, and the key every operation asks for."""

    def get_openapi_schema(self, **given: Any) -> OpenAPISchema:
        """Return the OpenAPI description."""
        described = super().get_openapi_schema(**given)
        for path in described["paths"].values():
            for operation in path.values():
                _as_problems(operation["responses"])
        described["components"]["securitySchemes"] = {
            "apiKey": {
                "type": "http",
                "scheme": "bearer",
                "description": "Scopes: " + ", ".join(scope.value for scope in Scope),
            }
        }
        return described


def _as_problems(responses: dict[Any, Any]) -> None:
    for status, answer in responses.items():
        if int(status) >= FIRST_REFUSAL:
            answer["content"] = {MEDIA_TYPE: answer["content"]["application/json"]}


api = Api(
    title="E-Performance",
    version="1",
    description=ABOUT,
    docs_url=None,
    openapi_url="/openapi.json",
)
api.add_router("/reports", daily_report.router)
api.add_router("/desk", approval.router)
api.add_router("/documents", approval.documents)
api.add_router("/documents", signing.router)
api.add_router("/people", people.router)


@api.exception_handler(ValidationError)
def misshapen(_request: HttpRequest, problem: ValidationError) -> HttpResponse:
    """Return what does not fit, field by field; what was given is not repeated."""
    errors = {_place(error["loc"]): str(error["msg"]) for error in problem.errors}
    return problem_answer(422, _("Isian ini tidak sesuai. Periksa bagian yang disebut."), errors)


def _place(loc: tuple[Any, ...]) -> str:
    """Return the field as the caller wrote it: without the source and the name of our own argument."""
    source, *inside = [str(part) for part in loc]
    inside = inside[1:] if source == "body" else inside
    return ".".join(inside) or source
