"""Triggers that refuse to change what was recorded, on PostgreSQL and SQLite.

SQLite rebuilds a table on most ALTERs and drops its triggers without a word, so they are re-created after every
migrate, and a system check and `fsck` assert that they are there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

_guarded: dict[str, tuple[str, ...]] = {}
_columns: dict[str, tuple[str, ...]] = {}
"""Tables whose rows are completed later: the columns that are never changed."""

POSTGRESQL_BODY = """
BEGIN RAISE EXCEPTION 'table % keeps what was recorded: % refused', TG_TABLE_NAME, TG_OP; END """
POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $${POSTGRESQL_BODY}$$
"""
POSTGRESQL_SOUND = """
SELECT t.tgname, t.tgqual IS NOT NULL FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE t.tgname LIKE 'keep\\_%%' AND pg_table_is_visible(c.oid) AND t.tgenabled IN ('O', 'A') AND p.prosrc = %s
"""


def append_only(*tables: str) -> None:
    """Declare tables whose rows are inserted and never changed or deleted; called when the room is loaded."""
    _guarded.update(dict.fromkeys(tables, ("UPDATE", "DELETE")))


def never_deleted(*tables: str) -> None:
    """Declare tables whose rows may be completed but never deleted."""
    _guarded.update(dict.fromkeys(tables, ("DELETE",)))


def keeps_columns(table: str, *columns: str) -> None:
    """Declare a table whose rows are never deleted and of which these columns are never changed."""
    _guarded[table], _columns[table] = ("UPDATE", "DELETE"), columns


def restore_triggers(using: str = "default", **_: Any) -> None:
    """Create every declared trigger that is missing; runs after each migrate."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTION)
        for table, event in _missing(connection):
            for statement in [
                *_drop(connection.vendor, table, event),
                *_create(connection.vendor, table, event),
            ]:
                cursor.execute(statement)


def missing_triggers(using: str = "default") -> list[str]:
    """Return the names of declared triggers that the database does not have, or has switched off or emptied."""
    return [f"{table}: {event}" for table, event in _missing(connections[using])]


@contextmanager
def lifted(using: str = "default") -> Iterator[None]:
    """Take the triggers away for the block and put them back: for a test database's flush only."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for name, table in _present(connection).items():
            where = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{where}')
    try:
        yield
    finally:
        restore_triggers(using)


def _create(vendor: str, table: str, event: str) -> list[str]:
    name = _name(table, event)
    if vendor == "sqlite":
        message = f"table {table} keeps what was recorded: {event} refused"
        when = _when(table, event, "IS NOT")
        return [
            f'CREATE TRIGGER "{name}" BEFORE {event} ON "{table}"{when} BEGIN SELECT RAISE(ABORT, \'{message}\'); END'
        ]
    when = _when(table, event, "IS DISTINCT FROM")
    return [
        f'CREATE TRIGGER "{name}" BEFORE {event} ON "{table}" FOR EACH ROW{when} EXECUTE FUNCTION refuse_change()',
        *_truncate(table, event),
    ]


def _when(table: str, event: str, differs: str) -> str:
    """Return the condition of a trigger that guards columns; nothing where every change is refused."""
    if event != "UPDATE" or table not in _columns:
        return ""
    changed = (f'OLD."{column}" {differs} NEW."{column}"' for column in _columns[table])
    return f" WHEN ({' OR '.join(changed)})"


def _drop(vendor: str, table: str, event: str) -> list[str]:
    where = f' ON "{table}"' if vendor == "postgresql" else ""
    names = [_name(table, event), *([_name(table, "TRUNCATE")] if event == "DELETE" else [])]
    return [f'DROP TRIGGER IF EXISTS "{name}"{where}' for name in names]


def _truncate(table: str, event: str) -> list[str]:
    if event != "DELETE":
        return []
    each = "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    return [f'CREATE TRIGGER "{_name(table, "TRUNCATE")}" BEFORE TRUNCATE ON "{table}" {each}']


def _name(table: str, event: str) -> str:
    return f"keep_{table}_{event.lower()}"


def _missing(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    tables = set(connection.introspection.table_names())
    sound = _sound(connection)
    return [
        (table, event)
        for table, events in _guarded.items()
        if table in tables
        for event in events
        if not _names(connection.vendor, table, event) <= sound
    ]


def _names(vendor: str, table: str, event: str) -> set[str]:
    """Return the triggers that stand for one refusal: on PostgreSQL, DELETE brings TRUNCATE along."""
    also = {_name(table, "TRUNCATE")} if vendor == "postgresql" and event == "DELETE" else set()
    return {_name(table, event)} | also


def _sound(connection: BaseDatabaseWrapper) -> set[str]:
    """Return the triggers that refuse: switched on, and with the body we gave them."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(POSTGRESQL_SOUND, [POSTGRESQL_BODY])
            found = cursor.fetchall()
        conditional = {_name(table, "UPDATE") for table in _columns}
        return {name for name, has_condition in found if has_condition == (name in conditional)}
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        there = dict(cursor.fetchall())
    wanted = {
        _name(table, event): _create("sqlite", table, event)[0]
        for table, events in _guarded.items()
        for event in events
    }
    return {name for name, text in wanted.items() if there.get(name) == text}


def _present(connection: BaseDatabaseWrapper) -> dict[str, str]:
    question = (
        "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE t.tgname LIKE 'keep\\_%' AND pg_table_is_visible(c.oid)"
        if connection.vendor == "postgresql"
        else "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'keep\\_%' ESCAPE '\\'"
    )
    with connection.cursor() as cursor:
        cursor.execute(question)
        return dict(cursor.fetchall())
