"""Everyone sees who opened his or her data, when, and under what; nobody sees that of others."""

import pytest
from django.urls import reverse

from office.people import selectors as people
from tests.approval import city
from tests.disbursement.conftest import signed_in

MINE = reverse("inspection:mine")


@pytest.fixture
def town(treasury):
    return treasury.town


def month_of(town, key):
    return reverse("attendance:person_month", args=[people.person(town.people[key]).nip])


def seen(town, key):
    return signed_in(town, key).get(MINE).content.decode()


def test_nobody_has_read_yet(town):
    assert "Belum ada yang membuka data Anda" in seen(town, "ani")


def test_an_inspector_is_named_with_the_letter(town):
    assert signed_in(town, "fajar").get(month_of(town, "ani")).status_code == 200
    page = seen(town, "ani")
    assert people.person(town.people["fajar"]).name in page
    assert "Surat tugas ST-1/2026" in page
    assert "membuka kehadiran" in page


def test_a_superior_is_named_as_superior(town):
    assert signed_in(town, "budi").get(month_of(town, "ani")).status_code == 200
    assert "Atasan langsung" in seen(town, "ani")


def test_an_office_is_named_with_its_decree(town):
    from office.people import services

    services.appoint(
        by=city.CLERK,
        employee_id=town.people["eka"],
        agency_id=town.agencies["SETDA"],
        kind="personnel",
        decree="SK-PERSONALIA",
        valid_from=city.NEW_YEAR,
    )
    signed_in(town, "eka").get(reverse("people:person", args=[town.people["ani"]]))
    page = seen(town, "ani")
    assert "SK-PERSONALIA" in page
    assert "membuka halaman pegawai" in page


def test_a_refused_reading_is_none(town):
    assert signed_in(town, "gita").get(month_of(town, "ani")).status_code == 404
    assert "Belum ada yang membuka data Anda" in seen(town, "ani")


def test_readings_of_others_and_ones_own_are_not_shown(town):
    signed_in(town, "fajar").get(month_of(town, "budi"))
    signed_in(town, "ani").get(reverse("attendance:index"))
    assert "Belum ada yang membuka data Anda" in seen(town, "ani")
    assert "Surat tugas" in seen(town, "budi")
