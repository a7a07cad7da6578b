"""A walk over the whole trail: whether it still proves itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from office.audit.anchor import anchors
from office.audit.core import Frontier, checkpoint_text, leaf_hash
from office.audit.keys import audit_key, signature_holds
from office.audit.models import Checkpoint, Event, Leaf
from office.audit.selectors import as_record

READ_AT_ONCE = 5_000


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
    for leaf in _leaves():
        if leaf.seq != frontier.size:
            breaks.append(
                f"Urutan melompat dari {frontier.size} ke {leaf.seq}: catatan di antaranya hilang."
            )
            return
        hash_now = leaf_hash(as_record(leaf.event))
        if hash_now != bytes(leaf.hash):
            breaks.append(
                f"Catatan {leaf.event_id} ({leaf.event.act}, urutan {leaf.seq}) tidak sama dengan segelnya."
            )
        frontier.append(hash_now)
        yield frontier.size


def _leaves() -> Iterator[Leaf]:
    return iter(Leaf.objects.select_related("event").order_by("seq").iterator(READ_AT_ONCE))


def _checkpoint_breaks(checkpoint: Checkpoint, root: bytes) -> list[str]:
    text = checkpoint_text(
        settings.AUDIT_ORIGIN, checkpoint.size, bytes(checkpoint.root), checkpoint.at
    )
    found = []
    if bytes(checkpoint.root) != root:
        found.append(
            f"Akar pohon pada segel {checkpoint.size} tidak cocok: catatan sebelum segel itu berubah."
        )
    if checkpoint.public_key != audit_key().public_pem:
        found.append(f"Segel {checkpoint.size} dibuat dengan kunci lain.")
    if not signature_holds(checkpoint.public_key, bytes(checkpoint.signature), text):
        found.append(f"Tanda tangan segel {checkpoint.size} tidak sah.")
    return found


def _anchor_breaks(anchor: dict[str, Any], root: bytes) -> list[str]:
    if anchor["root"] == root.hex():
        return []
    return [
        f"Akar pohon berbeda dari segel {anchor['size']} yang disimpan di luar: jejak ditulis ulang."
    ]
