"""What surrounds an act: the address it came from and the correlation that joins acts of one gesture."""

import contextvars
import secrets
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Address and correlation of the acts that follow."""

    address: str = ""
    """Network address of the request; empty for jobs and commands."""
    correlation: str = field(default_factory=lambda: secrets.token_hex(8))
    """Text shared by all events of one request, job or command."""


_current: contextvars.ContextVar[Surroundings | None] = contextvars.ContextVar(
    "surroundings", default=None
)


def surroundings() -> Surroundings:
    """Return the current surroundings; outside any, fresh ones without address."""
    return _current.get() or Surroundings()


@contextmanager
def surrounded_by(place: Surroundings) -> Iterator[None]:
    """Run the block in the given surroundings."""
    token = _current.set(place)
    try:
        yield
    finally:
        _current.reset(token)


def carry(generator: Generator[Item, None, None]) -> Generator[Item, None, None]:
    """Return the generator so that each of its steps runs in the surroundings of this call.

    A streamed answer is produced after the middleware has left, when a plain generator would know neither address
    nor correlation.
    """
    place = surroundings()

    def steps() -> Generator[Item, None, None]:
        try:
            while True:
                with surrounded_by(place):
                    try:
                        item = next(generator)
                    except StopIteration:
                        return
                yield item
        finally:
            generator.close()

    return steps()
