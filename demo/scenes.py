"""The story in order: what happens in Kota Contoh from July to the end of October 2026."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from demo import away, cases, foundation, money, pay, weeks
from demo.days import FIRST_DAY, LAST_DAY
from office.indonesia.months import CalendarMonth

ZONE = ZoneInfo("Asia/Jakarta")
SERVES_FROM = datetime(2026, 11, 2, 7, 0, tzinfo=ZONE)


@dataclass(frozen=True, slots=True)
class Scene:
    """One stretch of the story that happens at one moment."""

    name: str
    """Unique name; a finished scene is not played again."""
    at: datetime
    """When it happens."""
    play: Callable[[], None]
    """What happens, through the services the site uses."""


def scenes(months: int = 3) -> list[Scene]:
    """Return all scenes of the first `months` months of the story in the order of time."""
    last = [date(2026, 8, 31), date(2026, 9, 30), LAST_DAY][months - 1]
    found = [*_founding(), *_halves(last), *_papers(), *_months(months)]
    return sorted(
        (scene for scene in found if scene.at.date() <= last + timedelta(8)),
        key=lambda scene: scene.at,
    )


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), ZONE)


def _founding() -> Iterator[Scene]:
    day = date(2026, 7, 20)
    yield Scene("regulation", _at(day, 8), foundation.publish)
    yield Scene("people", _at(day, 8, 10), foundation.people)
    yield Scene("appointments", _at(day, 8, 20), foundation.appointments)
    yield Scene("accounts", _at(day, 8, 30), foundation.accounts)
    yield Scene("attendance", _at(day, 9), foundation.attendance)
    yield Scene("budget", _at(day, 10), foundation.budget)


def _halves(last: date) -> Iterator[Scene]:
    """Yield import, filing and signing of each half week: until Wednesday, and until Sunday."""
    first = FIRST_DAY
    while first <= last:
        until = min(first + timedelta((2 if first.weekday() < 3 else 6) - first.weekday()), last)
        after = until + timedelta(1)
        name = f"{first}..{until}"
        yield Scene(
            f"punches {name}", _at(after, 7, 45), partial(weeks.bring_punches, first, until)
        )
        yield Scene(f"reports {name}", _at(after, 8), partial(weeks.file_reports, first, until))
        if until.weekday() != 2 or until == last:
            yield Scene(f"signatures {name}", _at(after, 9), partial(weeks.sign_desks, until))
        first = after


def _papers() -> Iterator[Scene]:
    yield Scene("leave", _at(date(2026, 8, 14), 10), foundation.leave_and_duty)
    yield Scene("plh", _at(date(2026, 9, 4), 14), foundation.appoint_plh)
    yield Scene("late decree", _at(date(2026, 10, 5), 13), foundation.late_decree)
    yield Scene("case opened", _at(date(2026, 8, 11), 6), cases.detect)
    yield Scene("case heard", _at(date(2026, 9, 1), 10), cases.hear)
    yield Scene("case decided", _at(date(2026, 9, 8), 11), cases.decide)
    yield Scene("head's case opened", _at(date(2026, 9, 22), 6), cases.detect)
    yield Scene("request paid", _at(date(2026, 9, 10), 9), money.pay_request)
    yield Scene("request returned", _at(date(2026, 10, 15), 9), money.return_request)
    yield Scene("hours corrected", _at(date(2026, 10, 26), 10), away.correct_hours)
    yield Scene("leave granted", _at(date(2026, 10, 27), 10), away.grant_leave)
    yield Scene("leave asked", _at(date(2026, 10, 30), 10), away.ask_leave)
    yield Scene("request waiting", _at(date(2026, 10, 30), 9), money.leave_request)


def _months(months: int) -> Iterator[Scene]:
    for month in [CalendarMonth(2026, number) for number in (8, 9, 10)][:months]:
        day = month.last + timedelta(1 if month.month == 10 else 3)
        yield Scene(f"run {month}", _at(day, 13), partial(pay.start_runs, month))
        yield Scene(f"run signed {month}", _at(day, 14), partial(pay.sign_runs, month))
        yield Scene(f"paid {month}", _at(day, 15), partial(pay.release, month))
