"""The town hall where people ask to be away: Ani reports to Budi, Budi to Citra the head, Citra to the Sekda."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from office.archive import services as archive
from tests.approval import city
from workflows.leave import services
from workflows.leave.core.requests import Draft, Paper
from workflows.leave.models import AwayRequest, LeaveBalance

PDF = b"%PDF-1.7\nsurat dokter\n%%EOF"
MONDAY = date(2026, 10, 12)
FRIDAY = date(2026, 10, 16)


def paper(content: bytes = PDF) -> Paper:
    return Paper("surat.pdf", archive.put(content), "application/pdf")


def leave(first: date = MONDAY, last: date = FRIDAY, **given: Any) -> Draft:
    """Annual leave of a working week, unless said otherwise."""
    told = {"procedure": "leave", "kind": "annual", "reason": "Acara keluarga"}
    return Draft(first=first, last=last, **(told | given))


def duty(first: date = MONDAY, last: date = FRIDAY, **given: Any) -> Draft:
    told = {"procedure": "duty", "reason": "Rapat koordinasi", "place": "Surabaya"}
    return Draft(first=first, last=last, **(told | given))


def permit(on: date = MONDAY, since: int = 450, until: int = 570, **given: Any) -> Draft:
    told = {"procedure": "permit", "reason": "Mengurus KTP"}
    return Draft(first=on, last=on, from_minute=since, until_minute=until, **(told | given))


@dataclass
class Desk:
    """A town with short ways to ask and to decide."""

    town: city.City

    def ask(self, draft: Draft | None = None, who: str = "ani", **rest: Any):
        return services.submit(by=self.town.who(who), draft=draft or leave(), **rest)

    def agree(self, filing_id: int, *, first: str = "budi", then: str = "citra") -> None:
        """Let the superior agree and the head sign."""
        self.town.decide(first, filing_id)
        (done,) = self.town.sign(then, self.town.pick(filing_id))
        assert done.ok, done.message

    def granted(self, draft: Draft | None = None, who: str = "ani", **names: str) -> AwayRequest:
        asked = self.ask(draft, who)
        self.agree(asked.filing_id, **names)
        return AwayRequest.objects.get(pk=asked.away_id)

    def balance(self, who: str = "ani", year: int = 2026) -> LeaveBalance:
        return LeaveBalance.objects.get(employee_id=self.town.people[who], year=year)


def opened() -> Desk:
    town = city.found()
    city.people.appoint(
        by=city.CLERK,
        employee_id=town.people["eka"],
        agency_id=town.agencies["SETDA"],
        kind="personnel",
        decree="SK-P",
        valid_from=city.NEW_YEAR,
    )
    return Desk(town)


@pytest.fixture
def desk(db, at) -> Desk:
    """Monday 5 October 2026, 08.00 WIB; Eka keeps the city's personnel records."""
    at(2026, 10, 5, 8, 0)
    return opened()


@pytest.fixture
def signing_desk(desk) -> Desk:
    """The same with certificates for those who sign."""
    city.give_certificates(desk.town, "citra", "sekda", "walikota")
    return desk
