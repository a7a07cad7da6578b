"""The door every change goes through: one service, one transaction, one event, one receipt."""

import contextlib
import contextvars
import functools
import inspect
import typing
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any, ParamSpec, TypeVar

from django.db import OperationalError, connection, transaction

from office.acts.core import (
    ActBroken,
    Busy,
    OtherBody,
    body_hash,
    ensure,
    restored,
    sound_key,
    written,
)
from office.acts.models import Receipt
from office.acts.sql import insert_receipt
from office.audit import clock
from office.audit.context import surrounded_by, surroundings
from office.audit.core import Actor, RowHeld, personal_text
from office.audit.services import append_event

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

LOCK_NOT_AVAILABLE = "55P03"
DEADLOCK_DETECTED = "40P01"
OTHER_BODY = (
    "Kunci pengiriman ini sudah dipakai untuk isian lain."
    " Muat ulang halaman, periksa isian, lalu kirim lagi."
)


class _Frame:
    """One act under way: its name, its actor, and how many events it has written."""

    __slots__ = ("act", "by", "events", "rows")

    def __init__(self, act: str, by: Actor) -> None:
        self.act, self.by, self.events = act, by, 0
        self.rows: dict[str, RowHeld] = {}


_frames: contextvars.ContextVar[tuple[_Frame, ...]] = contextvars.ContextVar("acts", default=())


def act(name: StrEnum) -> Callable[[Callable[Given, Answer]], Callable[..., Answer]]:
    """Make a keyword-only service an audited act.

    The act runs in one transaction and must call `record` exactly once. Called with `key`, it leaves a receipt: the
    same actor, key and body get the same answer again, another body raises OtherBody. Called inside another act it
    joins that transaction, writes its own event under the same correlation and leaves no receipt. A row held by
    somebody else raises Busy.
    """

    def door(service: Callable[Given, Answer]) -> Callable[..., Answer]:
        wants_key = "key" in inspect.signature(service).parameters

        @functools.wraps(service)
        def run(*, by: Actor, key: str = "", **arguments: Any) -> Answer:
            given = {**arguments, **({"key": sound_key(key)} if wants_key else {})}
            call = functools.partial(typing.cast("Callable[..., Answer]", service), by=by, **given)
            with _busy_is_a_conflict():
                if _frames.get():
                    return _perform(name, by, call)
                with surrounded_by(surroundings()), transaction.atomic(), clock.held():
                    return _with_receipt(name, by, key, arguments, service, call)

        run.act = name  # type: ignore[attr-defined]  # the walls find every service by this mark
        return run

    return door


def record(
    *,
    subject: str,
    label: str = "",
    acting_for: str = "",
    personal: dict[str, str] | None = None,
    **body: Any,
) -> int:
    """Write the running act's one event and return its id.

    `subject` names the thing as text, `label` how it reads today; `personal` texts enter as salted hashes; the rest
    is the body: text, whole numbers, truth values, None, lists and maps of those.
    """
    frames = _frames.get()
    if not frames:
        raise ActBroken("record() belongs inside an act")
    frame = frames[-1]
    frame.events += 1
    return append_event(
        act=frame.act,
        by=frame.by,
        subject=subject,
        label=label,
        acting_for=acting_for,
        personal=personal,
        body=written(body),
        rows=frame.rows,
    )


def keep(
    word: str, row: Any, *columns: str, personal: tuple[str, ...] = (), key: str = "pk", **said: Any
) -> None:
    """Let the running act's event name a row it wrote, with these columns; call it before `record`.

    The row stands as `word:key`; `personal` columns enter as salted hashes; `said` are values that are no plain
    column. What the room's Witness declares is compared by `fsck` ever after (office.audit.witnesses).
    """
    plain = written({column: getattr(row, column) for column in columns} | said)
    hidden = {name: personal_text(written(getattr(row, name))) for name in personal}
    _hold(f"{word}:{getattr(row, key)}", RowHeld(plain, hidden))


def keep_removed(word: str, key: object) -> None:
    """Let the running act's event say that it took a row away; call it before `record`."""
    _hold(f"{word}:{key}", RowHeld({}, {}, removed=True))


def _hold(name: str, held: RowHeld) -> None:
    frames = _frames.get()
    if not frames or frames[-1].events:
        raise ActBroken("keep() belongs inside an act, before its record()")
    rows = frames[-1].rows
    rows[name] = rows[name].joined(held) if name in rows else held


def _perform(name: str, by: Actor, call: Callable[[], Answer]) -> Answer:
    frame = _Frame(str(name), by)
    token = _frames.set((*_frames.get(), frame))
    try:
        answer = call()
    finally:
        _frames.reset(token)
    if frame.events != 1:
        raise ActBroken(f"the act {name} wrote {frame.events} events instead of one")
    return answer


def _with_receipt(
    name: str,
    by: Actor,
    key: str,
    arguments: dict[str, Any],
    service: Callable[..., Answer],
    call: Callable[[], Answer],
) -> Answer:
    if not sound_key(key):
        return _perform(name, by, call)
    wanted = body_hash({"act": str(name), **arguments})
    own = insert_receipt(by.ref, key, str(name), wanted)
    if own is None:
        kept = Receipt.objects.get(actor=by.ref, key=key)
        ensure(kept.body_hash == wanted, OtherBody(OTHER_BODY))
        return _replayed((kept.outcome or {}).get("answer"), service)
    answer = _perform(name, by, call)
    Receipt.objects.filter(pk=own).update(outcome={"answer": written(answer)})
    return answer


def _replayed(outcome: Any, service: Callable[..., Answer]) -> Answer:
    answer: Answer = restored(outcome, typing.get_type_hints(service).get("return"))
    return answer


@contextlib.contextmanager
def _busy_is_a_conflict() -> Iterator[None]:
    try:
        yield
    except OperationalError as problem:
        if not _is_busy(problem):
            raise
        raise Busy("Sedang diproses oleh permintaan lain. Coba lagi sebentar lagi.") from None


def _is_busy(problem: OperationalError) -> bool:
    if connection.vendor == "postgresql":
        return getattr(problem.__cause__, "sqlstate", "") in {LOCK_NOT_AVAILABLE, DEADLOCK_DETECTED}
    return "locked" in str(problem)
