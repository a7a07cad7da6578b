"""Writes of the trail: an event, the seal, a checkpoint, and the demo clock. The machinery beneath every act."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from office.audit import clock, sql
from office.audit.acts import Acts
from office.audit.context import surroundings
from office.audit.core import (
    FORMAT_VERSION,
    Actor,
    Frontier,
    RowHeld,
    canonical,
    checkpoint_text,
    leaf_hash,
    personal_hash,
)
from office.audit.keys import audit_key
from office.audit.models import Checkpoint, ClockOffset, Event, Leaf
from office.audit.selectors import as_record

SEAL_AT_ONCE = 5_000


def append_event(
    *,
    act: str,
    by: Actor,
    subject: str,
    label: str = "",
    acting_for: str = "",
    personal: dict[str, str] | None = None,
    body: dict[str, Any] | None = None,
    rows: Mapping[str, RowHeld] | None = None,
) -> int:
    """Insert one event and return its id. Takes no shared lock; the sealer gives it its place later.

    `personal` texts enter as salted hashes under their name with `_sha256` appended. `rows` the act wrote enter under
    `witness` (office.audit.witnesses), by name.
    """
    salt = secrets.token_hex(16)
    place = surroundings()
    content = dict(body or {})
    content.update(
        {f"{name}_sha256": personal_hash(salt, text) for name, text in (personal or {}).items()}
    )
    if rows:
        content["witness"] = {name: held.sealed_with(salt) for name, held in rows.items()}
    if place.address:
        content["address"] = place.address
    event = Event(
        act=act,
        by=by.ref,
        acting_for=acting_for,
        subject=subject,
        label=label[:240],
        correlation=place.correlation,
        format_version=FORMAT_VERSION,
        body=canonical(content).decode(),
        salt=salt,
        at=clock.now(),
    )
    event.save(force_insert=True)
    return event.pk


def seal() -> int:
    """Give every settled event its place in the tree, sign a checkpoint, and return how many events were sealed."""
    sealed = 0
    while count := _seal_some():
        sealed += count
    return sealed


@transaction.atomic
def _seal_some() -> int:
    if not sql.one_sealer():
        return 0
    ids = sql.next_events(SEAL_AT_ONCE)
    if not ids:
        return 0
    frontier = _frontier()
    events = Event.objects.in_bulk(ids)
    leaves = []
    for pk in ids:
        leaf = leaf_hash(as_record(events[pk]))
        leaves.append(Leaf(seq=frontier.size, event_id=pk, hash=leaf))
        frontier.append(leaf)
    Leaf.objects.bulk_create(leaves, batch_size=2_000)
    _sign_checkpoint(frontier)
    return len(ids)


def _frontier() -> Frontier:
    last = Checkpoint.objects.order_by("-size").first()
    if last is None:
        return Frontier()
    edge = bytes(last.edge)
    return Frontier(last.size, [edge[i : i + 32] for i in range(0, len(edge), 32)])


def _sign_checkpoint(frontier: Frontier) -> None:
    at, key = clock.now(), audit_key()
    root = frontier.root()
    Checkpoint.objects.create(
        size=frontier.size,
        root=root,
        edge=b"".join(frontier.edge),
        at=at,
        signature=key.sign(checkpoint_text(settings.AUDIT_ORIGIN, frontier.size, root, at)),
        public_key=key.public_pem,
    )


@transaction.atomic
def set_clock(*, by: Actor, at: datetime) -> None:
    """Shift the clock so that it reads `at` now and runs on from there; demo and tests only.

    Raises ClockIsReal in a real office: nobody may choose the time of a signature.
    """
    if not settings.DEMO:
        raise ClockIsReal("Jam sistem hanya dapat diubah pada kota contoh.")
    moment, _ = sql.database_moment()
    offset = round((at - moment).total_seconds() * 1_000_000)
    ClockOffset.objects.update_or_create(id=1, defaults={"microseconds": offset})
    append_event(
        act=Acts.SET_CLOCK,
        by=by,
        subject="clock:1",
        label="jam demo",
        body={"microseconds": offset},
    )


class ClockIsReal(Exception):
    """The clock of a real office cannot be set."""


def keep_stamp(size: int, token: bytes) -> int:
    """Put a time stamp on the checkpoint of this size that has none; return 1, or 0 where one was first.

    It is handed out again, so that the copies outside carry the stamp too.
    """
    return Checkpoint.objects.filter(size=size, stamp=None).update(stamp=token, sent_at=None)
