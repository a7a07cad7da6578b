"""The public pages answer plainly and give nothing away; documents open for those who may read them."""

from contextlib import ExitStack
from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from office.archive import services as archive
from office.people.core import Viewer
from office.people.models import Account
from signing import rates, readers
from signing.models import Document
from signing.selectors import certificate_now, document

from .conftest import PASSPHRASE
from .forgeries import appended_revision, recased_gap


@pytest.fixture(autouse=True)
def _fresh_cache(db) -> None:
    cache.clear()


def upload(client, content: bytes, name: str = "laporan.pdf"):
    file = SimpleUploadedFile(name, content, content_type="application/pdf")
    return client.post(reverse("signing:verify"), {"file": file})


def login(client, employee_id: int, at) -> None:
    account, _made = Account.objects.get_or_create(
        employee_id=employee_id,
        nip=f"{employee_id:018d}",
        defaults={"date_joined": at(2026, 8, 3, 9, 0)},
    )
    client.force_login(account)


def test_an_archived_file_is_genuine_and_names_its_signers(client, signed):
    page = upload(client, archive.read(signed.sha256)).content.decode()
    assert "Asli dan utuh" in page
    assert "Budi Santoso, S.Kom." in page
    assert "Plh. Kepala Dinas Komunikasi dan Informatika" in page
    assert "Tidak tersertifikasi" in page
    assert reverse("signing:public_pdf", args=[signed.public_code]) in page


def test_a_changed_file_is_called_changed_and_why(client, signed):
    page = upload(client, appended_revision(archive.read(signed.sha256))).content.decode()
    assert "Berubah setelah ditandatangani" in page
    assert "Asli dan utuh" not in page
    assert "Ada " in page


def test_a_valid_file_that_is_not_the_archived_one_says_so(client, signed):
    page = upload(client, recased_gap(archive.read(signed.sha256))).content.decode()
    assert "tidak tercatat" in page
    assert "Asli dan utuh" not in page


def test_a_superseded_version_points_to_the_newest(client, prepare, budi, citra):
    prepared = prepare()
    first = budi.sign(prepared.document_id, "L1a").sha256
    citra.sign(prepared.document_id, "L2a")
    page = upload(client, archive.read(first)).content.decode()
    assert "Asli dan utuh" in page
    assert "versi yang lebih baru" in page


@pytest.mark.parametrize("content", [b"bukan pdf", b"%PDF-1.7 rusak"])
def test_what_is_no_pdf_cannot_be_checked_and_the_page_stands(client, office, content):
    response = upload(client, content)
    assert response.status_code == 200
    assert "Tidak dapat diperiksa" in response.content.decode()


def test_an_upload_without_file_says_so_at_its_place(client, office):
    response = client.post(reverse("signing:verify"), {})
    assert response.status_code == 422
    assert "Pilih berkas PDF" in response.content.decode()


def test_too_large_an_upload_is_refused_before_reading(client, office):
    response = upload(client, b"%PDF-1.7\n" + bytes(13 * 1024 * 1024))
    assert response.status_code == 422
    assert "12 MB" in response.content.decode()


def test_a_code_is_found_as_it_was_typed(client, signed):
    typed = f" {signed.public_code[:5].lower()}-{signed.public_code[5:]} "
    response = client.post(reverse("signing:verify"), {"code": typed})
    assert response.status_code == 302
    page = client.get(response.url).content.decode()
    assert "Asli dan utuh" in page
    assert reverse("signing:public_png", args=[signed.public_code, 1]) in page


def test_a_code_with_odd_signs_is_refused_at_its_place(client, office):
    response = client.post(reverse("signing:verify"), {"code": "../../etc"})
    assert response.status_code == 422
    assert "huruf dan angka" in response.content.decode()


def test_an_unknown_code_cannot_be_checked(client, office):
    response = client.get(reverse("signing:code", args=["ZZZZZZZZZZZZZ"]))
    assert response.status_code == 404
    assert "kode tidak dikenal" in response.content.decode()


def test_a_document_under_way_is_not_called_genuine(client, prepare):
    prepared = prepare()
    page = client.get(reverse("signing:code", args=[prepared.public_code])).content.decode()
    assert "Belum ditandatangani lengkap" in page
    assert "Asli dan utuh" not in page


def test_a_hurt_archive_is_never_called_genuine(client, signed):
    path = archive.path_of(signed.sha256)
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content[:-1] + b" ")
    page = client.get(reverse("signing:code", args=[signed.public_code])).content.decode()
    assert "Arsip rusak" in page
    assert "Asli dan utuh" not in page


