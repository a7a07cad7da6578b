"""The only place that asks a database what time it is."""

from datetime import UTC, datetime, timedelta

from django.db import connection

POSTGRESQL = "SELECT clock_timestamp(), (SELECT microseconds FROM audit_clockoffset)"
SQLITE = "SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now'), (SELECT microseconds FROM audit_clockoffset)"

# For statements that write the moment itself; `%%` since they carry parameters.
MOMENT_POSTGRESQL = "clock_timestamp() + coalesce((SELECT microseconds FROM audit_clockoffset), 0) * interval '1 microsecond'"
MOMENT_SQLITE = (
    "strftime('%%Y-%%m-%%d %%H:%%M:%%f', 'now',"
    " (coalesce((SELECT microseconds FROM audit_clockoffset), 0) / 1000000.0) || ' seconds')"
)


def moment_sql(vendor: str) -> str:
    """Return the SQL of the one clock's present moment, for a statement with parameters that stores it."""
    return MOMENT_POSTGRESQL if vendor == "postgresql" else MOMENT_SQLITE


def database_moment() -> tuple[datetime, int]:
    """Return the database's own moment (UTC) and the demo offset in microseconds (0 without one)."""
    with connection.cursor() as cursor:
        cursor.execute(POSTGRESQL if connection.vendor == "postgresql" else SQLITE)
        moment, offset = cursor.fetchone()
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    return moment.astimezone(UTC), offset or 0


def shifted(moment: datetime, offset: int) -> datetime:
    """Return the moment moved by an offset in microseconds."""
    return moment + timedelta(microseconds=offset)
