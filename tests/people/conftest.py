"""A small office to act in: Dinas Satu with a head, two superiors and staff, and the mayor above."""

from dataclasses import dataclass, field
from datetime import date

import pytest

from office.audit.core import Actor
from office.people import services
from office.people.models import Account

CLI = Actor.system("cli")
START = date(2026, 1, 1)
DECREE = "821/1/2026"


@dataclass
class Office:
    """Ids of what stands in the office."""

    agency: int = 0
    other: int = 0
    posts: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)

    def hire(self, name: str, post: str = "", since: date = START) -> int:
        """Register a person and place him or her."""
        number = len(self.people) + 1
        self.people[name] = services.register_employee(
            by=CLI,
            nip=f"19900101201501{number % 2 + 1}{number:03d}",
            name=name,
            status="PNS",
            rank="III/a",
        )
        if post:
            services.assign(
                by=CLI,
                employee_id=self.people[name],
                position_id=self.posts[post],
                decree=DECREE,
                valid_from=since,
            )
        return self.people[name]

    def open(
        self, code: str, above: str = "", agency: int = 0, kind: str = "pelaksana", **more
    ) -> int:
        """Open a position."""
        self.posts[code] = services.open_position(
            by=CLI,
            agency_id=agency or self.agency,
            code=code,
            title=f"Jabatan {code}",
            kind=kind,
            job_class=more.pop("job_class", 7),
            decree=DECREE,
            valid_from=more.pop("since", START),
            reports_to_id=self.posts.get(above),
            **more,
        )
        return self.posts[code]

    def appoint(self, name: str, kind: str, agency: int = 0) -> None:
        """Appoint a person to an office of the agency."""
        services.appoint(
            by=CLI,
            employee_id=self.people[name],
            agency_id=agency or self.agency,
            kind=kind,
            decree=DECREE,
            valid_from=START,
        )

    def mandate(self, kind: str, post: str, name: str, first: date, last: date, **more) -> int:
        """Grant a mandate and return its id."""
        return services.grant_mandate(
            by=more.pop("by", CLI),
            kind=kind,
            position_id=self.posts[post],
            holder_id=self.people[name],
            decree=DECREE,
            valid_from=first,
            valid_until=last,
            **more,
        ).id

    def actor(self, name: str) -> Actor:
        """Return the actor of a person."""
        return Actor.person(self.people[name])


@pytest.fixture
def office(db, at) -> Office:
    """Walikota <- kepala (Citra) <- atasan (Budi) <- staf (Ani); Dedi in another section; Gita elsewhere. Set up on
    1 January 2026 by the one clock."""
    at(2026, 1, 1, 7, 0)
    place = Office()
    place.agency = services.create_agency(by=CLI, code="SATU", name="Dinas Satu")
    place.other = services.create_agency(by=CLI, code="DUA", name="Dinas Dua", zone="Asia/Jayapura")
    place.open("WALI", kind="kepala_daerah", job_class=0)
    place.open("KEPALA", "WALI", kind="jpt", job_class=14, is_head=True)
    place.open("ATASAN", "KEPALA", kind="administrator", job_class=11)
    place.open("STAF", "ATASAN")
    place.open("LAIN", "KEPALA", job_class=9)
    place.open("JAUH", agency=place.other)
    for name, post in [
        ("Ani", "STAF"),
        ("Budi", "ATASAN"),
        ("Citra", "KEPALA"),
        ("Dedi", "LAIN"),
        ("Gita", "JAUH"),
        ("Wali", "WALI"),
    ]:
        place.hire(name, post)
    return place


@pytest.fixture
def site(office, client, at):
    """A browser on the real addresses, on 6 October 2026; `enter(name)` signs a person in."""
    at(2026, 10, 6, 9, 0)

    def enter(name):
        account, _ = Account.objects.get_or_create(
            nip=f"{office.people[name]:018d}",
            defaults={"employee_id": office.people[name], "date_joined": "2026-01-01T00:00:00Z"},
        )
        client.force_login(account)
        return client

    client.enter = enter
    return client
