"""When a message may disturb: outside quiet hours, on working days, and the hour of the daily letter. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

ONE_DAY = timedelta(days=1)
CLOSING = timedelta(minutes=1)
"""How long before its hour the daily letter is closed: what comes later goes with the next one."""
LOOK_AHEAD_DAYS = 40
"""How far a working day is looked for; longer than any run of holidays."""


@dataclass(frozen=True, slots=True)
class Hours:
    """When one person wants to be left alone, on the clock of his or her office."""

    quiet_from: time
    """First quiet minute."""
    quiet_until: time
    """First minute that is not quiet any more; equal to `quiet_from`: never quiet. May lie on the next day."""
    workdays_only: bool
    """Whether days on which the office does not work are quiet as a whole."""
    digest_hour: int
    """Hour of the daily letter, 0 to 23."""


DEFAULT_HOURS = Hours(time(18), time(6), workdays_only=True, digest_hour=7)


def next_loud(at: datetime, hours: Hours, works: Callable[[date], bool]) -> datetime:
    """Return the first moment from `at` on that is neither quiet nor on a day off; `at` in the office's zone.

    A calendar without a working day in sight delays nothing: quiet hours postpone a message, they never lose it.
    """
    moment, last = at, at.date() + LOOK_AHEAD_DAYS * ONE_DAY
    while moment.date() <= last:
        if hours.workdays_only and not works(moment.date()):
            moment = _at(moment, moment.date() + ONE_DAY, time.min)
            continue
        end = _quiet_end(moment, hours)
        if end is None:
            return moment
        moment = end
    return at


def next_digest(at: datetime, hours: Hours, works: Callable[[date], bool]) -> datetime:
    """Return the hour of the next daily letter not yet closed; on a working day where only those are wanted."""
    first = _at(at, at.date(), time(hours.digest_hour))
    if first < at + CLOSING:
        first += ONE_DAY
    days = [first + n * ONE_DAY for n in range(LOOK_AHEAD_DAYS)]
    return next((day for day in days if not hours.workdays_only or works(day.date())), first)


def _quiet_end(moment: datetime, hours: Hours) -> datetime | None:
    """Return when the quiet time around a moment ends; None when it is not quiet."""
    now, begin, end = moment.time(), hours.quiet_from, hours.quiet_until
    if begin == end:
        return None
    if begin < end:
        return _at(moment, moment.date(), end) if begin <= now < end else None
    if now >= begin:
        return _at(moment, moment.date() + ONE_DAY, end)
    return _at(moment, moment.date(), end) if now < end else None


def _at(moment: datetime, on: date, hour: time) -> datetime:
    return datetime.combine(on, hour, tzinfo=moment.tzinfo)
