"""The pages of disbursement: whole forms work without script, faults stand at their place, strangers find nothing."""

from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.disbursement.conftest import PAPERS
from workflows.disbursement.models import DisbursementRequest

PDF = b"%PDF-1.7 uji"
BASE = {
    "kind": "LS",
    "amount": "1.000.000",
    "purpose": "Pengadaan kertas",
    "pay-TOTAL_FORMS": "1",
    "pay-INITIAL_FORMS": "0",
    "pay-0-name": "CV Maju",
    "pay-0-account": "0011223344",
    "pay-0-bank": "BPD",
    "pay-0-amount": "1000000",
}


def form(treasury, **changes) -> dict:
    files = {f"paper-LS-{n}": SimpleUploadedFile(f"{n}.pdf", PDF) for n in range(len(PAPERS))}
    return {"key": "kunci-1", **BASE, "line": treasury.line_id, **files} | changes


@pytest.fixture
def eka(treasury, browser):
    return browser("eka")


def test_a_request_made_on_the_page_is_on_its_way(treasury, eka):
    answer = eka.post("/pencairan/baru/", form(treasury))
    request = DisbursementRequest.objects.get()
    assert (answer.status_code, request.state, request.papers.count()) == (302, "running", 3)
    page = eka.get(answer.url).content.decode()
    assert "Rp1.000.000" in page
    assert "Satu juta rupiah" in page
    assert "CV Maju" in page


def test_sending_the_form_twice_asks_once(treasury, eka):
    first = eka.post("/pencairan/baru/", form(treasury))
    second = eka.post("/pencairan/baru/", form(treasury))
    assert (first.url, DisbursementRequest.objects.count()) == (second.url, 1)


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"amount": "10.000.001", "pay-0-amount": "10.000.001"}, "melebihi sisa pos anggaran"),
        ({"amount": "1,5"}, "Isi rupiah bulat"),
        ({"amount": "abc"}, "Isi rupiah bulat"),
        ({"pay-0-amount": "999.999"}, "tidak sama dengan jumlah permintaan"),
        ({"pay-0-account": "12x"}, "nomor rekening hanya berisi angka"),
        ({"paper-LS-0": ""}, "Dokumen pendukung belum ada"),
        ({"paper-LS-0": SimpleUploadedFile("a.pdf", b"MZ bukan pdf")}, "bukan PDF, PNG, atau JPEG"),
    ],
)
def test_a_fault_is_told_and_nothing_is_stored(treasury, eka, changes, text):
    answer = eka.post("/pencairan/baru/", form(treasury, **changes))
    assert answer.status_code == 422
    assert text in answer.content.decode()
    assert (DisbursementRequest.objects.count(), treasury.line()[1]) == (0, 0)


def test_papers_survive_a_refused_form(treasury, eka):
    answer = eka.post("/pencairan/baru/", form(treasury, amount="2.000.000"))
    rows = {row["name"]: row["token"] for row in answer.context["papers"] if row["token"]}
    assert len(rows) == 3
    kept = {f"{name}-kept": token for name, token in rows.items()}
    again = {name: value for name, value in form(treasury).items() if not name.startswith("paper-")}
    assert eka.post("/pencairan/baru/", again | kept).status_code == 302


def test_a_paper_of_somebody_else_cannot_be_claimed(treasury, eka, browser):
    answer = eka.post("/pencairan/baru/", form(treasury, amount="2.000.000"))
    token = next(row["token"] for row in answer.context["papers"] if row["token"])
    from workflows.disbursement.forms import opened_paper

    assert opened_paper(token, treasury.town.people["eka"])
    assert opened_paper(token, treasury.town.people["ani"]) is None
    assert opened_paper(token[:-2] + "xx", treasury.town.people["eka"]) is None


def test_one_more_payee_is_asked_for_without_checking(treasury, eka):
    page = eka.post("/pencairan/baru/", form(treasury, amount="", more="1"))
    assert page.status_code == 200
    assert 'name="pay-1-name"' in page.content.decode()


def test_words_and_line_are_told_while_typing(treasury, eka):
    assert (
        "Satu juta rupiah"
        in eka.get("/pencairan/baru/terbilang/?amount=1.000.000").content.decode()
    )
    assert eka.get("/pencairan/baru/terbilang/?amount=%3Cscript%3E").content.strip() == b""
    assert (
        "Rp10.000.000" in eka.get(f"/pencairan/baru/pos/?line={treasury.line_id}").content.decode()
    )
    assert eka.get("/pencairan/baru/pos/?line=99").content.strip() == b""


def test_the_board_shows_each_request_at_its_step(treasury, eka, browser):
    outcome = treasury.ask()
    assert "Diperiksa PPK-SKPD" in eka.get("/pencairan/").content.decode()
    treasury.check(outcome.filing_id)
    page = browser("citra").get("/pencairan/")
    column = next(c for c in page.context["columns"] if c.rows)
    assert column.title.startswith("SPM ditandatangani")
    assert [row.card.request_id for row in column.rows] == [outcome.request_id]


