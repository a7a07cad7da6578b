"""Events as the inspector reads them: who, what, when, with names instead of numbers."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from office.audit.selectors import EventCard
from office.indonesia.months import CalendarMonth
from office.people import selectors as people
from office.people.core import Seat
from performance.inspection.core.refs import is_followed
from performance.inspection.naming import (
    REF,
    as_it_stands,
    detail_words,
    label_words,
    thing_words,
)
from performance.inspection.words import act_words, part_words
from performance.sanctions.core.papers import percent_text

HIDDEN = frozenset({"address"})


@dataclass(frozen=True, slots=True)
class Line:
    """One act in words."""

    id: int
    """Number of the event."""
    at: datetime
    """When."""
    who: str
    """Name with titles, or the part of the system."""
    employee_id: int | None
    """The person, None for the system."""
    acting_for: str
    """Under which mandate; empty for one's own."""
    what: str
    """The act in Indonesian."""
    act: str
    """The act as the trail names it."""
    subject: str
    """What was touched."""
    is_story: bool
    """Whether the subject has a page of its own here."""
    thing: str
    """How the thing read at that time; without a label its kind and number."""
    facts: tuple[tuple[str, str], ...]
    """Details of the event, in words."""
    prints: tuple[tuple[str, str], ...]
    """Fingerprints and other details for experts, as the trail holds them."""
    seq: int | None
    """Place in the sealed order; None while unsealed."""


def story(events: Iterable[EventCard]) -> list[Line]:
    """Return events as lines, in the order given; people and seats by name in two queries."""
    found = list(events)
    bodies = [json.loads(event.body) for event in found]
    named = _named(found, bodies)
    return [_line(event, body, named) for event, body in zip(found, bodies, strict=True)]


def _named(events: Sequence[EventCard], bodies: Sequence[dict[str, Any]]) -> dict[str, str]:
    """Return names of the people and titles of the seats that the events name, by reference."""
    told = " ".join(f"{event.by} {event.acting_for} {event.body}" for event in events)
    refs = {ref[0] for ref in REF.finditer(told)}
    people_named = {number for ref in refs if (number := _employee(ref)) is not None}
    people_named |= {body["employee"] for body in bodies if isinstance(body.get("employee"), int)}
    seats = {seat for ref in refs if (seat := _seat(ref)) is not None}
    titles = {str(seat): title for seat, title in people.seat_titles(seats).items()}
    cards = people.people_by_id(people_named)
    return titles | {f"employee:{number}": card.full_name for number, card in cards.items()}


def _seat(ref: str) -> Seat | None:
    try:
        return Seat.parse(ref)
    except ValueError:
        return None


def readings(lines: Iterable[Line]) -> tuple[list[Line], list[Line]]:
    """Return the acts of a story, and apart from them who has read it."""
    found = list(lines)
    read = [line for line in found if line.act.startswith("inspection.")]
    return [line for line in found if line not in read], read


@dataclass(frozen=True, slots=True)
class PayEffect:
    """A cut of pay that a story led to."""

    percent: str
    """Percent with a decimal comma."""
    from_month: str
    """First month, in words."""
    months: int
    """How many months."""


def pay_effects(events: Iterable[EventCard]) -> list[PayEffect]:
    """Return the cuts of pay that the acts of a story brought."""
    bodies = [
        json.loads(event.body) for event in events if event.act == "tpp.apply_sanction_effect"
    ]
    return [
        PayEffect(
            percent_text(body["percent_bp"]),
            CalendarMonth.parse(body["from_month"]).label,
            body["months"],
        )
        for body in bodies
    ]


def _line(event: EventCard, body: dict[str, Any], named: dict[str, str]) -> Line:
    facts, prints = _details(body, named)
    return Line(
        id=event.id,
        at=event.at,
        who=named.get(event.by) or _part(event.by),
        employee_id=_employee(event.by),
        acting_for=named.get(event.acting_for, event.acting_for),
        what=act_words(event.act),
        act=event.act,
        subject=event.subject,
        is_story=is_followed(event.subject) and not event.subject.startswith("signature:"),
        thing=label_words(event.label) or thing_words(event.subject),
        facts=facts,
        prints=prints,
        seq=event.seq,
    )


def _part(ref: str) -> str:
    kind, _sep, part = ref.partition(":")
    return part_words(part) if kind == "system" else ref


def _employee(ref: str) -> int | None:
    kind, _sep, number = ref.partition(":")
    return int(number) if kind == "employee" and number.isdecimal() else None


def _details(
    body: dict[str, Any], named: dict[str, str]
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Return the details in words, and apart from them what only an expert reads."""
    facts, prints = [], []
    for name, value in sorted(body.items()):
        if name in HIDDEN or value in ("", None, []):
            continue
        said = detail_words(name, value, named)
        if said:
            facts.append(said)
        else:
            prints.append((name, as_it_stands(value)))
    return tuple(facts), tuple(prints)
