"""No two live rows of one kind may hold the same thing on the same day.

PostgreSQL: EXCLUDE over a date range. SQLite: a trigger before INSERT and UPDATE. SQLite drops triggers
silently when it rebuilds a table, so they are restored after every migrate and asserted by fsck.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True, slots=True)
class Guard:
    """One rule of no overlap."""

    name: str
    """Name of the constraint; on SQLite the prefix of its two triggers."""
    table: str
    """Table it guards."""
    columns: tuple[str, ...]
    """Columns that must not be shared on one day."""
    condition: str = ""
    """Rows it looks at beside `superseded_at IS NULL`; column names are prefixed by {row}."""


GUARDS = (
    Guard("one_set_of_terms", "people_positionterms", ("position_id",)),
    Guard("one_holder_per_position", "people_assignment", ("position_id",)),
    Guard("one_position_per_person", "people_assignment", ("employee_id",)),
    Guard("one_appointment_of_a_kind", "people_appointment", ("employee_id", "agency_id", "kind")),
    Guard("one_acting_official", "people_mandate", ("position_id",), "{row}kind IN ('plt', 'plh')"),
    Guard("one_mandate_per_person", "people_mandate", ("position_id", "holder_id")),
)


EVENTS = ("INSERT", "UPDATE")


def restore_guards(using: str = "default", **_: Any) -> None:
    """Create every missing guard whose table exists; safe to run again."""
    connection = connections[using]
    missing = _missing(connection)
    if not missing:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        for guard, event in missing:
            cursor.execute(_statement(connection.vendor, guard, event))


def drop_guards(using: str = "default") -> None:
    """Take every guard away: for reversing the migration only."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for guard in GUARDS:
            if connection.vendor == "postgresql":
                cursor.execute(f"ALTER TABLE {guard.table} DROP CONSTRAINT IF EXISTS {guard.name}")
                continue
            for event in EVENTS:
                cursor.execute(f'DROP TRIGGER IF EXISTS "{_object_name("sqlite", guard, event)}"')


def missing_guards(using: str = "default") -> list[str]:
    """Return the names of guards that the database does not have."""
    return [
        _object_name(connections[using].vendor, guard, event)
        for guard, event in _missing(connections[using])
    ]


def overlapping_rows(guard: Guard, limit: int) -> str:
    """Return the question for pairs of ids that a guard should have kept apart; the same on both databases."""
    same = " AND ".join(f"one.{column} = other.{column}" for column in guard.columns)
    one_row = f" AND {guard.condition.format(row='one.')}" if guard.condition else ""
    other_row = f" AND {guard.condition.format(row='other.')}" if guard.condition else ""
    return (
        f"SELECT one.id, other.id FROM {guard.table} one JOIN {guard.table} other ON {same} AND one.id < other.id"  # noqa: S608
        f" WHERE one.superseded_at IS NULL AND other.superseded_at IS NULL{one_row}{other_row}"
        " AND (other.valid_until IS NULL OR one.valid_from <= other.valid_until)"
        " AND (one.valid_until IS NULL OR other.valid_from <= one.valid_until)"
        f" ORDER BY one.id LIMIT {limit:d}"
    )


def _statement(vendor: str, guard: Guard, event: str) -> str:
    return _exclude(guard) if vendor == "postgresql" else _trigger(guard, event)


def _exclude(guard: Guard) -> str:
    equal = ", ".join(f"{column} WITH =" for column in guard.columns)
    condition = f" AND {guard.condition.format(row='')}" if guard.condition else ""
    return (
        f"ALTER TABLE {guard.table} ADD CONSTRAINT {guard.name} EXCLUDE USING gist"
        f" ({equal}, daterange(valid_from, valid_until, '[]') WITH &&)"
        f" WHERE (superseded_at IS NULL{condition})"
    )


def _trigger(guard: Guard, event: str) -> str:
    same = " AND ".join(f"other.{column} = NEW.{column}" for column in guard.columns)
    new_row = f" AND {guard.condition.format(row='NEW.')}" if guard.condition else ""
    other_row = f" AND {guard.condition.format(row='other.')}" if guard.condition else ""
    # Every part comes from GUARDS above, none from outside.
    overlap = (
        f"{same} AND other.superseded_at IS NULL{other_row} AND other.id IS NOT NEW.id"
        " AND other.valid_from <= COALESCE(NEW.valid_until, '9999-12-31')"
        " AND NEW.valid_from <= COALESCE(other.valid_until, '9999-12-31')"
    )
    return (
        f'CREATE TRIGGER "{_object_name("sqlite", guard, event)}" BEFORE {event} ON "{guard.table}"'  # noqa: S608
        f" WHEN NEW.superseded_at IS NULL{new_row}"
        f" AND EXISTS (SELECT 1 FROM {guard.table} other WHERE {overlap})"
        f" BEGIN SELECT RAISE(ABORT, '{guard.name}'); END"
    )


def _object_name(vendor: str, guard: Guard, event: str) -> str:
    return guard.name if vendor == "postgresql" else f"{guard.name}_{event.lower()}"


def _missing(connection: BaseDatabaseWrapper) -> list[tuple[Guard, str]]:
    tables = set(connection.introspection.table_names())
    events = ("ALL",) if connection.vendor == "postgresql" else EVENTS
    present = _present(connection)
    return [
        (guard, event)
        for guard in GUARDS
        if guard.table in tables
        for event in events
        if _object_name(connection.vendor, guard, event) not in present
    ]


def _present(connection: BaseDatabaseWrapper) -> set[str]:
    question = (
        "SELECT conname FROM pg_constraint WHERE contype = 'x'"
        " AND connamespace = current_schema()::regnamespace"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(question)
        return {row[0] for row in cursor.fetchall()}
