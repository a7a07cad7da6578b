"""The first receipt of a key wins; it reads the same on both databases."""

from django.db import connection

from office.audit.sql import moment_sql

INSERT = """
INSERT INTO acts_receipt (actor, key, act, body_hash, at) VALUES (%s, %s, %s, %s, {moment})
ON CONFLICT (actor, key) DO NOTHING RETURNING id
"""


def insert_receipt(actor: str, key: str, act: str, body_hash: str) -> int | None:
    """Insert a receipt without outcome and return its id, or None where the actor has used the key.

    On PostgreSQL a second sender waits here until the first has committed or failed. The moment is the database's
    own, so that the act reads the one clock only after its row lock.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT.format(moment=moment_sql(connection.vendor)), [actor, key, act, body_hash]
        )
        row = cursor.fetchone()
    return int(row[0]) if row else None
