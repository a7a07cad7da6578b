"""From a request to paid-out money: Eka asks, Dedi checks, Citra signs the SPM, Gita the SP2D, and the line's bars move."""

import pytest
from playwright.sync_api import Page

from tests.approval.city import give_certificates
from tests.daily_report.test_evidence_files import PDF
from tests.disbursement.conftest import found
from tests.journeys.looks import look
from tests.journeys.steps import (
    approve_one,
    assert_pdfsig_agrees,
    door,
    download,
    error_at,
    open_from_desk,
    sign_one,
)
from workflows.approval.models import Decision
from workflows.disbursement.models import DisbursementRequest

pytestmark = [pytest.mark.browser, pytest.mark.poppler, pytest.mark.django_db(transaction=True)]

ASKED = 4_000_000
TITLE = "Pengadaan kertas"


@pytest.fixture
def treasury(db, at):
    """Monday 5 October 2026, 08.00 WIB: one line of Rp10.000.000, two who can sign."""
    at(2026, 10, 5, 8, 0)
    made = found()
    give_certificates(made.town, "citra", "gita")
    return made


@pytest.fixture
def sign_in(treasury, open_page):
    return door(treasury.town, open_page)


def fill(eka: Page, amount: str) -> None:
    eka.get_by_label("Jumlah").first.fill(amount)
    eka.locator("#id_pay-0-amount").fill(amount)


def attach(eka: Page, number: int, content: bytes) -> None:
    eka.locator(f"#paper-LS-{number}").set_input_files(
        {"name": f"berkas-{number}.pdf", "mimeType": "application/pdf", "buffer": content}
    )


def send(eka: Page) -> None:
    eka.get_by_role("button", name="Ajukan dan cadangkan dana").click()


def write_request(eka: Page) -> None:
    """Fill the form as a person does: the line's bars and the amount in words answer while typing."""
    eka.goto("/pencairan/")
    eka.get_by_role("link", name="Ajukan pencairan").click()
    eka.get_by_label("Jenis").select_option("LS")
    eka.locator("#id_line").select_option(index=1)
    eka.locator("#line .stackbar").wait_for()
    eka.get_by_label("Keperluan").fill(TITLE)
    eka.get_by_label("Nama pemilik rekening").fill("CV Maju")
    eka.get_by_label("Nomor rekening").fill("0011223344")


def assert_nothing_kept(treasury) -> None:
    assert DisbursementRequest.objects.count() == 0
    assert treasury.line() == (10_000_000, 0, 0)


def ask_wrongly(eka: Page, treasury) -> None:
    """More than the line holds, then a paper that is no PDF: each is told where it is, and nothing is kept."""
    fill(eka, "10.000.001")
    for number in range(3):
        attach(eka, number, PDF)
    send(eka)
    error_at(eka, "id_amount").get_by_text("melebihi sisa pos anggaran").wait_for()
    look(eka, "pencairan-melebihi-pagu")
    assert_nothing_kept(treasury)
    fill(eka, "4.000.000")
    attach(eka, 2, b"MZ ini bukan PDF")
    send(eka)
    eka.get_by_text("Kuitansi: bukan PDF, PNG, atau JPEG").wait_for()
    assert_nothing_kept(treasury)


def bars(page: Page) -> dict[str, str]:
    """Return the amounts beside the line's bar by their names."""
    legend = page.locator(".stackbar-legend").first
    return dict(
        zip(
            legend.locator("dt").all_inner_texts(),
            legend.locator("dd").all_inner_texts(),
            strict=True,
        )
    )


def refuse_wrong_passphrase(citra: Page) -> None:
    open_from_desk(citra, TITLE)
    citra.locator("input[name=passphrase]").fill("bukan frasa sandinya")
    citra.locator("button[form=setujui]").click()
    error_at(citra, "setujui-passphrase").get_by_text("Frasa sandi salah").wait_for()
    assert citra.locator("input[name=passphrase]").input_value() == ""
    assert not Decision.objects.filter(field="L2a").exists()


def test_a_request_becomes_a_signed_sp2d_and_moves_the_line(treasury, sign_in, tmp_path):
    eka = sign_in("eka")
    write_request(eka)
    ask_wrongly(eka, treasury)
    attach(eka, 2, PDF)
    send(eka)
    eka.get_by_text("Permintaan diajukan dan dananya dicadangkan").wait_for()
    address = eka.url
    assert bars(eka) == {
        "Terpakai": "Rp0",
        "Dicadangkan": "Rp4.000.000",
        "Sisa": "Rp6.000.000",
        "Pagu": "Rp10.000.000",
    }
    look(eka, "pencairan-diajukan")

    approve_one(sign_in("dedi"), TITLE)
    citra = sign_in("citra")
    refuse_wrong_passphrase(citra)
    sign_one(citra, TITLE, picture="meja-spm")
    assert treasury.line() == (10_000_000, ASKED, 0)
    sign_one(sign_in("gita"), TITLE)
    assert treasury.line() == (10_000_000, ASKED, ASKED)

    eka.goto(address)
    assert bars(eka) == {
        "Terpakai": "Rp4.000.000",
        "Dicadangkan": "Rp0",
        "Sisa": "Rp6.000.000",
        "Pagu": "Rp10.000.000",
    }
    look(eka, "pencairan-cair")
    for title in ("SPM", "SP2D"):
        eka.goto(address)
        eka.locator("aside a.row-main").filter(has_text=title).click()
        eka.get_by_text("Asli dan utuh").wait_for()
        paper = download(eka, "Salinan arsip (PDF)", tmp_path / f"{title}.pdf")
        assert_pdfsig_agrees(paper, signatures=1)
