"""Events as the inspector reads them: who, what, when, with names instead of numbers."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from office.audit.selectors import EventCard
from office.indonesia.months import CalendarMonth
from office.people import selectors as people
from performance.inspection.core.refs import is_followed
from performance.inspection.words import act_words
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
    label: str
    """How the thing read at that time."""
    facts: tuple[tuple[str, str], ...]
    """Details of the event, in its own words."""
    seq: int | None
    """Place in the sealed order; None while unsealed."""


def story(events: Iterable[EventCard]) -> list[Line]:
    """Return events as lines, in the order given; names in one query."""
    found = list(events)
    ids = {number for event in found if (number := _employee(event.by)) is not None}
    names = {number: card.full_name for number, card in people.people_by_id(ids).items()}
    return [_line(event, names) for event in found]


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


def _line(event: EventCard, names: dict[int, str]) -> Line:
    employee_id = _employee(event.by)
    return Line(
        id=event.id,
        at=event.at,
        who=names.get(employee_id or 0) or _part(event.by),
        employee_id=employee_id,
        acting_for=event.acting_for,
        what=act_words(event.act),
        act=event.act,
        subject=event.subject,
        is_story=is_followed(event.subject) and not event.subject.startswith("signature:"),
        label=event.label,
        facts=tuple(_facts(json.loads(event.body))),
        seq=event.seq,
    )


def _part(ref: str) -> str:
    kind, _sep, part = ref.partition(":")
    return _("Sistem (%(part)s)") % {"part": part} if kind == "system" else ref


def _employee(ref: str) -> int | None:
    kind, _sep, number = ref.partition(":")
    return int(number) if kind == "employee" and number.isdecimal() else None


def _facts(body: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (name, _plain(value))
        for name, value in sorted(body.items())
        if name not in HIDDEN and value not in ("", None)
    ]


def _plain(value: Any) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(_plain(item) for item in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
