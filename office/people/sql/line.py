"""The line of superiors in one query (the recursive WITH reads the same on both databases)."""

from datetime import date

from django.db import connection

LONGEST_LINE = 32
"""Far above any office; stops a circle that a service should have refused."""

LINE = """
WITH RECURSIVE line(position_id, depth) AS (
    SELECT reports_to_id, 1 FROM people_positionterms
    WHERE position_id = %(start)s AND superseded_at IS NULL
      AND valid_from <= %(on)s AND (valid_until IS NULL OR valid_until >= %(on)s)
    UNION ALL
    SELECT t.reports_to_id, line.depth + 1 FROM people_positionterms t
    JOIN line ON t.position_id = line.position_id
    WHERE t.superseded_at IS NULL AND line.depth < %(longest)s
      AND t.valid_from <= %(on)s AND (t.valid_until IS NULL OR t.valid_until >= %(on)s)
)
SELECT position_id FROM line WHERE position_id IS NOT NULL ORDER BY depth
"""


def reporting_line_rows(position_id: int, on: date) -> list[int]:
    """Return position ids above the position that day, nearest first."""
    day = connection.ops.adapt_datefield_value(on)
    with connection.cursor() as cursor:
        cursor.execute(LINE, {"start": position_id, "on": day, "longest": LONGEST_LINE})
        return [row[0] for row in cursor.fetchall()]
