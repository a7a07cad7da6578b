"""Whether the rows still are what the acts made them: the trail is asked about each row, and each row about the trail.

An event names the rows its act wrote under `witness`: `{"hearing:3": {"held_on": "2026-08-31", "statement": {"salted":
"<sha256>"}}}`, null for a row it removed. Each room declares its witnessed tables in its `invariants`; for events from
before rows were named, and for those whose body always said enough, the declaration says how to read them.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Model

from office.audit.core import Invariant, moment, personal_hash, personal_text
from office.audit.models import Event

ROWS_AT_ONCE = 500
EVENTS_AT_ONCE = 2_000
NAMES_ROWS = '"witness":{'
"""How the body of an event that names its rows reads in canonical JSON; in a text the quotes would be escaped."""


@dataclass(frozen=True, slots=True)
class Said:
    """One event, as a witness hears it."""

    id: int
    """Number of the event."""
    act: str
    """Name of the act."""
    subject: str
    """What was touched, as `filing:7`."""
    label: str
    """How it read then."""
    body: Mapping[str, Any]
    """The details."""
    salt: str
    """Salt of the personal texts."""

    def salted(self, name: str) -> dict[str, str]:
        """Return how a row's column compares with the personal text that entered under `name`."""
        return {"salted": self.body[f"{name}_sha256"]}


Claims = Mapping[str, Mapping[str, Any] | None]
"""What one event says of rows: columns by the row's name; None where it removed the row."""


@dataclass(frozen=True)
class Witness:
    """How the trail names the rows of one table and what it holds of them."""

    model: type[Model]
    """The table."""
    word: str
    """How events name its rows: `hearing` for `hearing:3`."""
    acts: frozenset[str]
    """Acts whose events name such rows."""
    subjects: Callable[[Any], Iterable[str]]
    """Subjects under which events about one row may stand."""
    key: str = "pk"
    """The unique column by which rows are named."""
    loose: frozenset[str] = frozenset()
    """Those of the acts whose subject does not follow from the row (imports): few, heard as a whole."""
    tells: Mapping[str, Callable[[Said], Claims]] = field(default_factory=dict)
    """How the event of an act is read where it names no rows of its own."""
    reads: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)
    """How a column that is no column of the table is read from a row."""
    also: Callable[[Any], str] | None = None
    """A second name, by which events that could not know a row's number speak of it (starts with `~`)."""

    def name_of(self, row: Any) -> str:
        """Return how events name a row."""
        return f"{self.word}:{getattr(row, self.key)}"

    def names_of(self, row: Any) -> tuple[str, ...]:
        """Return both names of a row."""
        return (self.name_of(row), *([self.also(row)] if self.also else []))

    def value_of(self, row: Any, column: str) -> object:
        """Return a row's present value as an event would hold it."""
        value = self.reads[column](row) if column in self.reads else getattr(row, column)
        return _plain(value)

    def hear(self, said: Said) -> Claims:
        """Return what an event says of rows of this table; nothing for a silent one."""
        every: Claims = said.body.get("witness", {})
        named = {name: held for name, held in every.items() if name.startswith(f"{self.word}:")}
        if not named and not every and said.act in self.tells:
            return self.tells[said.act](said)
        return named

    def is_silent(self, said: Said, since: int) -> bool:
        """Return whether an event may have made rows without naming them: it is older than the naming of rows."""
        return said.id < since and "witness" not in said.body and said.act not in self.tells


def live(row: Any) -> bool:
    """Return whether a row of two times stands; how `live` is read of it."""
    return row.superseded_at is None


def witnessed(title: str, *witnesses: Witness) -> Invariant:
    """Return the room's part of I4: each row has its event, each event its row, and what events hold is what rows say."""
    return Invariant("I4", title, lambda: ask(witnesses))


def ask(witnesses: Sequence[Witness]) -> tuple[int, list[str]]:
    """Return how many rows were looked at, and those no act made, that changed, or that are gone; in chunks."""
    since, looked_at = _naming_since(), 0
    offenders: list[str] = []
    for witness in witnesses:
        count, found = _rows_have_events(witness, since)
        looked_at += count
        offenders += found
    return looked_at, [*offenders, *_events_have_rows(witnesses)]


def _naming_since() -> int:
    """Return the first event that names rows: events before it may be silent, later ones may not."""
    first = (
        Event.objects.filter(body__contains=NAMES_ROWS)
        .order_by("id")
        .values_list("id", flat=True)
        .first()
    )
    return first if first is not None else 2**63


