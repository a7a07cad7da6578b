"""No employee has two live requests for the same time, whatever their procedure.

PostgreSQL: EXCLUDE over dates and minutes. SQLite: a trigger before INSERT and UPDATE, which it drops silently when it
rebuilds the table, so both are restored after every migrate and asserted by fsck.
"""

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

GUARD = "one_away_at_a_time"
TABLE = "leave_awayrequest"
EVENTS = ("INSERT", "UPDATE")
LIVE = "IN ('running', 'approved')"

EXCLUDE = (
    f"ALTER TABLE {TABLE} ADD CONSTRAINT {GUARD} EXCLUDE USING gist (employee_id WITH =,"
    " daterange(first, last, '[]') WITH &&,"
    f" int4range(from_minute::int, until_minute::int) WITH &&) WHERE (state {LIVE})"
)


def restore_guards(using: str = "default", **_: Any) -> None:
    """Create the guard where it is missing and its table exists; safe to run again."""
    connection = connections[using]
    missing = missing_guards(using)
    if not missing or TABLE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
            cursor.execute(EXCLUDE)
            return
        for event in EVENTS:
            if _name(event) in missing:
                cursor.execute(_trigger(event))


def missing_guards(using: str = "default") -> list[str]:
    """Return the names of guards that the database does not have."""
    connection = connections[using]
    wanted = [GUARD] if connection.vendor == "postgresql" else [_name(event) for event in EVENTS]
    present = _present(connection)
    return [name for name in wanted if name not in present]


def _name(event: str) -> str:
    return f"{GUARD}_{event.lower()}"


def _trigger(event: str) -> str:
    other = (
        f"SELECT 1 FROM {TABLE} other WHERE other.employee_id = NEW.employee_id"  # noqa: S608 - names of this module only
        f" AND other.id IS NOT NEW.id AND other.state {LIVE}"
        " AND other.first <= NEW.last AND NEW.first <= other.last"
        " AND other.from_minute < NEW.until_minute AND NEW.from_minute < other.until_minute"
    )
    return (
        f"CREATE TRIGGER {_name(event)} BEFORE {event} ON {TABLE} WHEN NEW.state {LIVE} BEGIN"
        f" SELECT RAISE(ABORT, '{GUARD}') WHERE EXISTS ({other}); END"
    )


def _present(connection: BaseDatabaseWrapper) -> set[str]:
    question = (
        "SELECT conname FROM pg_constraint WHERE contype = 'x' AND connamespace = current_schema()::regnamespace"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(question)
        return {row[0] for row in cursor.fetchall()}
