"""The town hall with a fingerprint device: Ani stays away, everybody else comes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from office.attendance import services as attendance
from performance.sanctions import services
from performance.sanctions.models import SanctionCase
from tests.approval import city

FIRST = date(2026, 8, 3)
"""A Monday."""
TODAY = (2026, 9, 14, 8, 0)


@dataclass
class Court:
    """A town with punches and short ways to bring a case along."""

    town: city.City
    pins: dict[str, str]
    at: Callable[..., object]

    def punch(
        self, key: str, days: Iterable[date], start: str = "07:20:00", end: str = "16:40:00"
    ) -> None:
        pin = self.pins[key]
        lines = [f"{pin}\t{day} {time}\t255\t1\t0\t0\t0\n" for day in days for time in (start, end)]
        attendance.import_attlog(by=city.CLERK, sn="SN1", content="".join(lines).encode())

    def detect(self, on: date = date(2026, 8, 20), **rest) -> services.Detection:
        """Let the machine count on the morning after, and come back to today."""
        morning = on + timedelta(days=1)
        self.at(morning.year, morning.month, morning.day, 6, 0)
        found = services.open_draft_cases(by=city.CLERK, on=on, **rest)
        self.at(*TODAY)
        return found

    def hear(self, case: SanctionCase, who: str = "budi", **changes) -> services.CaseOutcome:
        given = {
            "by": self.town.who(who),
            "case_id": case.pk,
            "summoned_on": date(2026, 9, 1),
            "held_on": date(2026, 9, 10),
            "statement": "Tidak masuk karena urusan keluarga.",
        }
        return services.record_hearing(**(given | changes))

    def propose(
        self, case: SanctionCase, who: str = "budi", reason: str = "Terbukti dan diakui."
    ) -> services.CaseOutcome:
        return services.propose_decision(by=self.town.who(who), case_id=case.pk, reason=reason)


def workdays(first: date, count: int) -> list[date]:
    days = (first + timedelta(days=n) for n in range(3 * count))
    return [day for day in days if day.weekday() < 5][:count]


@pytest.fixture
def court(db, at, settings) -> Court:
    """Monday 14 September 2026; punches of 3 to 20 August for all of Kominfo but Ani, who missed 3-6 August."""
    settings.KEY_ROUNDS = 1_000
    at(*TODAY)
    town = city.found()
    kominfo = town.agencies["KOMINFO"]
    attendance.load_holidays(by=city.CLERK, year=2026, decree="SKB-2026")
    attendance.set_roster(
        by=city.CLERK,
        roster="kantor_5_hari",
        agency_id=kominfo,
        valid_from=city.NEW_YEAR,
        decree="SK-R",
    )
    attendance.register_device(by=city.CLERK, sn="SN1", name="Lobi", agency_id=kominfo)
    pins = {key: str(n) for n, key in enumerate(["ani", "budi", "citra", "dedi", "eka"], start=1)}
    attendance.own_pins(
        by=city.CLERK,
        sn="SN1",
        pins={pin: town.people[key] for key, pin in pins.items()},
        valid_from=city.NEW_YEAR,
        decree="BA-1",
    )
    made = Court(town, pins, at)
    days = workdays(FIRST, 14)
    for key in ("budi", "citra", "dedi", "eka"):
        made.punch(key, days)
    made.punch("ani", days[4:])
    return made


@pytest.fixture
def case(court) -> SanctionCase:
    """Ani's draft: four days absent, a written reprimand."""
    court.detect()
    return SanctionCase.objects.get()
