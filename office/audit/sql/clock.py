"""The only place that asks a database what time it is."""

from datetime import UTC, datetime, timedelta

from django.db import connection

POSTGRESQL = "SELECT clock_timestamp(), (SELECT microseconds FROM audit_clockoffset)"
SQLITE = "SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now'), (SELECT microseconds FROM audit_clockoffset)"


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
