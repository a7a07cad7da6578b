"""An inspector reads what a letter of assignment names, while it is in force, and is told why not otherwise."""

from datetime import date

import pytest
from django.urls import reverse

from office.audit.models import Event
from office.people import selectors as people
from office.people import services
from office.people.models import AssignmentLetter
from office.people.problems import NoSuchPlace, NotDated, NotYoursToManage
from performance.inspection.selectors import search
from tests.approval import city
from tests.disbursement.conftest import signed_in

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def town(treasury):
    """The town hall without any letter."""
    AssignmentLetter.objects.all().delete()
    return treasury.town


def pages(town, released):
    ani = town.people["ani"]
    nip = people.person(ani).nip
    return {
        "person": reverse("inspection:person", args=[ani]),
        "story": reverse("inspection:case", args=[f"disbursement_request:{released.request_id}"]),
        "attendance": reverse("attendance:person_month", args=[nip]) + "?bulan=2026-09",
    }


@pytest.mark.parametrize("page", ["person", "story", "attendance"])
@pytest.mark.parametrize(
    ("letter", "status", "said"),
    [
        ({}, 200, ""),
        ({"agencies": ("KOMINFO",)}, 200, ""),
        ({"agencies": ("SETDA",)}, 403, "ST-9/2026 mencakup Sekretariat Daerah"),
        ({"year": 2025}, 403, "1 Januari 2025 sampai 31 Desember 2025"),
        (None, 403, "tidak memegang surat tugas"),
    ],
    ids=["city", "agency", "other agency", "other year", "none"],
)
def test_a_letter_opens_its_agencies_and_period_and_nothing_else(
    town, released, page, letter, status, said
):
    if letter is not None:
        given = dict(letter)
        city.issue_letter(
            town, *given.pop("agencies", ()), number="ST-9/2026", year=given.pop("year", 2026)
        )
    before = Event.objects.count()
    answer = signed_in(town, "fajar").get(pages(town, released)[page])
    assert answer.status_code == status
    assert said in answer.content.decode()
    # what was refused was not read, and what was read stands under its letter
    read = Event.objects.order_by("id")[before:]
    assert [event.acting_for for event in read if "read" in event.act] == (
        ["Surat tugas ST-9/2026"] if status == 200 else []
    )


def test_a_letter_that_ended_opens_nothing(town, released, at):
    letter = city.issue_letter(town)
    assert signed_in(town, "fajar").get(pages(town, released)["person"]).status_code == 200
    services.end_letter(by=city.CLERK, letter_id=letter)
    assert signed_in(town, "fajar").get(pages(town, released)["person"]).status_code == 403


def test_a_letter_without_the_office_opens_nothing(town, released):
    city.issue_letter(town)
    from office.people.models import Appointment

    services.end_appointment(
        by=city.CLERK,
        appointment_id=Appointment.objects.get(kind="inspector").pk,
        last_day=date(2026, 9, 1),
        decree="SK-AKHIR",
    )
    assert signed_in(town, "fajar").get(pages(town, released)["person"]).status_code == 403


def test_a_search_finds_only_whom_the_letter_covers(town):
    city.issue_letter(town, "SETDA")
    name = people.person(town.people["ani"]).name
    assert search(name, people.viewer(town.who("fajar"))).people == ()
    city.issue_letter(town, "KOMINFO")
    assert search(name, people.viewer(town.who("fajar"))).people


def test_the_room_shows_the_letters_in_force(town):
    page = signed_in(town, "fajar").get(reverse("inspection:index")).content.decode()
    assert "Tidak ada surat tugas yang berlaku" in page
    city.issue_letter(town)
    page = signed_in(town, "fajar").get(reverse("inspection:index")).content.decode()
    assert "ST-1/2026" in page


@pytest.mark.parametrize(
    ("who", "key", "problem"),
    [
        ("fajar", "fajar", NotYoursToManage),
        ("citra", "fajar", NotYoursToManage),
        (None, "ani", NotDated),
    ],
)
def test_letters_are_issued_to_inspectors_by_the_head_of_their_office(town, who, key, problem):
    with pytest.raises(problem):
        services.issue_letter(
            by=town.who(who) if who else city.CLERK,
            employee_id=town.people[key],
            number="ST-2",
            agency_ids=[],
            period=YEAR,
            valid=YEAR,
        )


def test_a_letter_names_agencies_that_exist(town):
    with pytest.raises(NoSuchPlace):
        services.issue_letter(
            by=city.CLERK,
            employee_id=town.people["fajar"],
            number="ST-2",
            agency_ids=[10**6],
            period=YEAR,
            valid=YEAR,
        )
