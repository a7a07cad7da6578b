"""From a filed report to the payslip: Ani reports, Budi and Citra sign, Eka runs the month, Ani reads every rupiah."""

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page

from office.audit.core import Actor, Secret
from office.jobs.services import run_due
from office.people import selectors as people
from office.people.services import create_account
from performance.tpp.models import TppLine
from tests.approval.city import PASSPHRASE, give_certificates
from tests.daily_report.test_evidence_files import PDF
from tests.journeys.looks import look
from tests.tpp.conftest import town

pytestmark = [pytest.mark.browser, pytest.mark.poppler, pytest.mark.django_db(transaction=True)]

__all__ = ["town"]

PASSWORD = "kata-sandi-uji-2026"
REPORTED = 300
"""Minutes Ani reports for 30 October: five hours."""


@pytest.fixture
def sign_in(town, open_page):
    """Return `sign_in("ani")`: a page of a person who came in by NIP and password."""

    def enter(key: str) -> Page:
        employee_id = town.people[key]
        create_account(by=Actor.system("test"), employee_id=employee_id, password=Secret(PASSWORD))
        page = open_page()
        page.goto("/")
        page.locator("input[name=login]").fill(people.person(employee_id).nip)
        page.locator("input[name=password]").fill(PASSWORD)
        page.get_by_role("button", name="Masuk").click()
        page.get_by_role("heading", name="Hari ini").wait_for()
        return page

    return enter


def drain() -> None:
    """Do every due job, as the worker does."""
    while run_due():
        pass


def file_report(ani: Page) -> None:
    ani.goto("/?hari=2026-10-30")
    ani.get_by_label("Mulai").fill("07:30")
    ani.get_by_label("Selesai").fill("12:30")
    ani.get_by_label("Kegiatan", exact=True).fill("Memulihkan basis data perizinan")
    ani.get_by_label("Hasil").fill("Basis data pulih")
    ani.get_by_label("Bukti").set_input_files(
        {"name": "pulih.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    ani.get_by_text("Tidak ada temuan").wait_for()
    ani.get_by_role("button", name="Tambahkan").click()
    ani.get_by_text("Kegiatan ditambahkan").wait_for()
    look(ani, "hari-ini-konsep")
    ani.get_by_role("button", name="Ajukan laporan").click()
    ani.get_by_text("Dipegang Budi").wait_for()
    look(ani, "laporan-diajukan")


def sign_one(page: Page, title: str) -> None:
    """Open a document from the desk, read it and sign it."""
    page.goto("/meja/")
    page.locator("a.row-main", has_text=title).click()
    page.locator("input[name=passphrase]").fill(PASSPHRASE)
    look(page, "meja-keputusan")
    page.locator("button[form=setujui]").click()
    page.get_by_role("heading", name="Meja kerja").wait_for()


def sign_all(page: Page) -> None:
    """Pick everything on the desk and sign it under one consent."""
    page.goto("/meja/")
    page.get_by_label("Pilih semua di halaman ini").check()
    page.get_by_role("button", name="Tinjau dan tanda tangani").click()
    for box in page.locator("input[name=read]").all():
        box.check()
    page.locator("input[name=passphrase]").fill(PASSPHRASE)
    look(page, "meja-tinjau")
    page.locator("button[form=tandatangani]").click()
    page.get_by_text("berkas selesai").wait_for()


def assert_signed_twice(ani: Page, folder: Path) -> None:
    """Download the report's paper; pdfsig, which knows nothing of us, finds two good signatures."""
    ani.reload()
    ani.get_by_text("Disetujui").first.wait_for()
    ani.get_by_role("link", name="Laporan Kinerja Harian").click()
    look(ani, "dokumen-laporan")
    with ani.expect_download() as waiting:
        ani.get_by_role("link", name="Unduh PDF").click()
    paper = folder / "laporan.pdf"
    waiting.value.save_as(paper)
    told = subprocess.run(
        ["pdfsig", "-nocert", str(paper)], capture_output=True, text=True, check=False
    ).stdout
    assert told.count("Signature is Valid.") == 2, told


def run_month(eka: Page) -> None:
    eka.goto("/tpp/perhitungan/")
    eka.get_by_label("Bulan").select_option("2026-10")
    eka.get_by_label("Perangkat Daerah").select_option(label="Dinas Komunikasi dan Informatika")
    eka.get_by_role("button", name="Hitung").click()
    eka.get_by_text("Pegawai dihitung").wait_for()
    drain()
    eka.reload()
    look(eka, "tpp-perhitungan")
    eka.get_by_role("button", name="Ajukan untuk ditandatangani").click()
    eka.get_by_text("Daftar TPP diajukan").wait_for()


def check_list(dedi: Page) -> None:
    """The verifier's level signs nothing: one button."""
    dedi.goto("/meja/")
    dedi.locator("a.row-main", has_text="TPP").click()
    dedi.locator("button[form=setujui]").click()
    dedi.get_by_role("heading", name="Meja kerja").wait_for()


def test_a_report_becomes_part_of_a_payslip_that_explains_every_rupiah(town, sign_in, tmp_path):
    give_certificates(town, "budi", "citra")
    ani = sign_in("ani")
    file_report(ani)
    sign_one(sign_in("budi"), "Laporan harian 30 Oktober 2026")
    citra = sign_in("citra")
    sign_all(citra)
    assert_signed_twice(ani, tmp_path)

    run_month(sign_in("eka"))
    check_list(sign_in("dedi"))
    sign_all(citra)
    drain()

    line = TppLine.objects.get(employee_id=town.people["ani"])
    assert line.approved_minutes == REPORTED
    ani.goto("/tpp/2026-10/")
    ani.get_by_text("Ditetapkan").first.wait_for()
    paid = f"Rp{line.net_rupiah:,}".replace(",", ".")
    assert paid in ani.locator("main").inner_text()
    ani.get_by_text("Waktu kerja efektif yang belum terpenuhi").click()
    ani.get_by_text(f"Menit kerja disetujui yang dihitung: {REPORTED} dari").wait_for()
    look(ani, "tpp-saya")
