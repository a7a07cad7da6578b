"""The inspector looks behind a case: person, story, trail, paper; a changed paper and a changed trail give themselves away."""

from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import Page

from office.audit import services as audit
from office.audit import sql
from office.audit.core import Secret
from office.audit.models import Event
from office.people.services import enrol_totp
from performance.sanctions.models import SanctionCase
from tests.approval import city
from tests.journeys.looks import look
from tests.journeys.steps import (
    assert_pdfsig_agrees,
    code_now,
    download,
    error_at,
    give_account,
    knock,
)
from tests.sanctions.conftest import case, court
from tests.signing.forgeries import appended_revision
from workflows.approval.models import Filing

pytestmark = [pytest.mark.browser, pytest.mark.poppler, pytest.mark.django_db(transaction=True)]

__all__ = ["case", "court"]

PDF = "application/pdf"


@pytest.fixture
def decided(court, case) -> SanctionCase:
    """Ani's reprimand: heard and proposed by Budi, signed by Citra; everything sealed."""
    cache.clear()  # uploads and tries are counted per minute and address
    city.give_certificates(court.town, "citra")
    court.hear(case)
    court.propose(case)
    (done,) = court.town.sign("citra", court.town.pick(Filing.objects.get().pk))
    assert done.ok, done.message
    case.refresh_from_db()
    audit.seal()
    return case


@pytest.fixture
def secret(court) -> Secret:
    """What Fajar's authenticator was given."""
    give_account(court.town.people["fajar"])
    return enrol_totp(by=city.CLERK, employee_id=court.town.people["fajar"])


def come_in(fajar: Page, employee_id: int, secret: Secret) -> None:
    """The password alone opens nothing, nor does a wrong code."""
    knock(fajar, employee_id)
    fajar.get_by_role("heading", name="Kode autentikator").wait_for()
    right = code_now(secret)
    fajar.locator("input[name=code]").fill("000000" if right != "000000" else "111111")
    fajar.get_by_role("button", name="Masuk").click()
    error_at(fajar, "id_code").get_by_text("Kode tidak cocok").wait_for()
    fajar.goto("/periksa/")
    fajar.get_by_role("heading", name="Kode autentikator").wait_for()
    fajar.locator("input[name=code]").fill(code_now(secret))
    fajar.get_by_role("button", name="Masuk").click()
    fajar.get_by_role("heading", name="Hari ini").wait_for()


def find_case(fajar: Page) -> None:
    """From a name to the person, from the person to the case's story."""
    fajar.goto("/periksa/")
    fajar.get_by_label("Cari pegawai, perkara, atau dokumen").fill("ani")
    fajar.get_by_role("button", name="Cari").click()
    fajar.locator("a.row-main", has_text="Ani").click()
    fajar.get_by_text("Pembacaan ini tercatat").wait_for()
    look(fajar, "periksa-pegawai")
    fajar.get_by_role("rowheader").get_by_role("link", name="Ani").click()
    fajar.get_by_role("heading", name="Teguran tertulis: Ani").wait_for()


def assert_story_told(fajar: Page) -> None:
    """The acts of the case stand in their order, with what they did to pay."""
    story = fajar.locator("ol.timeline").first.inner_text()
    acts = [
        "membuka usul perkara",
        "mencatat pemeriksaan",
        "mengusulkan keputusan",
        "tanda tangan disimpan",
        "menetapkan hukuman disiplin",
    ]
    places = [story.find(act) for act in acts]
    assert -1 not in places, story
    assert places == sorted(places), story
    fajar.get_by_text("Dipotong 30% mulai").wait_for()
    look(fajar, "periksa-perkara")


def ask_the_trail(fajar: Page) -> None:
    fajar.goto("/periksa/")
    fajar.get_by_role("button", name="Periksa seluruh jejak").click()
    fajar.get_by_role("heading", name="Jejak audit").wait_for()


def take_paper_home(fajar: Page, path: Path) -> Path:
    fajar.locator("aside a.row-main").first.click()
    fajar.get_by_text("Asli dan utuh").wait_for()
    look(fajar, "periksa-dokumen")
    return download(fajar, "Unduh PDF", path)


def show_publicly(page: Page, name: str, content: bytes) -> None:
    """Hand a file in on the page that is open to everybody."""
    page.goto("/verifikasi/")
    page.get_by_label("Berkas PDF").set_input_files(
        {"name": name, "mimeType": PDF, "buffer": content}
    )
    page.get_by_role("button", name="Periksa berkas").click()
    page.get_by_role("heading", name="Hasil pemeriksaan").wait_for()


def judge_paper(anybody: Page, paper: Path) -> None:
    """The paper is genuine; with something drawn over it it is not; what is no PDF cannot be judged."""
    assert_pdfsig_agrees(paper, signatures=1)
    show_publicly(anybody, "keputusan.pdf", paper.read_bytes())
    anybody.get_by_role("heading", name="Asli dan utuh").wait_for()
    anybody.get_by_text("Citra").first.wait_for()
    look(anybody, "verifikasi-asli")
    show_publicly(anybody, "diubah.pdf", appended_revision(paper.read_bytes()))
    anybody.get_by_role("heading", name="Berubah setelah ditandatangani").wait_for()
    assert anybody.get_by_text("Asli dan utuh").count() == 0
    look(anybody, "verifikasi-berubah")
    show_publicly(anybody, "bukan.pdf", b"MZ ini bukan PDF")
    anybody.get_by_role("heading", name="Tidak dapat diperiksa").wait_for()


def tamper(case: SanctionCase) -> Event:
    """Do what somebody with the database's password could do: rewrite the hearing in the trail."""
    event = Event.objects.get(act="sanctions.record_hearing", subject=case.ref)
    with sql.lifted():
        Event.objects.filter(pk=event.pk).update(
            body=event.body.replace('"attended":true', '"attended":false')
        )
    changed = Event.objects.get(pk=event.pk)
    assert changed.body != event.body
    return event


def test_the_inspector_finds_the_case_and_every_change_gives_itself_away(
    court, decided, secret, open_page, tmp_path
):
    fajar = open_page()
    come_in(fajar, court.town.people["fajar"], secret)
    find_case(fajar)
    assert_story_told(fajar)
    paper = take_paper_home(fajar, tmp_path / "keputusan.pdf")
    judge_paper(open_page(), paper)

    ask_the_trail(fajar)
    fajar.get_by_role("heading", name="Utuh", exact=True).wait_for()
    look(fajar, "periksa-jejak-utuh")
    event = tamper(decided)
    ask_the_trail(fajar)
    fajar.get_by_role("heading", name="Rusak", exact=True).wait_for()
    fajar.get_by_text(f"Catatan {event.pk} (sanctions.record_hearing").wait_for()
    fajar.get_by_text("tidak sama dengan segelnya").first.wait_for()
    look(fajar, "periksa-jejak-rusak")
