"""The story of one thing: everything the trail knows about it and about what it names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from office.audit import selectors as audit
from office.audit.selectors import EventCard
from performance.inspection.core.refs import employees_in, is_followed, refs_in
from signing import selectors as signing
from signing.core import DocumentCard

MOST_REFS = 400
MOST_EVENTS = 2_000


@dataclass(frozen=True, slots=True)
class Trail:
    """A story from the trail."""

    root: str
    """What was asked for, such as `sanction_case:3`."""
    refs: tuple[str, ...]
    """Everything that belongs to it, sorted."""
    events: tuple[EventCard, ...]
    """Every act on it, oldest first."""
    documents: tuple[DocumentCard, ...]
    """Its documents, oldest first."""


def trail_of(root: str, *also: str) -> Trail:
    """Return the story of one thing (and of what is told with it), following what its events name, bounded."""
    known: set[str] = {root, *also}
    events: dict[int, EventCard] = {}
    documents: dict[int, DocumentCard] = {}
    fresh = set(known)
    while fresh and len(known) < MOST_REFS:
        found = audit.events_about(sorted(fresh), limit=MOST_EVENTS)
        events.update((event.id, event) for event in found)
        cards = _documents(fresh)
        documents.update((card.id, card) for card in cards)
        fresh = (_named(found) | _parts(cards)) - known
        known |= fresh
    events.update((event.id, event) for event in _effects(root, events.values()))
    ordered = tuple(events[number] for number in sorted(events))
    return Trail(
        root,
        tuple(sorted(known)),
        ordered,
        tuple(documents[number] for number in sorted(documents)),
    )


def _named(events: Iterable[EventCard]) -> set[str]:
    # A consent or a bulk act names hundreds of other stories; only acts on followed things lead further.
    return {ref for event in events if is_followed(event.subject) for ref in refs_in(event.body)}


def _effects(root: str, events: Iterable[EventCard]) -> list[EventCard]:
    """Return acts on the people of the story that name it as their cause, such as a cut of pay."""
    people = {f"employee:{number}" for event in events for number in employees_in(event.body)}
    naming = f'"{root}"'
    return [
        event
        for event in audit.events_about(sorted(people), limit=MOST_EVENTS)
        if naming in event.body
    ]


def _documents(refs: Iterable[str]) -> list[DocumentCard]:
    filings = [ref for ref in refs if ref.startswith("filing:")]
    numbers = [int(ref.partition(":")[2]) for ref in refs if ref.startswith("document:")]
    return [
        *(card for ref in filings for card in signing.documents_of(ref)),
        *signing.documents_by_id(numbers).values(),
    ]


def _parts(cards: Sequence[DocumentCard]) -> set[str]:
    found = {f"document:{card.id}" for card in cards} | {card.filing_ref for card in cards}
    return found | {
        f"signature:{signature.signature_id}" for card in cards for signature in card.signatures
    }
