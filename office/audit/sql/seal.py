"""What the sealer may number: rows no open transaction can still precede."""

from django.db import connection

SEALER_LOCK = 0x5EA1
LOOKS = 5

# Below the oldest transaction of this database that is still open in the statement's own snapshot. Open transactions of
# other databases of the server hold the plain pg_snapshot_xmin back too, though they can never write here. One whose
# holder is no longer found counts as ours: the seal waits rather than skips.
POSTGRESQL = """
WITH seen AS (SELECT pg_current_snapshot() AS snapshot),
open AS (
  SELECT min(x::text::bigint) AS oldest FROM seen, pg_snapshot_xip(seen.snapshot) AS x
  WHERE NOT EXISTS (
    SELECT 1 FROM pg_locks held JOIN pg_stat_activity holder ON holder.pid = held.pid
    WHERE held.locktype = 'transactionid' AND held.granted AND held.mode = 'ExclusiveLock'
      AND held.transactionid = x::xid AND holder.datname <> current_database()
  )
),
settled AS (
  SELECT coalesce(open.oldest::text, pg_snapshot_xmax(seen.snapshot)::text)::xid8 AS bound FROM open, seen
)
SELECT e.id FROM settled, audit_event e LEFT JOIN audit_leaf l ON l.event_id = e.id
WHERE l.seq IS NULL AND e.tx < settled.bound
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
    for _ in range(LOOKS if connection.vendor == "postgresql" else 1):
        # A foreign transaction that ends while the question is asked looks like ours once; the next look is free of it.
        if ids := _settled(limit):
            return ids
    return []


def _settled(limit: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(POSTGRESQL if connection.vendor == "postgresql" else SQLITE, [limit])
        return [row[0] for row in cursor.fetchall()]
