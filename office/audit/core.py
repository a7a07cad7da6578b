"""Who acts, what a record of an act looks like, and how the record proves itself. Pure."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

FORMAT_VERSION = 1

Marked = TypeVar("Marked")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does an act: a person by id, or a named part of the system. Carries ids only."""

    employee_id: int | None = None
    """Employee who acts; None for the system and the public."""
    account_id: int | None = None
    """Login the person used; None where no login was involved."""
    mandate_id: int | None = None
    """Mandate under which the person acts, where one was chosen."""
    part: str = ""
    """Name of the acting part of the system, such as a job kind; empty for a person."""

    @classmethod
    def person(
        cls, employee_id: int, account_id: int | None = None, mandate_id: int | None = None
    ) -> "Actor":
        """Return the actor for one employee."""
        return cls(employee_id=employee_id, account_id=account_id, mandate_id=mandate_id)

    @classmethod
    def system(cls, part: str) -> "Actor":
        """Return the actor for a part of the system: a job kind, or `cli`."""
        return cls(part=part)

    @classmethod
    def public(cls) -> "Actor":
        """Return the actor for a visitor who is not signed in."""
        return cls()

    @property
    def ref(self) -> str:
        """Text under which events name this actor: `employee:12`, `system:cli` or `public`."""
        if self.employee_id is not None:
            return f"employee:{self.employee_id}"
        return f"system:{self.part}" if self.part else "public"


class Secret:
    """A text that shows stars wherever it is printed, dumped or logged; `reveal()` gives it up."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the text; call it in the expression that uses it, never into a name."""
        return self._text

    def __str__(self) -> str:
        return "********"

    __repr__ = __str__

    def __reduce__(self) -> str:
        raise TypeError("a secret is not written anywhere")


def rule(name: str, *, why: str = "") -> Callable[[Marked], Marked]:
    """Mark a view, operation or command with the one rule that says who may use it.

    `why` argues for a thing that anyone may open; `routes` prints it.
    """

    def mark(thing: Marked) -> Marked:
        thing.rule, thing.why = name, why  # type: ignore[attr-defined]  # any callable or class takes the mark
        return thing

    return mark


@dataclass(frozen=True, slots=True)
class Invariant:
    """One statement that must hold of all stored rows; `fsck` counts what it looked at and names offenders."""

    code: str
    """I1 to I9 of the house, or a room's own code."""
    title: str
    """The statement, in Indonesian, as the inspector reads it."""
    check: Callable[[], tuple[int, Sequence[str]]]
    """Returns how many things were looked at and the offenders, each named in one line."""


def canonical(value: object) -> bytes:
    """Return the one JSON spelling of a value: sorted keys, no spaces, UTF-8; moments in UTC microseconds."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain
    ).encode()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return moment(value)
    raise TypeError(
        f"an event holds no {type(value).__name__}: give text, whole numbers, lists or maps"
    )


def moment(at: datetime) -> str:
    """Return an aware moment as UTC text with microseconds, for example `2026-11-02T00:00:00.000000Z`."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def personal_hash(salt: str, text: str) -> str:
    """Return the salted SHA-256 under which personal text enters the trail, so that erasing it keeps the proof."""
    return hashlib.sha256(f"{salt}:{text}".encode()).hexdigest()


def personal_text(value: object) -> str:
    """Return the text of a personal value that is hashed: a text as it is, anything else as canonical JSON."""
    return value if isinstance(value, str) else canonical(value).decode()


@dataclass(frozen=True, slots=True)
class RowHeld:
    """What an event keeps of a row its act wrote, so that the row can be compared with the trail later."""

    plain: dict[str, Any]
    """Columns as JSON values."""
    personal: dict[str, str]
    """Columns of personal text: only their salted hash enters the trail."""
    removed: bool = False
    """Whether the act took the row away."""

    def joined(self, later: "RowHeld") -> "RowHeld":
        """Return what is held after a later write of the same act."""
        return RowHeld(self.plain | later.plain, self.personal | later.personal, later.removed)

    def sealed_with(self, salt: str) -> dict[str, Any] | None:
        """Return the form that enters the event's body; None for a removed row."""
        if self.removed:
            return None
        hashed = {
            name: {"salted": personal_hash(salt, text)} for name, text in self.personal.items()
        }
        return {**self.plain, **hashed}


def leaf_hash(record: dict[str, Any]) -> bytes:
    """Return the RFC 6962 section 2.1 leaf hash of an event: SHA-256 over 00 and the canonical JSON."""
    return hashlib.sha256(b"\x00" + canonical(record)).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the RFC 6962 section 2.1 interior hash: SHA-256 over 01 and both children."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Frontier:
    """The right edge of an RFC 6962 tree: enough to append leaves and to know the root."""

    def __init__(self, size: int = 0, edge: Iterable[bytes] = ()) -> None:
        self.size = size
        self.edge = list(edge)

    def append(self, leaf: bytes) -> None:
        """Add one leaf hash on the right."""
        carry, height = leaf, self.size
        while height & 1:
            carry = node_hash(self.edge.pop(), carry)
            height >>= 1
        self.edge.append(carry)
        self.size += 1

    def root(self) -> bytes:
        """Return the tree's root hash; the hash of nothing for an empty tree (RFC 6962 section 2.1)."""
        if not self.edge:
            return hashlib.sha256(b"").digest()
        root = self.edge[-1]
        for left in reversed(self.edge[:-1]):
            root = node_hash(left, root)
        return root


def tree_root(leaves: Sequence[bytes]) -> bytes:
    """Return the root over all given leaf hashes."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    return frontier.root()


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Return the audit path of one leaf, nearest sibling first (RFC 6962 section 2.1.1)."""
    return list(_path(leaves, index))


def _path(leaves: Sequence[bytes], index: int) -> Iterator[bytes]:
    if len(leaves) == 1:
        return
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    near, far = (
        (leaves[:split], leaves[split:]) if index < split else (leaves[split:], leaves[:split])
    )
    yield from _path(near, index if index < split else index - split)
    yield tree_root(far)


def checkpoint_text(origin: str, size: int, root: bytes, at: datetime) -> bytes:
    """Return the bytes a checkpoint signature covers: origin, size, root in hex and moment, a line each."""
    return f"{origin}\n{size}\n{root.hex()}\n{moment(at)}\n".encode()
