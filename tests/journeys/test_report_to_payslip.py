"""From a filed report to the payslip: Ani reports, Budi and Citra sign, Eka runs the month, Ani reads every rupiah."""

import pytest
from playwright.sync_api import Page

from performance.tpp.models import TppLine
from tests.approval.city import give_certificates
from tests.daily_report.test_evidence_files import PDF
from tests.journeys.looks import look
from tests.journeys.steps import (
    approve_one,
    assert_pdfsig_agrees,
    door,
    download,
    drain,
    run_month,
    sign_all,
    sign_one,
)
from tests.tpp.conftest import town

pytestmark = [pytest.mark.browser, pytest.mark.poppler, pytest.mark.django_db(transaction=True)]

__all__ = ["town"]

REPORTED = 300
"""Minutes Ani reports for 30 October: five hours."""


@pytest.fixture
def sign_in(town, open_page):
    return door(town, open_page)


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


def test_a_report_becomes_part_of_a_payslip_that_explains_every_rupiah(town, sign_in, tmp_path):
    give_certificates(town, "budi", "citra")
    ani = sign_in("ani")
    file_report(ani)
    sign_one(sign_in("budi"), "Laporan harian 30 Oktober 2026", picture="meja-keputusan")
    citra = sign_in("citra")
    sign_all(citra, picture="meja-tinjau")
    ani.reload()
    ani.get_by_text("Disetujui").first.wait_for()
    ani.get_by_role("link", name="Laporan Kinerja Harian").click()
    look(ani, "dokumen-laporan")
    assert_pdfsig_agrees(download(ani, "Unduh PDF", tmp_path / "laporan.pdf"), signatures=2)

    run_month(
        sign_in("eka"), "2026-10", "Dinas Komunikasi dan Informatika", picture="tpp-perhitungan"
    )
    approve_one(sign_in("dedi"), "TPP")
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
