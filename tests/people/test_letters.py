"""The page where a head of an inspectorate says who may read what, and for how long."""

from datetime import date

import pytest

from office.people.models import AssignmentLetter
from office.people.selectors import letters_held

ADDRESS = "/personalia/surat-tugas/"
GIVEN = {
    "number": "ST-7/2026",
    "first": "2026-08-01",
    "last": "2026-09-30",
    "valid_from": "2026-10-05",
    "valid_until": "2026-10-30",
    "key": "surat",
}


@pytest.fixture
def inspectorate(office, at):
    """Dinas Satu as an inspectorate on 5 October 2026: Citra heads it, Ani inspects."""
    at(2026, 10, 5, 7, 0)
    office.appoint("Ani", "inspector")
    return office


def issue(site, office, **changes):
    return site.post(
        ADDRESS, GIVEN | {"employee": office.people["Ani"], "agencies": [office.other]} | changes
    )


def test_the_head_issues_a_letter_and_ends_it(site, inspectorate):
    site.enter("Citra")
    assert "Belum ada surat tugas" in site.get(ADDRESS).content.decode()
    assert issue(site, inspectorate).status_code == 302
    (held,) = letters_held(inspectorate.people["Ani"], date(2026, 10, 5))
    assert held.agency_ids == {inspectorate.other}
    assert (held.first, held.last) == (date(2026, 8, 1), date(2026, 9, 30))
    page = site.get(ADDRESS).content.decode()
    assert "ST-7/2026 · Dinas Dua" in page
    assert "1 Agustus 2026" in page
    assert site.post(f"{ADDRESS}{held.letter_id}/akhiri/", {"key": "akhiri"}).status_code == 302
    assert letters_held(inspectorate.people["Ani"], date(2026, 10, 5)) == ()


def test_no_agency_chosen_is_the_whole_city(site, inspectorate):
    issue(site.enter("Citra"), inspectorate, agencies=[])
    assert letters_held(inspectorate.people["Ani"], date(2026, 10, 5))[0].is_city_wide
    assert "seluruh kota" in site.get(ADDRESS).content.decode()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"valid_until": "2026-10-01"}, "mendahului"),
        ({"last": "2026-07-01"}, "mendahului"),
        ({"number": " "}, "tidak boleh kosong"),
        ({"valid_until": ""}, "tidak boleh kosong"),
        ({"agencies": ["999999"]}, "pilihan yang valid"),
    ],
)
def test_a_letter_that_does_not_fit_is_explained_and_not_stored(
    site, inspectorate, changes, message
):
    answer = issue(site.enter("Citra"), inspectorate, **changes)
    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert not AssignmentLetter.objects.exists()


@pytest.mark.parametrize("name", ["Ani", "Budi", "Gita", "Wali"])
def test_nobody_but_the_head_of_inspectors_opens_the_page(site, inspectorate, name):
    site.enter(name)
    assert site.get(ADDRESS).status_code == 403
    assert issue(site, inspectorate).status_code == 403
    assert not AssignmentLetter.objects.exists()


def test_an_office_without_inspectors_has_no_such_page(site, office):
    assert site.enter("Citra").get(ADDRESS).status_code == 403


def test_a_head_who_inspects_is_not_offered_a_letter_of_his_own(site, inspectorate):
    inspectorate.appoint("Citra", "inspector")
    answer = issue(site.enter("Citra"), inspectorate, employee=inspectorate.people["Citra"])
    assert answer.status_code == 422
    assert not AssignmentLetter.objects.exists()


def test_a_letter_of_another_office_is_not_there_to_be_ended(site, inspectorate):
    inspectorate.open("KEPALA-DUA", "WALI", inspectorate.other, kind="jpt", is_head=True)
    inspectorate.hire("Hana", "KEPALA-DUA")
    inspectorate.appoint("Gita", "inspector", inspectorate.other)
    issue(site.enter("Citra"), inspectorate)
    letter = AssignmentLetter.objects.get()
    address = f"{ADDRESS}{letter.pk}/akhiri/"
    assert site.enter("Hana").post(address, {"key": "akhiri"}).status_code == 404
    assert AssignmentLetter.objects.get().superseded_at is None
    assert site.enter("Citra").post(address, {"key": "akhiri"}).status_code == 302
