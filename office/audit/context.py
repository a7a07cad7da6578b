"""What surrounds an act or a page: address, correlation, and what one page has already read."""

import contextvars
import functools
import secrets
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

Item = TypeVar("Item")
Given = ParamSpec("Given")


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


_read: contextvars.ContextVar[dict[Any, Any] | None] = contextvars.ContextVar("read", default=None)


@contextmanager
def one_page() -> Iterator[None]:
    """Let the block's selectors marked `once_per_page` answer a repeated question from memory: for reading only."""
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def once_per_page(selector: Callable[Given, Item]) -> Callable[Given, Item]:
    """Ask the database once per page for the same arguments; outside a page, and for acts, each time.

    The shell, a page and its fragments ask the same things about the reader; arguments must be hashable.
    """

    @functools.wraps(selector)
    def ask(*given: Given.args, **named: Given.kwargs) -> Item:
        memory = _read.get()
        if memory is None:
            return selector(*given, **named)
        key = (selector, given, tuple(sorted(named.items())))
        if key not in memory:
            memory[key] = selector(*given, **named)
        answer: Item = memory[key]
        return answer

    return ask