def test_mending_a_returned_request(treasury, eka):
    outcome = treasury.ask()
    treasury.check(outcome.filing_id, choice="return", note="Jumlah salah.")
    address = f"/pencairan/{outcome.public_id}/perbaiki/"
    assert "Jumlah salah." in eka.get(f"/pencairan/{outcome.public_id}/").content.decode()
    assert "CV Maju" in eka.get(address).content.decode()
    typed = {name: value for name, value in BASE.items() if name != "kind"} | {"key": "kunci-9"}
    answer = eka.post(
        address, typed | {"pay-INITIAL_FORMS": "1", "amount": "500.000", "pay-0-amount": "500.000"}
    )
    assert (answer.status_code, treasury.line()[1]) == (302, 500_000)


def test_withdrawing_needs_a_reason(treasury, eka):
    outcome = treasury.ask()
    address = f"/pencairan/{outcome.public_id}/tarik/"
    assert eka.post(address, {"reason": ""}).status_code == 422
    assert eka.post(address, {"reason": "Salah"}).status_code == 302
    assert treasury.state(outcome.request_id) == "draft"


def test_the_bank_file_is_for_who_pays_and_each_download_is_an_event(signing_treasury, browser):
    from office.audit import selectors as audit

    treasury = signing_treasury
    outcome = treasury.ask(payments=[{"name": "=1+1", "account": "0011", "amount": 1_000_000}])
    treasury.release(outcome)
    address = f"/pencairan/{outcome.public_id}/bank/"
    assert browser("citra").post(address).status_code == 403
    answer = browser("eka").post(address)
    assert answer["Content-Type"].startswith("text/csv")
    assert "attachment" in unquote(answer["Content-Disposition"])
    assert b"'=1+1" in answer.content
    acts = [
        event.act for event in audit.events_about([f"disbursement_request:{outcome.request_id}"])
    ]
    assert acts.count("disbursement.download_bank_file") == 1


def test_account_numbers_are_whole_for_finance_only(treasury, browser):
    outcome = treasury.ask()
    address = f"/pencairan/{outcome.public_id}/"
    assert "0011223344" in browser("dedi").get(address).content.decode()
    inspector = browser("fajar").get(address).content.decode()
    assert "0011223344" not in inspector
    assert "******3344" in inspector


@pytest.mark.parametrize("who", ["ani", "budi"])
def test_a_stranger_finds_nothing(treasury, browser, who):
    outcome = treasury.ask()
    sha256 = treasury.papers()[0]["sha256"]
    there = browser(who)
    base = f"/pencairan/{outcome.public_id}/"
    assert [there.get(base + rest).status_code for rest in ("", f"dokumen/{sha256}/")] == [404, 404]
    step = treasury.town.open_step(outcome.filing_id)
    assert there.get(f"/pencairan/langkah/{step.pk}/").status_code == 404
    assert "Kuitansi" in browser("dedi").get(f"/pencairan/langkah/{step.pk}/").content.decode()
    assert browser("dedi").get(f"/sanksi/langkah/{step.pk}/").content == b""
    assert [
        there.post(base + rest, {"reason": "x"}).status_code for rest in ("bank/", "tarik/")
    ] in (
        [404, 403],
        [404, 404],
    )
    assert there.get("/pencairan/baru/").status_code == 403
    assert there.get("/pencairan/anggaran/impor/").status_code == 403


def test_a_paper_is_handed_out_as_a_file(treasury, eka):
    outcome = treasury.ask()
    sha256 = treasury.papers()[0]["sha256"]
    answer = eka.get(f"/pencairan/{outcome.public_id}/dokumen/{sha256}/")
    assert (answer["Content-Type"], b"".join(answer.streaming_content)) == ("application/pdf", PDF)
    assert eka.get(f"/pencairan/{outcome.public_id}/dokumen/{'0' * 64}/").status_code == 404


def test_bud_imports_a_budget_on_the_page(treasury, browser):
    gita = browser("gita")
    rows = b"kode_opd,tahun,kode_rekening,uraian,pagu,dpa\nKOMINFO,2026,5.9,Pemeliharaan,5000000,DPA/2\n"
    seen = gita.post(
        "/pencairan/anggaran/impor/", {"file": SimpleUploadedFile("a.csv", rows), "check": "1"}
    )
    assert "1 pos baru" in seen.content.decode()
    done = gita.post(
        "/pencairan/anggaran/impor/",
        {"file": SimpleUploadedFile("a.csv", rows), "store": "1", "key": "k-1"},
    )
    assert done.status_code == 302
    assert "Pemeliharaan" in gita.get("/pencairan/anggaran/").content.decode()
    bad = rows + b"TIADA,2026,5.8,Lain,1,D\n"
    answer = gita.post(
        "/pencairan/anggaran/impor/", {"file": SimpleUploadedFile("a.csv", bad), "store": "1"}
    )
    assert "Baris 3" in answer.content.decode()
