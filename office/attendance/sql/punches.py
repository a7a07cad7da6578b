"""The bulk insert of punches: the natural key is the only index, rows go in sorted, what is there stays."""

from collections.abc import Sequence

from django.db import connection

from office.attendance.core.attlog import AttlogRow

ROWS_AT_ONCE = 20_000
COLUMNS = "device_id, batch_id, pin, at, status, verify, workcode, line"
FROM_ARRAYS = f"""
INSERT INTO attendance_punch ({COLUMNS})
SELECT %s, %s, pin, at, status, verify, workcode, line
FROM unnest(%s::text[], %s::text[], %s::smallint[], %s::smallint[], %s::text[], %s::int[])
    AS given(pin, at, status, verify, workcode, line)
ORDER BY pin, at
ON CONFLICT DO NOTHING
"""  # noqa: S608 - column names only
ROW_BY_ROW = f"INSERT INTO attendance_punch ({COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING"  # noqa: S608


def insert_punches(device_id: int, batch_id: int, rows: Sequence[AttlogRow]) -> int:
    """Insert the rows that are not there yet and return how many were new; runs in the caller's transaction."""
    ordered = sorted(rows, key=lambda row: (row.pin, row.at, row.line))
    insert = _from_arrays if connection.vendor == "postgresql" else _row_by_row
    return sum(
        insert(device_id, batch_id, ordered[start : start + ROWS_AT_ONCE])
        for start in range(0, len(ordered), ROWS_AT_ONCE)
    )


def _from_arrays(device_id: int, batch_id: int, rows: Sequence[AttlogRow]) -> int:
    columns = [
        [getattr(r, name) for r in rows]
        for name in ("pin", "at", "status", "verify", "workcode", "line")
    ]
    with connection.cursor() as cursor:
        cursor.execute(FROM_ARRAYS, [device_id, batch_id, *columns])
        return int(cursor.rowcount)


def _row_by_row(device_id: int, batch_id: int, rows: Sequence[AttlogRow]) -> int:
    given = [
        (device_id, batch_id, r.pin, r.at, r.status, r.verify, r.workcode, r.line) for r in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(ROW_BY_ROW, given)
        return int(cursor.rowcount)
