"""Reads of the trail, for inspection and verification only: business code never reads events."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings

from office.audit.core import checkpoint_text, inclusion_proof, moment
from office.audit.models import Checkpoint, Event, Leaf


def as_record(event: Event) -> dict[str, Any]:
    """Return every hashed column of an event: all but `tx` and `epoch`, which belong to one database's life."""
    return {
        "id": event.pk,
        "act": event.act,
        "by": event.by,
        "acting_for": event.acting_for,
        "subject": event.subject,
        "label": event.label,
        "correlation": event.correlation,
        "format_version": event.format_version,
        "body": event.body,
        "salt": event.salt,
        "at": moment(event.at.astimezone(UTC)),
    }


@dataclass(frozen=True, slots=True)
class EventCard:
    """One act as the inspector reads it."""

    id: int
    """Number of the event."""
    act: str
    """Name of the act."""
    by: str
    """Who, as `employee:12` or `system:cli`."""
    acting_for: str
    """Seat or decree under which the act was done; empty for one's own."""
    subject: str
    """What was touched, as `filing:7`."""
    label: str
    """How the thing read at that time."""
    at: datetime
    """When, by the one clock, UTC."""
    body: str
    """Canonical JSON of the details."""
    correlation: str
    """Joins acts of one gesture."""
    seq: int | None
    """Place in the sealed order; None while unsealed."""


def events_about(subjects: list[str], limit: int = 500) -> list[EventCard]:
    """Return the events on any of the subjects, oldest first, at most `limit`."""
    rows = Event.objects.filter(subject__in=subjects).select_related("leaf").order_by("id")[:limit]
    return [card(row) for row in rows]


def events_by(actor_ref: str, limit: int = 200) -> list[EventCard]:
    """Return the newest events of one actor, newest first."""
    rows = Event.objects.filter(by=actor_ref).select_related("leaf").order_by("-id")[:limit]
    return [card(row) for row in rows]


def newest_acts(
    subjects: list[str], acts: Collection[str], *, but_by: str, limit: int
) -> list[EventCard]:
    """Return the newest of these acts on any of the subjects by anybody but one actor, newest first."""
    rows = Event.objects.filter(subject__in=subjects, act__in=acts).exclude(by=but_by)
    return [card(row) for row in rows.select_related("leaf").order_by("-id")[:limit]]


def card(event: Event) -> EventCard:
    """Return an event as a plain card."""
    return EventCard(
        id=event.pk,
        act=event.act,
        by=event.by,
        acting_for=event.acting_for,
        subject=event.subject,
        label=event.label,
        at=event.at,
        body=event.body,
        correlation=event.correlation,
        seq=event.leaf.seq if hasattr(event, "leaf") else None,
    )


@dataclass(frozen=True, slots=True)
class ProofOfEvent:
    """What an outsider needs to see that an event is in the sealed tree."""

    record: dict[str, Any]
    """The event's hashed columns."""
    seq: int
    """Its place."""
    path: tuple[str, ...]
    """Sibling hashes, nearest first, hex (RFC 6962 section 2.1.1)."""


def proofs(event_ids: list[int]) -> tuple[dict[str, Any] | None, list[ProofOfEvent]]:
    """Return the newest checkpoint as plain data and an inclusion proof for each sealed event given."""
    newest = Checkpoint.objects.order_by("-size").first()
    if newest is None:
        return None, []
    leaves = [
        bytes(h)
        for h in Leaf.objects.filter(seq__lt=newest.size)
        .order_by("seq")
        .values_list("hash", flat=True)
    ]
    rows = (
        Leaf.objects.filter(event_id__in=event_ids, seq__lt=newest.size)
        .select_related("event")
        .order_by("seq")
    )
    found = [
        ProofOfEvent(
            as_record(r.event), r.seq, tuple(h.hex() for h in inclusion_proof(leaves, r.seq))
        )
        for r in rows
    ]
    return checkpoint_data(newest), found


def checkpoint_data(checkpoint: Checkpoint) -> dict[str, Any]:
    """Return a checkpoint as plain data for a bundle: origin, size, root, moment, signature and key."""
    return {
        "origin": settings.AUDIT_ORIGIN,
        "size": checkpoint.size,
        "root": bytes(checkpoint.root).hex(),
        "at": moment(checkpoint.at),
        "signature": bytes(checkpoint.signature).hex(),
        "public_key": checkpoint.public_key,
        "stamp": bytes(checkpoint.stamp or b"").hex(),
    }


@dataclass(frozen=True, slots=True)
class SealText:
    """A checkpoint for whoever stamps it from outside."""

    size: int
    """How many leaves it seals; its name."""
    text: bytes
    """The bytes that its signature covers, and its stamp too."""
    stamp: bytes
    """RFC 3161 token; empty while it has none."""


def unstamped_seals(limit: int) -> list[SealText]:
    """Return the checkpoints without a time stamp, oldest first, at most `limit`."""
    return [
        _seal_text(row) for row in Checkpoint.objects.filter(stamp=None).order_by("size")[:limit]
    ]


def stamped_seals() -> list[SealText]:
    """Return the checkpoints with a time stamp, oldest first."""
    return [_seal_text(row) for row in Checkpoint.objects.exclude(stamp=None).order_by("size")]


def _seal_text(row: Checkpoint) -> SealText:
    text = checkpoint_text(settings.AUDIT_ORIGIN, row.size, bytes(row.root), row.at)
    return SealText(row.size, text, bytes(row.stamp or b""))


def newest_checkpoint() -> dict[str, Any] | None:
    """Return the newest checkpoint as plain data, or None before the first seal."""
    newest = Checkpoint.objects.order_by("-size").first()
    return checkpoint_data(newest) if newest else None


def event_count() -> int:
    """Return how many events the trail holds."""
    return Event.objects.count()
