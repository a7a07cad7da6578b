"""How an operation of the API is declared: its scope, what it takes and answers, and the refusals it may make."""

from collections.abc import Callable
from typing import Annotated, Any

from ninja import Header, Router
from pydantic import BaseModel, ConfigDict, StringConstraints

from office.acts.core import LONGEST_KEY
from office.people.access import scope
from office.people.core.api_keys import Scope

LARGEST_ID = 2**63 - 1
"""The last number a row can have."""
NO_NUL = r"^[^\x00]*$"
"""Text a database takes: without NUL."""

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class Answer(BaseModel):
    """What an operation answers; read from the card of the same fields."""

    model_config = ConfigDict(from_attributes=True, use_attribute_docstrings=True)


class Given(BaseModel):
    """What an operation takes: exactly these fields, in exactly these types."""

    model_config = ConfigDict(extra="forbid", strict=True, use_attribute_docstrings=True)


class Refusal(Answer):
    """Why a request was refused, as application/problem+json."""

    type: str
    """Always `about:blank`: the status says the kind."""
    status: int
    """The HTTP status, once more."""
    title: str
    """What happened and what to do now, in Indonesian as on the pages."""
    errors: dict[str, str]
    """A message per field it is about, such as `activities.0.text`; empty when it is about the whole."""


IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=LONGEST_KEY,
        pattern=r"^[!-~]+$",
        description="Made by the caller, new for each thing wanted. The same key with the same body gets the same "
        "answer and does nothing again; with another body it is refused (409).",
    ),
]
Note = Annotated[str, StringConstraints(max_length=1000, pattern=NO_NUL)]
Reason = Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern=NO_NUL)]

ANY = dict.fromkeys((400, 401, 403, 404, 413, 422, 429), Refusal)
WRITING = ANY | {409: Refusal}


def reads(router: Router, path: str, wanted: Scope, answer: Any, **more: Any) -> Decorator:
    """Declare an operation that changes nothing."""
    return _declared(router, "GET", path, wanted, {200: answer, **ANY}, more)


def writes(
    router: Router, path: str, wanted: Scope, answer: Any, *, method: str = "POST"
) -> Decorator:
    """Declare an operation that is one act; it takes an IdempotencyKey named `key`."""
    return _declared(router, method, path, wanted, {200: answer, **WRITING}, {})


def _declared(
    router: Router,
    method: str,
    path: str,
    wanted: Scope,
    answers: dict[int, Any],
    more: dict[str, Any],
) -> Decorator:
    described = {"security": [{"apiKey": [wanted.value]}], **more}

    def declare(operation: Callable[..., Any]) -> Callable[..., Any]:
        name = operation.__name__.removeprefix("api_")
        add = router.api_operation(
            [method],
            path,
            response=answers,
            operation_id=name,
            summary=name.replace("_", " ").capitalize(),
            openapi_extra=described,
        )
        declared: Callable[..., Any] = add(scope(wanted)(operation))
        return declared

    return declare
