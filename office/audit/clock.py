"""The one clock: the database's, read once per act. Only a demo or a test may shift it."""

import contextvars
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from office.audit.sql.clock import database_moment, shifted


class _Held:
    moment: datetime | None = None


_held: contextvars.ContextVar[_Held | None] = contextvars.ContextVar("held", default=None)


def now() -> datetime:
    """Return the current moment (aware, UTC) by the database's clock; within an act always the same one."""
    held = _held.get()
    if held is None:
        return shifted(*database_moment())
    if held.moment is None:
        held.moment = shifted(*database_moment())
    return held.moment


def today() -> date:
    """Return the current date in the installation's zone."""
    return local(now()).date()


def local(at: datetime) -> datetime:
    """Return a moment in the installation's zone."""
    return at.astimezone(ZoneInfo(settings.TIME_ZONE))


def is_shifted() -> bool:
    """Return whether this installation runs on a demo clock."""
    return database_moment()[1] != 0


@contextmanager
def held() -> Iterator[None]:
    """Keep the first moment that is read in the block until its end; an inner block shares the outer's."""
    if _held.get() is not None:
        yield
        return
    token = _held.set(_Held())
    try:
        yield
    finally:
        _held.reset(token)
