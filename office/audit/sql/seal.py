"""What the sealer may number: rows no open transaction can still precede."""

from django.db import connection

SEALER_LOCK = 0x5EA1

POSTGRESQL = """
SELECT e.id FROM audit_event e LEFT JOIN audit_leaf l ON l.event_id = e.id
WHERE l.seq IS NULL AND e.tx < pg_snapshot_xmin(pg_current_snapshot())
ORDER BY e.epoch, e.tx, e.id LIMIT %s
"""
SQLITE = """
SELECT e.id FROM audit_event e LEFT JOIN audit_leaf l ON l.event_id = e.id
WHERE l.seq IS NULL ORDER BY e.id LIMIT %s
"""


def one_sealer() -> bool:
    """Return whether this transaction is the only sealer; SQLite's write lock has settled it already."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEALER_LOCK])
        return bool(cursor.fetchone()[0])


def next_events(limit: int) -> list[int]:
    """Return ids of unsealed events in sealing order, at most `limit`.

    A cursor on the plain id would skip rows whose transaction was still open when a later id was sealed.
    """
    with connection.cursor() as cursor:
        cursor.execute(POSTGRESQL if connection.vendor == "postgresql" else SQLITE, [limit])
        return [row[0] for row in cursor.fetchall()]
