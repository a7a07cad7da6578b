"""Who is written down for seats around some days, in one question (it reads the same on both databases)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection

TENURES = """
SELECT a.id, 'tenure', 'position', a.position_id, g.zone, a.employee_id, {ended}, a.decree, a.valid_from,
  a.valid_until, CAST(NULL AS text), CAST(NULL AS bigint)
FROM people_assignment a JOIN people_employee e ON e.id = a.employee_id
  JOIN people_position p ON p.id = a.position_id JOIN people_agency g ON g.id = p.agency_id
WHERE {when} AND {which}
"""
MANDATES = """
SELECT a.id, a.kind, 'position', a.position_id, g.zone, a.holder_id, {ended}, a.decree, a.valid_from,
  a.valid_until, CAST(a.scope AS text), a.limit_rupiah
FROM people_mandate a JOIN people_employee e ON e.id = a.holder_id
  JOIN people_position p ON p.id = a.position_id JOIN people_agency g ON g.id = p.agency_id
WHERE {when} AND {which}
"""
OFFICES = """
SELECT a.id, 'tenure', a.kind, a.agency_id, g.zone, a.employee_id, {ended}, a.decree, a.valid_from,
  a.valid_until, CAST(NULL AS text), CAST(NULL AS bigint)
FROM people_appointment a JOIN people_employee e ON e.id = a.employee_id
  JOIN people_agency g ON g.id = a.agency_id
WHERE {when} AND {which}
"""
WHEN = "a.valid_from <= %(last)s AND (a.valid_until IS NULL OR a.valid_until >= %(first)s) AND "
LIVE = "a.superseded_at IS NULL"
KNOWN = "a.recorded_at <= %(known)s AND (a.superseded_at IS NULL OR a.superseded_at > %(known)s)"
ENDED_KNOWN = "CASE WHEN e.ended_recorded_at > %(known)s THEN NULL ELSE e.ended_on END"
OF_PERSON = (
    "(a.position_id IN (SELECT a.position_id FROM people_assignment a WHERE {when} AND a.employee_id = %(person)s)"
    " OR a.position_id IN (SELECT a.position_id FROM people_mandate a WHERE {when} AND a.holder_id = %(person)s))"
)

TENURE = "tenure"


class HolderRow(NamedTuple):
    """One placement, appointment or mandate, with the seat it is about."""

    row_id: int
    """Its row in its own table."""
    what: str
    """`tenure`, or the kind of mandate."""
    seat_kind: str
    """`position`, or the kind of appointment."""
    seat_id: int
    """Position or agency."""
    zone: str
    """Time zone of the seat's agency."""
    employee_id: int
    """Who holds it or may act under it."""
    ended_on: date | None
    """Last day of that person's service, as far as it counts in the period."""
    decree: str
    """Number of the decree."""
    valid_from: date
    """First day."""
    valid_until: date | None
    """Last day, inclusive."""
    scope: str | None
    """Procedures a mandate covers, as JSON."""
    limit_rupiah: int | None
    """Largest amount a mandate covers."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days that rows must touch, and what of them counts."""

    first: date
    """First day."""
    last: date
    """Last day, inclusive."""
    known_at: datetime | None = None
    """Only what had been recorded by then; None for the rows live now."""

    def condition(self) -> str:
        """Return the SQL for a row `a`."""
        return WHEN + (LIVE if self.known_at is None else KNOWN)

    def ended(self) -> str:
        """Return the SQL of the last day of service of an employee `e`."""
        # A retirement recorded late ends nothing that was decided before anybody had written it down.
        return "e.ended_on" if self.known_at is None else ENDED_KNOWN

    def parameters(self) -> dict[str, Any]:
        """Return the values it names."""
        ops = connection.ops
        days = {"first": self.first, "last": self.last}
        found: dict[str, Any] = {name: ops.adapt_datefield_value(day) for name, day in days.items()}
        if self.known_at is not None:
            found["known"] = ops.adapt_datetimefield_value(self.known_at)
        return found


def seat_rows(
    posts: Collection[int], offices: Collection[tuple[str, int]], period: Period
) -> list[HolderRow]:
    """Return what is written for these positions and these offices (kind, agency id), by row id."""
    given: dict[str, Any] = period.parameters()
    parts = []
    if posts:
        which = f"a.position_id IN ({_named(given, 'post', posts)})"
        parts += [(TENURES, which), (MANDATES, which)]
    if offices:
        kinds, agencies = (set(part) for part in zip(*offices, strict=True))
        which = (
            f"a.agency_id IN ({_named(given, 'agency', agencies)})"
            f" AND a.kind IN ({_named(given, 'kind', kinds)})"
        )
        parts.append((OFFICES, which))
    return _rows(parts, given, period) if parts else []


def person_rows(employee_id: int, period: Period) -> list[HolderRow]:
    """Return what is written for every post a person holds or has a mandate for, and the person's offices."""
    which = OF_PERSON.format(when=period.condition())
    parts = [(TENURES, which), (MANDATES, which), (OFFICES, "a.employee_id = %(person)s")]
    return _rows(parts, {**period.parameters(), "person": employee_id}, period)


def _rows(parts: list[tuple[str, str]], given: dict[str, Any], period: Period) -> list[HolderRow]:
    when = period.condition()
    question = "UNION ALL".join(
        part.format(when=when, which=which, ended=period.ended()) for part, which in parts
    )
    with connection.cursor() as cursor:
        cursor.execute(f"{question} ORDER BY 1", given)
        return [_typed(row) for row in cursor.fetchall()]


def _typed(row: tuple[Any, ...]) -> HolderRow:
    found = HolderRow._make(row)
    # SQLite hands days over as text.
    return found._replace(
        ended_on=_day(found.ended_on),
        valid_from=_day(found.valid_from),
        valid_until=_day(found.valid_until),
    )


def _day(value: Any) -> Any:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _named(given: dict[str, Any], name: str, values: Collection[Any]) -> str:
    """Return placeholders for the values and note them."""
    named = {f"{name}{place}": value for place, value in enumerate(sorted(values))}
    given.update(named)
    return ", ".join(f"%({key})s" for key in named)
