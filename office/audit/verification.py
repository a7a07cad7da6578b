"""A walk over the whole trail: whether it still proves itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from office.audit.acts import Acts
from office.audit.anchor import anchor_holds, anchors
from office.audit.core import Frontier, checkpoint_text, leaf_hash
from office.audit.keys import audit_key, signature_holds
from office.audit.models import Checkpoint, Event, Leaf
from office.audit.selectors import as_record

READ_AT_ONCE = 5_000
LONGEST_TRANSACTION = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class AuditVerdict:
    """What a walk over the whole trail found."""

    events: int
    """Events in the table."""
    sealed: int
    """Events with a place in the tree."""
    checkpoints: int
    """Signed checkpoints."""
    root: str
    """Root hash of the sealed tree, hex."""
    breaks: tuple[str, ...]
    """Where the trail breaks, one Indonesian line each; empty when it holds."""

    @property
    def unsealed(self) -> int:
        """Return how many events wait for the sealer."""
        return self.events - self.sealed

    @property
    def holds(self) -> bool:
        """Return whether nothing was found broken."""
        return not self.breaks


def verify_trail() -> AuditVerdict:
    """Recompute every leaf, root and checkpoint signature and return where the trail breaks.

    Detects an edited, deleted, inserted or moved event, a cut tail and a checkpoint that was signed by another key.
    """
    breaks: list[str] = []
    frontier, roots = Frontier(), {c.size: c for c in Checkpoint.objects.all()}
    outside = {anchor["size"]: anchor for anchor in anchors()}
    breaks.extend(
        f"Segel {size} hilang dari basis data, padahal tersimpan di luar."
        for size in outside
        if size not in roots
    )
    for size in _walk(frontier, breaks):
        if (checkpoint := roots.pop(size, None)) is not None:
            breaks.extend(_checkpoint_breaks(checkpoint, frontier.root()))
        if (anchor := outside.pop(size, None)) is not None:
            breaks.extend(_anchor_breaks(anchor, frontier.root()))
    breaks.extend(
        f"Segel {size} yang disimpan di luar lebih panjang daripada jejak." for size in outside
    )
    if (lost := Leaf.objects.count() - frontier.size) > 0 and not breaks:
        breaks.append(f"{lost} catatan di ujung jejak hilang, padahal sudah disegel.")
    breaks.extend(
        f"Segel {size} tidak mempunyai catatan sebanyak itu: ekor jejak terpotong."
        for size in roots
    )
    return AuditVerdict(
        events=Event.objects.count(),
        sealed=frontier.size,
        checkpoints=Checkpoint.objects.count(),
        root=frontier.root().hex(),
        breaks=tuple(breaks),
    )


def _walk(frontier: Frontier, breaks: list[str]) -> Iterator[int]:
    backdated = _Backdated()
    for leaf in _readable(frontier, breaks):
        if leaf.seq != frontier.size:
            breaks.append(
                f"Urutan melompat dari {frontier.size} ke {leaf.seq}: catatan di antaranya hilang."
            )
            return
        hash_now = _hash_of(leaf.event)
        if hash_now != _raw(leaf.hash):
            breaks.append(
                f"Catatan {leaf.event_id} ({leaf.event.act}, urutan {leaf.seq}) tidak sama dengan segelnya."
            )
        if backdated.is_true_of(leaf):
            breaks.append(
                f"Catatan {leaf.event_id} ({leaf.event.act}, urutan {leaf.seq}) bertanggal sebelum segel di depannya:"
                " disisipkan kemudian."
            )
        frontier.append(hash_now)
        yield frontier.size


def _readable(frontier: Frontier, breaks: list[str]) -> Iterator[Leaf]:
    """Yield leaves until one holds what no column of ours takes (SQLite stores any text in any column)."""
    leaves = _leaves()
    while True:
        try:
            leaf = next(leaves, None)
        except (ValueError, TypeError):
            breaks.append(
                f"Catatan pada urutan {frontier.size} tidak dapat dibaca: isinya dirusak."
            )
            return
        if leaf is None:
            return
        yield leaf


def _hash_of(event: Event) -> bytes:
    """Return the hash of an event as it reads now; of one whose moment was destroyed, a hash no seal has."""
    return leaf_hash(as_record(event) if isinstance(event.at, datetime) else {})


def _raw(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | bytearray | memoryview) else b""


class _Backdated:
    """Tells events that claim a moment long before the seal that was made ahead of them.

    An event enters within its transaction, minutes at most, so nothing sealed later is an hour older than an earlier
    seal. Where a demo's clock was set, an event may honestly be sealed under a later clock than its own, so moments
    say nothing there; the product refuses to set a clock beside a certified provider.
    """

    def __init__(self) -> None:
        real = not Event.objects.filter(act=str(Acts.SET_CLOCK)).exists()
        seals = Checkpoint.objects.order_by("-size").values_list("size", "at")
        self.seals = list(seals) if real else []
        self.sealed_at: datetime | None = None

    def is_true_of(self, leaf: Leaf) -> bool:
        """Return whether this event, given in order, is older than it may be."""
        while self.seals and self.seals[-1][0] <= leaf.seq:
            self.sealed_at = self.seals.pop()[1]
        claimed: object = leaf.event.at  # SQLite may hold what is no moment
        return (
            self.sealed_at is not None
            and isinstance(claimed, datetime)
            and claimed < self.sealed_at - LONGEST_TRANSACTION
        )


def _leaves() -> Iterator[Leaf]:
    return iter(Leaf.objects.select_related("event").order_by("seq").iterator(READ_AT_ONCE))


def _checkpoint_breaks(checkpoint: Checkpoint, root: bytes) -> list[str]:
    sealed_at: object = checkpoint.at
    if not isinstance(sealed_at, datetime):
        return [f"Segel {checkpoint.size} tidak dapat dibaca: isinya dirusak."]
    text = checkpoint_text(settings.AUDIT_ORIGIN, checkpoint.size, _raw(checkpoint.root), sealed_at)
    found = []
    if _raw(checkpoint.root) != root:
        found.append(
            f"Akar pohon pada segel {checkpoint.size} tidak cocok: catatan sebelum segel itu berubah."
        )
    if checkpoint.public_key != audit_key().public_pem:
        found.append(f"Segel {checkpoint.size} dibuat dengan kunci lain.")
    if not signature_holds(checkpoint.public_key, _raw(checkpoint.signature), text):
        found.append(f"Tanda tangan segel {checkpoint.size} tidak sah.")
    return found


def _anchor_breaks(anchor: dict[str, Any], root: bytes) -> list[str]:
    found = []
    if anchor["root"] != root.hex():
        found.append(
            f"Akar pohon berbeda dari segel {anchor['size']} yang disimpan di luar: jejak ditulis ulang."
        )
    if not anchor_holds(anchor):
        found.append(f"Segel {anchor['size']} yang disimpan di luar tidak sah atau rusak.")
    return found
