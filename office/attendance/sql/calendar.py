"""Weekly rosters and free days of one agency in one question (it reads the same on both databases)."""

from datetime import date
from typing import Any

from django.db import connection

CALENDAR = """
SELECT 'roster', agency_id, valid_from, valid_until, code, '' FROM attendance_roster
WHERE superseded_at IS NULL AND employee_id IS NULL AND (agency_id IS NULL OR agency_id = %(agency)s)
  AND valid_from <= %(last)s AND (valid_until IS NULL OR valid_until >= %(first)s)
UNION ALL
SELECT 'holiday', NULL, "on", NULL, name, decree FROM attendance_holiday
WHERE superseded_at IS NULL AND "on" BETWEEN %(first)s AND %(last)s
"""


def calendar_rows(agency_id: int | None, first: date, last: date) -> list[tuple[Any, ...]]:
    """Return (`roster`, agency id or None for the city, first day, last day, code, "") and (`holiday`, None, day, None, name, decree)."""
    adapt = connection.ops.adapt_datefield_value
    given = {"agency": agency_id, "first": adapt(first), "last": adapt(last)}
    with connection.cursor() as cursor:
        cursor.execute(CALENDAR, given)
        return [
            (what, agency, _day(since), _day(until), name, decree)
            for what, agency, since, until, name, decree in cursor.fetchall()
        ]


def _day(value: Any) -> Any:
    # SQLite hands days over as text.
    return date.fromisoformat(value) if isinstance(value, str) else value
