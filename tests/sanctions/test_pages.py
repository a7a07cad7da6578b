"""The pages of discipline: the superior works a case by plain forms, the accused reads, strangers find nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from performance.sanctions.models import Hearing, SanctionCase
from tests.approval import city
from tests.disbursement.conftest import signed_in
from workflows.approval.models import Step

HEARING = {
    "key": "k-1",
    "summoned_on": "2026-09-01",
    "held_on": "2026-09-10",
    "attended": "1",
    "statement": "Tidak masuk karena urusan keluarga.",
}


@pytest.fixture
def browser(court):
    return lambda key: signed_in(court.town, key)


@pytest.fixture
def address(case) -> str:
    return f"/sanksi/{case.public_id}/"


def test_the_superior_brings_a_case_to_the_ladder(browser, case, address):
    budi = browser("budi")
    page = budi.get(address).content.decode()
    assert "Batal bila diteruskan" in page
    assert "3 Agustus 2026" in page
    scan = SimpleUploadedFile("bap.pdf", b"%PDF-1.7 uji")
    assert budi.post(address + "periksa/", HEARING | {"minutes": scan}).status_code == 302
    assert "urusan keluarga" in budi.get(address).content.decode()
    minutes = budi.get(address + "berita-acara/1/")
    assert b"".join(minutes.streaming_content) == b"%PDF-1.7 uji"
    assert (
        budi.post(address + "usul/", {"propose-reason": "Terbukti.", "key": "k-2"}).status_code
        == 302
    )
    case.refresh_from_db()
    assert case.state == "proposed"
    assert (
        budi.post(address + "tarik/", {"withdraw-reason": "Salah.", "key": "k-3"}).status_code
        == 302
    )
    step = Step.objects.get(filing_id=case.filing_id)
    fragment = browser("citra").get(f"/sanksi/langkah/{step.pk}/").content.decode()
    assert "Teguran tertulis" in fragment
    assert "diperiksa 10 September 2026 oleh Budi" in fragment
    assert "urusan keluarga" in fragment


def test_faults_stand_at_their_place_and_nothing_is_stored(browser, case, address):
    budi = browser("budi")
    late = budi.post(address + "periksa/", HEARING | {"held_on": "2026-08-01"})
    assert (late.status_code, "mendahului panggilannya" in late.content.decode()) == (422, True)
    fake = SimpleUploadedFile("bap.pdf", b"MZ")
    assert (
        "bukan PDF" in budi.post(address + "periksa/", HEARING | {"minutes": fake}).content.decode()
    )
    assert budi.post(address + "periksa/", {}).status_code == 422
    early = budi.post(address + "usul/", {"propose-reason": "Terbukti."})
    assert (early.status_code, "Pasal 26" in early.content.decode()) == (422, True)
    assert budi.post(address + "hentikan/", {"drop-reason": ""}).status_code == 422
    assert (Hearing.objects.count(), SanctionCase.objects.get().state) == (0, "draft")


def test_a_case_is_dropped_with_its_reason(browser, case, address):
    assert (
        browser("budi").post(address + "hentikan/", {"drop-reason": "Ada surat."}).status_code
        == 302
    )
    assert "Ada surat." in browser("budi").get(address).content.decode()


def test_the_accused_reads_but_does_not_act(browser, case, address):
    ani = browser("ani")
    page = ani.get(address).content.decode()
    assert "Ajukan usul" not in page
    assert ani.post(address + "periksa/", HEARING).status_code == 403
    assert "Ani" in ani.get("/sanksi/").content.decode()


def test_a_stranger_finds_nothing(browser, case, address):
    gita = browser("gita")
    for rest in ("", "berita-acara/1/"):
        assert gita.get(address + rest).status_code == 404
    for rest in ("periksa/", "usul/", "hentikan/", "tarik/"):
        assert gita.post(address + rest, HEARING).status_code == 404
    assert "Tidak ada perkara" in gita.get("/sanksi/").content.decode()
    assert gita.post("/sanksi/hitung/").status_code == 403


def test_personnel_lets_the_machine_count(browser, court):
    city.people.appoint(
        by=city.CLERK, employee_id=court.town.people["eka"], agency_id=court.town.agencies["SETDA"],
        kind="personnel", decree="SK", valid_from=city.NEW_YEAR,
    )  # fmt: skip
    eka = browser("eka")
    assert eka.post("/sanksi/hitung/", {"key": "k-9"}, follow=True).status_code == 200
    assert "Ani" in eka.get("/sanksi/?keadaan=draft").content.decode()
