"""Wall clocks of devices and people, as seconds that can be compared."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

EPOCH = date(1970, 1, 1)
DAY_SECONDS = 86_400


@lru_cache(maxsize=4096)
def midnight(on: date, zone: str) -> int:
    """Return the moment a local date begins, in seconds since 1970-01-01 00.00 UTC."""
    return int(datetime(on.year, on.month, on.day, tzinfo=ZoneInfo(zone)).timestamp())


def moment_second(at: str, zone: str) -> int:
    """Return the moment a device clock showed as `YYYY-MM-DD HH:MM:SS`, in seconds since 1970-01-01 00.00 UTC."""
    return midnight(date.fromisoformat(at[:10]), zone) + second_of_day(at)


def second_of_day(at: str) -> int:
    """Return seconds since midnight on the clock that wrote `YYYY-MM-DD HH:MM:SS`."""
    return int(at[11:13]) * 3600 + int(at[14:16]) * 60 + int(at[17:19])


def day_start_text(on: date) -> str:
    """Return the first moment of a date as a device clock writes it."""
    return f"{on.isoformat()} 00:00:00"


def as_moment(second: int) -> datetime:
    """Return seconds since 1970-01-01 00.00 UTC as an aware moment."""
    return datetime.fromtimestamp(second, tz=UTC)


def dates(first: date, last: date) -> list[date]:
    """Return every date from first to last, both inclusive."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
