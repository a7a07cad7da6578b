"""Kinds of work and who does them. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

Handle = Callable[[str, dict[str, Any]], None]

_handlers: dict[str, Handle] = {}

FIRST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(hours=1)


class UnknownKind(Exception):
    """No room handles this kind of job."""


@dataclass(frozen=True, slots=True)
class Periodic:
    """A job that is due again and again."""

    kind: str
    """Registered kind; its row has the key `periodic`."""
    every: timedelta
    """Pause between the end of one run and the next."""


def handler(kind: str) -> Callable[[Handle], Handle]:
    """Register a function as what does jobs of this kind; it may be killed at any moment and run again."""

    def register(handle: Handle) -> Handle:
        _handlers[kind] = handle
        return handle

    return register


def handler_of(kind: str) -> Handle:
    """Return the function for a kind; raises UnknownKind."""
    try:
        return _handlers[kind]
    except KeyError:
        raise UnknownKind(f"no room handles jobs of kind {kind!r}") from None


def known_kinds() -> list[str]:
    """Return all registered kinds, sorted."""
    return sorted(_handlers)


def wait_after(attempts: int) -> timedelta:
    """Return how long a job waits after its n-th failure: doubling from 10 seconds, an hour at most."""
    doublings = max(0, min(attempts - 1, 10))
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)
