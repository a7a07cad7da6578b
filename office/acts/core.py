"""Problems an act may meet, and how its arguments and answers are written down. Pure."""

import dataclasses
import hashlib
import json
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from office.audit.core import Actor, Secret


class Problem(Exception):
    """An act was refused; the message tells the reader of the screen what happened, why, and what to do now.

    `fields` maps a form field to its own message, for showing it at the place. `status` is the HTTP status.
    """

    status = 422

    def __init__(self, message: str, **fields: str) -> None:
        super().__init__(message)
        self.message = message
        self.fields = fields


class Invalid(Problem):
    """What was given does not fit (422)."""


class NotFound(Problem):
    """There is no such thing, or the actor may not know of it (404)."""

    status = 404


class NotAllowed(Problem):
    """The actor may not do this (403)."""

    status = 403


class Conflict(Problem):
    """Somebody else was first, or the thing is no longer in that state (409)."""

    status = 409


class Busy(Conflict):
    """Another act holds the row right now (409); trying again helps."""


class OtherBody(Conflict):
    """The key was used before with other contents (409)."""


class ActBroken(Exception):
    """A service broke the rules of the door: not exactly one event, or an answer that cannot be kept."""


def ensure(condition: object, problem: Problem) -> None:
    """Raise the problem unless the condition holds."""
    if not condition:
        raise problem


LONGEST_KEY = 80
"""Characters of a key, as its column holds them."""


def sound_key(key: str) -> str:
    """Return the key of an act unless no form of ours made it: too long for its column, or not printable."""
    ensure(
        len(key) <= LONGEST_KEY and key.isprintable(),
        Invalid("Kunci pengiriman ini rusak. Muat ulang halaman, lalu kirim lagi."),
    )
    return key


def body_hash(arguments: Mapping[str, Any]) -> str:
    """Return a SHA-256 in hex over an act's arguments; secrets count as present, never by content."""
    text = json.dumps({name: written(value) for name, value in arguments.items()}, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def written(value: Any) -> Any:
    """Return a value as plain JSON data: dataclasses as maps, moments and days as ISO text, bytes by hash."""
    if isinstance(value, Secret):
        return "secret"
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, bool | int | str | float):
        return value
    return _written_object(value)


def _written_object(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): written(item) for name, item in value.items()}
    if isinstance(value, set | frozenset):
        return [written(item) for item in sorted(value, key=str)]
    if isinstance(value, list | tuple):
        return [written(item) for item in value]
    return _written_scalar(value)


def _written_scalar(value: Any) -> Any:
    if isinstance(value, Actor):
        return value.ref
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: written(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, bytes | bytearray | memoryview):
        return hashlib.sha256(bytes(value)).hexdigest()
    return str(value)


def restored(outcome: Any, kind: Any) -> Any:
    """Return an answer read from a receipt as the type the service promises."""
    if outcome is None or kind is None or kind is Any:
        return outcome
    origin = typing.get_origin(kind)
    if origin in {typing.Union, types.UnionType}:
        return restored(outcome, next(k for k in typing.get_args(kind) if k is not type(None)))
    if origin is not None:
        return _restored_container(outcome, origin, typing.get_args(kind))
    return _restored_plain(outcome, kind)


def _restored_container(outcome: Any, origin: Any, inner: tuple[Any, ...]) -> Any:
    if origin is dict:
        return {key: restored(item, inner[1]) for key, item in outcome.items()}
    if origin is tuple and len(inner) == 2 and inner[1] is Ellipsis:
        return tuple(restored(item, inner[0]) for item in outcome)
    if origin is tuple:
        return tuple(restored(item, kind) for item, kind in zip(outcome, inner, strict=True))
    if origin in {list, set, frozenset}:
        return origin(restored(item, inner[0]) for item in outcome)
    return outcome


def _restored_plain(outcome: Any, kind: Any) -> Any:
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints = typing.get_type_hints(kind)
        return kind(**{name: restored(value, hints[name]) for name, value in outcome.items()})
    if kind is Secret:
        return None  # a receipt keeps no secret: it is shown once, or made anew
    readers: dict[Any, Callable[[Any], Any]] = {
        datetime: datetime.fromisoformat,
        date: date.fromisoformat,
        Decimal: Decimal,
    }
    if kind in readers:
        return readers[kind](outcome)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(outcome)
    return outcome