class _Heard:
    """What events said, by the name of the row, and which subjects have events that kept silent."""

    def __init__(self) -> None:
        self.claims: defaultdict[str, list[tuple[Said, Mapping[str, Any] | None]]] = defaultdict(
            list
        )
        self.silent: set[str] = set()

    def listen(self, witness: Witness, events: Iterable[Said], since: int) -> "_Heard":
        for said in events:
            if witness.is_silent(said, since):
                self.silent.add(said.subject)
            for name, held in witness.hear(said).items():
                self.claims[name].append((said, held))
        return self


def _rows_have_events(witness: Witness, since: int) -> tuple[int, list[str]]:
    count = 0
    offenders: list[str] = []
    loose = _Heard().listen(witness, _events(witness.loose), since) if witness.loose else _Heard()
    near = witness.acts - witness.loose
    for rows in _chunks(witness.model):
        count += len(rows)
        subjects = {subject for row in rows for subject in witness.subjects(row)}
        heard = _Heard().listen(witness, _events(near, subjects), since)
        for row in rows:
            offenders += _faults(witness, row, heard, loose)
    return count, offenders


def _faults(witness: Witness, row: Any, heard: _Heard, loose: _Heard) -> Iterator[str]:
    name = witness.name_of(row)
    told = [claim for known in witness.names_of(row) for claim in heard.claims.get(known, ())]
    told += [claim for known in witness.names_of(row) for claim in loose.claims.get(known, ())]
    if not told:
        if not loose.silent and heard.silent.isdisjoint(witness.subjects(row)):
            yield f"{name}: tidak dibuat oleh tindakan mana pun"
        return
    newest: dict[str, tuple[Said, Any]] = {}
    removed: Said | None = None
    for said, held in sorted(told, key=lambda claim: claim[0].id):
        removed = said if held is None else None
        newest.update({column: (said, value) for column, value in (held or {}).items()})
    if removed:
        yield f"{name}: ada, padahal dihapus oleh catatan {removed.id}"
    for column, (said, value) in newest.items():
        if not _same(witness.value_of(row, column), value, said.salt):
            yield f"{name}: {column} tidak sama dengan catatan {said.id} ({said.act})"


def _same(now: object, held: object, salt: str) -> bool:
    if isinstance(held, Mapping) and held.keys() == {"salted"}:
        return bool(personal_hash(salt, personal_text(now)) == held["salted"])
    return now == held


def _events_have_rows(witnesses: Sequence[Witness]) -> list[str]:
    missing: dict[str, Said] = {}
    for chunk in _event_chunks({act for witness in witnesses for act in witness.acts}):
        for witness in witnesses:
            claims = [
                (name, said, held)
                for said in chunk
                if said.act in witness.acts
                for name, held in witness.hear(said).items()
                if name.startswith(f"{witness.word}:")
            ]
            there = _there(witness, {name for name, _said, held in claims if held is not None})
            for name, said, held in claims:
                if held is None or name in there:
                    missing.pop(name, None)
                else:
                    missing.setdefault(name, said)
    return [
        f"{name}: hilang, padahal dicatat oleh catatan {said.id} ({said.act})"
        for name, said in missing.items()
    ]


def _there(witness: Witness, names: set[str]) -> set[str]:
    keys = [name.removeprefix(f"{witness.word}:") for name in names]
    rows = witness.model._default_manager.filter(**{f"{witness.key}__in": keys})  # noqa: SLF001 - Django's own name
    return {f"{witness.word}:{key}" for key in rows.values_list(witness.key, flat=True)}


def _chunks(model: type[Model]) -> Iterator[list[Any]]:
    rows, last = model._default_manager.order_by("pk"), 0  # noqa: SLF001 - Django's own name
    while chunk := list(rows.filter(pk__gt=last)[:ROWS_AT_ONCE]):
        yield chunk
        last = chunk[-1].pk


def _event_chunks(acts: Iterable[str]) -> Iterator[list[Said]]:
    last, wanted = 0, Event.objects.filter(act__in=set(acts)).order_by("id")
    while chunk := [_said(row) for row in _columns(wanted.filter(pk__gt=last)[:EVENTS_AT_ONCE])]:
        yield chunk
        last = chunk[-1].id


def _events(acts: Iterable[str], subjects: Iterable[str] | None = None) -> Iterator[Said]:
    rows = Event.objects.filter(act__in=set(acts)).order_by("id")
    if subjects is not None:
        rows = rows.filter(subject__in=set(subjects))
    return (_said(row) for row in _columns(rows))


def _columns(rows: Any) -> Any:
    return rows.values_list("id", "act", "subject", "label", "body", "salt")


def _said(row: tuple[Any, ...]) -> Said:
    number, act, subject, label, body, salt = row
    return Said(number, act, subject, label, json.loads(body), salt)


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
