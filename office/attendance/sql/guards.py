"""What the database refuses: two live papers for the same day, and any change of a locked day.

PostgreSQL: EXCLUDE over a date range. SQLite: triggers, which it drops silently when it rebuilds a table, so all
are restored after every migrate and asserted by fsck.
"""

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

NO_OVERLAP = {
    "one_owner_per_pin": ("attendance_pinowner", ("device_id", "pin")),
    "one_roster_per_subject": ("attendance_roster", ("agency_id", "employee_id")),
    "one_leave_per_day": ("attendance_leave", ("employee_id",)),
    "one_duty_per_day": ("attendance_duty", ("employee_id",)),
}
"""Name of the guard: its table and the columns that live rows may not share on one day (null equals null)."""
LOCKED_DAY = "keep_locked_day"
LOCKED_TABLE = "attendance_dayfact"

REFUSAL = "the month is locked: a judged day keeps as it is"

LOCKED_FUNCTION = f"""
CREATE OR REPLACE FUNCTION refuse_locked_day() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$
"""


def restore_guards(using: str = "default", **_: Any) -> None:
    """Create every guard that is missing and whose table exists; safe to run again."""
    connection = connections[using]
    missing = _missing(connection)
    if not missing:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
            cursor.execute(LOCKED_FUNCTION)
        for name in missing:
            cursor.execute(_statements(connection.vendor)[name][1])


def missing_guards(using: str = "default") -> list[str]:
    """Return the names of guards that the database does not have."""
    return _missing(connections[using])


def _missing(connection: BaseDatabaseWrapper) -> list[str]:
    tables, present = set(connection.introspection.table_names()), _present(connection)
    return [
        name
        for name, (table, _statement) in _statements(connection.vendor).items()
        if table in tables and name not in present
    ]


def _statements(vendor: str) -> dict[str, tuple[str, str]]:
    """Return every guard's table and statement, by its name."""
    overlaps = _excludes() if vendor == "postgresql" else _overlap_triggers()
    locked = {
        f"{LOCKED_DAY}_{event.lower()}": (LOCKED_TABLE, _locked_trigger(vendor, event))
        for event in ("UPDATE", "DELETE")
    }
    return overlaps | locked


def _excludes() -> dict[str, tuple[str, str]]:
    return {
        name: (table, _exclude(name, table, columns))
        for name, (table, columns) in NO_OVERLAP.items()
    }


def _exclude(name: str, table: str, columns: tuple[str, ...]) -> str:
    equal = ", ".join(f"{_null_is_null(column)} WITH =" for column in columns)
    return (
        f"ALTER TABLE {table} ADD CONSTRAINT {name} EXCLUDE USING gist"
        f" ({equal}, daterange(valid_from, valid_until, '[]') WITH &&)"
        " WHERE (superseded_at IS NULL)"
    )


def _null_is_null(column: str) -> str:
    return f"(COALESCE({column}, 0))" if column in {"agency_id", "employee_id"} else column


def _overlap_triggers() -> dict[str, tuple[str, str]]:
    return {
        f"{name}_{event.lower()}": (table, _overlap_trigger(name, table, columns, event))
        for name, (table, columns) in NO_OVERLAP.items()
        for event in ("INSERT", "UPDATE")
    }


def _overlap_trigger(name: str, table: str, columns: tuple[str, ...], event: str) -> str:
    same = " AND ".join(f"other.{column} IS NEW.{column}" for column in columns)
    other = (
        f"SELECT 1 FROM {table} other WHERE {same}"  # noqa: S608 - names of this module only
        " AND other.superseded_at IS NULL AND other.id IS NOT NEW.id"
        " AND other.valid_from <= COALESCE(NEW.valid_until, '9999-12-31')"
        " AND NEW.valid_from <= COALESCE(other.valid_until, '9999-12-31')"
    )
    return (
        f"CREATE TRIGGER {name}_{event.lower()} BEFORE {event} ON {table}"
        f" WHEN NEW.superseded_at IS NULL BEGIN"
        f" SELECT RAISE(ABORT, '{name}') WHERE EXISTS ({other}); END"
    )


def _locked_trigger(vendor: str, event: str) -> str:
    begin = f"CREATE TRIGGER {LOCKED_DAY}_{event.lower()} BEFORE {event} ON {LOCKED_TABLE}"
    if vendor == "postgresql":
        return (
            f"{begin} FOR EACH ROW WHEN (OLD.lock_id IS NOT NULL)"
            " EXECUTE FUNCTION refuse_locked_day()"
        )
    return f"{begin} WHEN OLD.lock_id IS NOT NULL BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"


def _present(connection: BaseDatabaseWrapper) -> set[str]:
    question = (
        "SELECT conname FROM pg_constraint WHERE contype = 'x' AND connamespace = current_schema()::regnamespace"
        " UNION ALL SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE NOT t.tgisinternal AND pg_table_is_visible(c.oid)"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(question)
        return {row[0] for row in cursor.fetchall()}
