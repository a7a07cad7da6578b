"""The room's own pages: who opens them, what they show, and what Gita gets."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from office.people import selectors, services
from office.people.models import Employee, Mandate
from tests.people.conftest import CLI, DECREE
from tests.people.test_import import OFFICE, STAFF, csv


def test_personnel_see_everyone_and_an_operator_the_own_agency(site, office):
    office.appoint("Ani", "personnel")
    office.appoint("Gita", "agency_operator", office.other)
    everyone = site.enter("Ani").get("/personalia/").content.decode()
    assert all(name in everyone for name in ("Ani", "Budi", "Citra", "Gita"))
    own = site.enter("Gita").get("/personalia/").content.decode()
    assert "Jabatan JAUH" in own
    assert "Jabatan STAF" not in own


@pytest.mark.parametrize("name", ["Budi", "Citra", "Gita"])
@pytest.mark.parametrize(
    "address", ["/personalia/", "/personalia/impor/", "/personalia/impor/templat.csv"]
)
def test_without_an_appointment_the_roll_stays_closed(site, name, address):
    assert site.enter(name).get(address).status_code == 403


def test_a_person_of_another_agency_is_not_there_for_an_operator(site, office):
    office.appoint("Gita", "agency_operator", office.other)
    site.enter("Gita")
    assert site.get(f"/personalia/pegawai/{office.people['Ani']}/").status_code == 404
    assert site.get(f"/personalia/pegawai/{office.people['Gita']}/").status_code == 200


def test_a_person_shows_every_dated_row_corrected_ones_too(site, office):
    office.appoint("Ani", "personnel")
    office.mandate("plh", "ATASAN", "Dedi", date(2026, 10, 5), date(2026, 10, 9))
    services.end_service(
        by=CLI,
        employee_id=office.people["Dedi"],
        last_day=date(2026, 10, 7),
        reason="pindah",
        decree="821/8",
    )
    page = site.enter("Ani").get(f"/personalia/pegawai/{office.people['Dedi']}/").content.decode()
    assert "Plh. Jabatan ATASAN" in page
    assert page.count("Dikoreksi") == 2
    assert "7 Oktober 2026" in page


def test_the_roll_is_searched_by_name_and_nip(site, office):
    office.appoint("Ani", "personnel")
    site.enter("Ani")
    assert "Jabatan ATASAN" not in site.get("/personalia/?cari=Citra").content.decode()
    nip = selectors.person(office.people["Budi"]).nip
    assert "Jabatan ATASAN" in site.get(f"/personalia/?cari={nip[:8]}+{nip[8:14]}").content.decode()
    assert "Tidak ada yang cocok" in site.get("/personalia/?cari=tak+ada").content.decode()
    assert site.get("/personalia/?halaman=x&opd=y").status_code == 200


def test_the_roll_costs_the_same_for_six_and_for_forty_people(
    site, office, django_assert_max_num_queries
):
    office.appoint("Ani", "personnel")
    for number in range(34):
        office.open(f"X{number}", "KEPALA")
        office.hire(f"Orang {number}", f"X{number}")
    site.enter("Ani")
    with django_assert_max_num_queries(40):
        site.get("/personalia/")


def upload(site, payload):
    return site.post("/personalia/impor/", {"file": SimpleUploadedFile("pegawai.csv", payload)})


def test_a_file_is_looked_at_first_and_stored_once(site, office):
    office.appoint("Ani", "personnel")
    site.enter("Ani")
    preview = upload(site, csv(*OFFICE))
    assert preview.status_code == 200
    before = Employee.objects.count()
    ticket = re.search(r'name="ticket" value="([^"]+)"', preview.content.decode())[1]
    for _ in range(2):
        answer = site.post("/personalia/impor/simpan/", {"ticket": ticket, "key": "satu-kunci"})
        assert answer.status_code == 302
    assert Employee.objects.count() == before + 3


def test_wrong_lines_are_shown_and_nothing_can_be_stored(site, office):
    office.appoint("Ani", "personnel")
    site.enter("Ani")
    answer = upload(site, csv(STAFF | {"nip": "123"}, *OFFICE[1:]))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "NIP harus 18 angka" in page
    assert 'name="ticket"' not in page


@pytest.mark.parametrize("payload", [b"", b"%PDF-1.7 bukan daftar", b"PK\x03\x04 sobek"])
def test_a_file_that_is_no_list_gets_a_page_and_no_error(site, office, payload):
    office.appoint("Ani", "personnel")
    assert upload(site.enter("Ani"), payload).status_code in {200, 422}


def test_a_forged_ticket_stores_nothing(site, office):
    office.appoint("Ani", "personnel")
    before = Employee.objects.count()
    answer = site.enter("Ani").post("/personalia/impor/simpan/", {"ticket": "palsu"}, follow=True)
    assert "kedaluwarsa" in answer.content.decode()
    assert Employee.objects.count() == before


def grant(site, office, **change):
    given = {
        "position": office.posts["ATASAN"],
        "kind": "plh",
        "holder": office.people["Dedi"],
        "valid_from": "2026-10-06",
        "valid_until": "2026-10-09",
        "decree": DECREE,
        "key": "kunci-mandat",
    }
    return site.post("/personalia/mandat/", given | change)


def test_an_official_names_who_stands_in_and_takes_the_seat_back(site, office):
    site.enter("Budi")
    assert grant(site, office).status_code == 302
    page = site.get("/personalia/mandat/").content.decode()
    assert "Dedi" in page
    mandate = Mandate.objects.get(superseded_at=None)
    assert (
        site.post(f"/personalia/mandat/{mandate.pk}/akhiri/", {"key": "akhiri"}).status_code == 302
    )
    assert not Mandate.objects.filter(superseded_at=None).exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"valid_until": "2026-10-01"}, "mendahului"),
        ({"decree": ""}, "tidak boleh kosong"),
        ({"kind": "plt"}, "jabatan kosong"),
    ],
)
def test_a_mandate_that_does_not_fit_is_explained_at_the_place(site, office, change, message):
    answer = grant(site.enter("Budi"), office, **change)
    assert answer.status_code == 422
    assert message in answer.content.decode()


def test_a_holder_is_not_offered_the_own_seat_and_a_superior_cannot_give_it_either(site, office):
    refused = grant(site.enter("Budi"), office, holder=office.people["Budi"])
    assert refused.status_code == 422
    answer = grant(site.enter("Citra"), office, holder=office.people["Budi"])
    assert "jabatan sendiri" in answer.content.decode()


@pytest.mark.parametrize("name", ["Ani", "Dedi", "Gita"])
def test_a_stranger_grants_nothing_over_another_seat(site, office, name):
    grant(site.enter(name), office)
    assert not Mandate.objects.exists()


def test_a_stranger_ends_no_mandate_of_others(site, office):
    mandate = office.mandate("plh", "ATASAN", "Dedi", date(2026, 10, 6), date(2026, 10, 9))
    answer = site.enter("Gita").post(f"/personalia/mandat/{mandate}/akhiri/")
    assert answer.status_code == 404
    assert Mandate.objects.get(pk=mandate).superseded_at is None


def test_the_template_opens_in_a_spreadsheet(site, office):
    office.appoint("Ani", "personnel")
    answer = site.enter("Ani").get("/personalia/impor/templat.csv")
    assert answer.content.startswith("\ufeffnip;nama".encode())
