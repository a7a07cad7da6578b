"""A program that calls the API, and holds every answer against what the operation declares."""

import json
import uuid
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve
from ninja.operation import Operation

from office.acts.answers import MEDIA_TYPE
from office.people.operations import Refusal
from office.people.routing import _operations

JSON = "application/json"


def operation_of(method: str, path: str) -> Operation | None:
    """Return the declared operation behind a method and an address; None when there is none."""
    try:
        found = _operations(resolve(path).func)
    except Resolver404:
        return None
    return next((one for one in found if method in one.methods), None)


def hold_to_its_word(method: str, path: str, answer: HttpResponse) -> None:
    """Fail unless the answer has a status and a form that its operation declares."""
    told = (method, path, answer.status_code, answer.content[:300])
    operation = operation_of(method, path)
    if answer.status_code >= 400:
        assert answer["Content-Type"] == MEDIA_TYPE, told
        body = json.loads(answer.content)
        refusal = Refusal.model_validate(body)
        assert refusal.model_dump() == body, told
        assert refusal.status == answer.status_code, told
    if operation is None:
        return
    assert answer.status_code in operation.response_models, told
    if answer.status_code == 200 and answer["Content-Type"].startswith(JSON):
        model, body = operation.response_models[200], {"response": json.loads(answer.content)}
        assert shape(model.model_validate(body).model_dump(mode="json")) == shape(body), told


def shape(value: Any) -> Any:
    """Return a JSON value without its contents: names and types; moments are written in more than one way."""
    if isinstance(value, dict):
        return {name: shape(one) for name, one in value.items()}
    if isinstance(value, list):
        return [shape(one) for one in value]
    return type(value)


class Program(Client):
    """A client whose every answer below /api/ is held against its declaration."""

    def request(self, **request: Any) -> HttpResponse:
        answer = super().request(**request)
        if request["PATH_INFO"].startswith("/api/"):
            hold_to_its_word(request["REQUEST_METHOD"], request["PATH_INFO"], answer)
        return answer

    def write(self, method: str, url: str, body: Any = None, key: str | None = None):
        """Send JSON with an Idempotency-Key, a new one unless it is given; an empty key sends none."""
        sent = str(uuid.uuid4()) if key is None else key
        headers = {"Idempotency-Key": sent} if sent else {}
        text = "" if body is None else json.dumps(body)
        return self.generic(method, url, text, content_type=JSON, headers=headers)