def test_the_archived_copy_is_the_stored_bytes(client, signed):
    response = client.get(reverse("signing:public_pdf", args=[signed.public_code]))
    assert response["Content-Type"] == "application/pdf"
    assert response.content == archive.read(signed.sha256)
    image = client.get(reverse("signing:public_png", args=[signed.public_code, 1]))
    assert image.content.startswith(b"\x89PNG")
    assert (
        client.get(reverse("signing:public_png", args=[signed.public_code, 9])).status_code == 404
    )


def test_one_address_does_not_check_without_end(client, office):
    for _time in range(rates.UPLOADS_A_MINUTE):
        assert client.post(reverse("signing:verify"), {}).status_code == 422
    assert client.post(reverse("signing:verify"), {}).status_code == 429


def test_signers_read_a_document_and_gita_finds_nothing_even_as_inspector_without_letter(
    signed, office
):
    card = document(signed.id)
    assert readers.readable(Viewer(employee_id=office.budi), card)
    inspector = Viewer(employee_id=office.gita, kinds=frozenset({"inspector"}))
    assert not readers.readable(inspector, card)
    assert not readers.readable(Viewer(employee_id=office.gita), card)
    assert not readers.readable(Viewer(), card)


def test_rooms_that_know_of_the_filing_name_further_readers(signed, office, monkeypatch):
    monkeypatch.setitem(
        readers._readers,
        "filing",
        [lambda viewer, ref: (viewer.employee_id, ref) == (office.ani, "filing:7")],
    )
    assert readers.readable(Viewer(employee_id=office.ani), document(signed.id))
    assert not readers.readable(Viewer(employee_id=office.gita), document(signed.id))


def test_document_pages_are_404_for_strangers_and_login_for_visitors(client, signed, office, at):
    addresses = [
        reverse("signing:pdf", args=[signed.public_code]),
        reverse("signing:png", args=[signed.public_code, 1]),
        reverse("signing:document", args=[signed.public_code]),
    ]
    assert {client.get(address).status_code for address in addresses} == {302}
    login(client, office.gita, at)
    assert {client.get(address).status_code for address in addresses} == {404}
    login(client, office.budi, at)
    assert {client.get(address).status_code for address in addresses} == {200}


def test_a_person_makes_his_own_certificate(client, office, at):
    login(client, office.ani, at)
    address = reverse("signing:certificate")
    assert "belum memiliki sertifikat" in client.get(address).content.decode()
    account = Account.objects.get(employee_id=office.ani)
    account.set_password("kata-sandi-masuk")
    account.save()
    client.force_login(account)
    own = {"password": "kata-sandi-masuk"}
    refused = client.post(address, own | {"passphrase": PASSPHRASE, "again": "lain-lagi-123"})
    assert refused.status_code == 422
    assert "tidak sama" in refused.content.decode()
    short = client.post(address, own | {"passphrase": "pendek", "again": "pendek"})
    assert "12 karakter" in short.content.decode()
    assert certificate_now(office.ani) is None
    made = client.post(address, own | {"passphrase": PASSPHRASE, "again": PASSPHRASE})
    assert made.status_code == 302
    assert certificate_now(office.ani)
    assert PASSPHRASE not in client.get(address).content.decode()


def test_nothing_of_an_upload_is_kept(client, signed, settings):
    from pathlib import Path

    def kept():
        return {
            path
            for path in Path(settings.VAR_DIR).rglob("*")
            if path.is_file() and path.stat().st_size
        }

    before = kept()
    upload(client, BytesIO(b"%PDF-1.7 rahasia").read())
    assert kept() == before


def test_the_public_fills_no_more_than_its_places_whatever_the_addresses(client):
    with ExitStack() as others:
        for _ in range(rates.PUBLIC_CHILDREN):
            others.enter_context(rates.public_child())
        crowded = upload(client, b"%PDF-1.7 x")
        assert crowded.status_code == 503
        assert "Coba lagi beberapa detik lagi" in crowded.content.decode()
    assert upload(client, b"%PDF-1.7 x").status_code == 200


@pytest.mark.parametrize("code", ["sanction_decision", "tpp_list", "slip"])
def test_a_confidential_kind_is_valid_or_not_in_public_and_nothing_else(client, signed, code):
    Document.objects.filter(pk=signed.id).update(code=code)
    page = client.get(reverse("signing:code", args=[signed.public_code])).content.decode()
    assert "Asli dan utuh" in page
    assert "tidak ditampilkan kepada umum" in page
    assert "Budi Santoso" not in page
    assert signed.title not in page
    assert client.get(reverse("signing:public_pdf", args=[signed.public_code])).status_code == 404
    png = reverse("signing:public_png", args=[signed.public_code, 1])
    assert client.get(png).status_code == 404
