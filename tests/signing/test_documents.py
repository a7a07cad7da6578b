"""Papers are the same bytes every time, PDF/A in form, and print exactly what was given."""

import re
import subprocess

import pytest

from office.archive import services as archive
from signing.core import DOCUMENT_TITLES, BadContent, FieldSpec
from signing.core.merkle import challenge, merkle_root
from signing.documents.prepare import prepared_bytes
from signing.documents.render import Paper, pages_png, render, seal_pdf
from signing.models import Document

from .conftest import CONTENT, FIELDS

PAPER = Paper("daily_report", "", "K7QF2M9XWB4TZ", "http://localhost:8000/v/K7QF2M9XWB4TZ")


def text_of(pdf: bytes, tmp_path) -> str:
    path = tmp_path / "text.pdf"
    path.write_bytes(pdf)
    out = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True)
    return out.stdout.decode()


@pytest.mark.parametrize("code", DOCUMENT_TITLES)
def test_rendering_twice_gives_the_same_bytes(code):
    paper = Paper(code, "0001/X/KOMINFO/2026", PAPER.public_code, PAPER.verify_url)
    assert prepared_bytes(paper, CONTENT, FIELDS) == prepared_bytes(
        paper, dict(CONTENT), list(FIELDS)
    )


def test_a_stored_document_can_be_rendered_again_to_its_hash(prepare):
    row = Document.objects.get(pk=prepare().document_id)
    paper = Paper(row.code, row.number, row.public_code, row.verify_url)
    again = prepared_bytes(paper, row.content, [FieldSpec(**spec) for spec in row.fields])
    assert archive.put(again) == row.files.get(n=0).sha256


def test_every_field_has_its_box_inside_its_page():
    fields = [FieldSpec(f"L{n}a", "head", f"Pejabat {n}", locks=n == 6) for n in range(1, 7)]
    rendered = render(PAPER, CONTENT, fields)
    assert [box.name for box in rendered.boxes] == [field.name for field in fields]
    for box in rendered.boxes:
        assert 0 < box.x < box.x + box.width < 596
        assert 0 < box.y < box.y + box.height < 842


def test_a_long_list_runs_over_pages_and_ends_with_its_boxes():
    rows = [["07.30", f"Kegiatan {n}", "5"] for n in range(200)]
    rendered = render(PAPER, CONTENT | {"rows": rows}, FIELDS)
    assert {box.page for box in rendered.boxes} == {max(box.page for box in rendered.boxes)}
    assert rendered.boxes[0].page >= 2


def test_the_file_claims_pdf_a_and_embeds_our_fonts_only():
    pdf = prepared_bytes(PAPER, CONTENT, FIELDS)
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    names = set(re.findall(rb"/FontName\s*/[A-Z]{6}\+([\w-]+)", pdf))
    assert names
    assert all(name.startswith((b"PlusJakartaSans", b"LibertinusSerif")) for name in names)
    assert b"/JavaScript" not in pdf


def test_an_update_begins_on_a_line_of_its_own():
    """PDF/A-2, 6.1.9: typst ends its file without a newline."""
    pdf = prepared_bytes(PAPER, CONTENT, FIELDS)
    assert re.search(rb"%%EOF\n\d+ 0 obj", pdf)


def test_the_pages_as_images_show_signatures_only_once_made():
    seal = {"formula": "Plh.", "seat_title": "Kepala", "own_title": "", "name": "Dedi"}
    seal |= {"rank": "", "nip": "", "time": "kini"}
    plain = pages_png(PAPER, CONTENT, FIELDS, {})
    assert plain == pages_png(PAPER, CONTENT, FIELDS, {})
    assert plain != pages_png(PAPER, CONTENT, FIELDS, {"L1a": seal})
    assert plain[0].startswith(b"\x89PNG")


def test_the_merkle_root_names_the_set_and_not_its_order():
    hashes = [f"{n:064x}" for n in range(7)]
    assert merkle_root(hashes) == merkle_root(reversed(hashes))
    assert merkle_root(hashes) != merkle_root(hashes[:-1])


@pytest.mark.parametrize("change", ["signer", "seat", "n", "root", "nonce", "expires_at"])
def test_the_challenge_depends_on_everything_it_authorises(change):
    from datetime import UTC, datetime, timedelta

    given = {
        "signer": "employee:1",
        "seat": "position:2",
        "n": 3,
        "root": "00" * 32,
        "nonce": "ab",
        "expires_at": datetime(2026, 8, 3, tzinfo=UTC),
    }
    other = {"n": 4, "expires_at": given["expires_at"] + timedelta(seconds=1)}.get(change, "other")
    assert challenge(**given) != challenge(**(given | {change: other}))


@pytest.mark.poppler
def test_texts_are_data_and_never_markup(tmp_path):
    odd = '#panic("x") $x$ *tebal* @ref <l> \\ " \' &amp; =1+1'
    content = CONTENT | {"facts": [["Catatan", odd]], "rows": [["07.30", odd, "5"]], "notes": [odd]}
    text = text_of(render(PAPER, content, FIELDS).pdf, tmp_path)
    assert '#panic("x") $x$ *tebal* @ref' in text


@pytest.mark.parametrize("odd", ["日本", "😀", "\u202etxt.exe", "\x00", "\x1b[31m", "\ud800"])
def test_what_our_fonts_cannot_print_is_named_and_refused(prepare, odd):
    with pytest.raises(BadContent, match=r"tidak dapat dicetak.*U\+"):
        prepare(content=CONTENT | {"notes": [f"Catatan {odd}"]})


@pytest.mark.parametrize(
    "usual", ["Rp1.000 – “kutip” … ½ é ñ ™ € ✓ → ≤", "baris\nbaru", "nol\u200blebar", "Αθήνα"]
)
def test_usual_typography_is_printed(prepare, usual):
    assert prepare(content=CONTENT | {"notes": [usual]}).sha256


@pytest.mark.poppler
def test_everything_given_is_printed(tmp_path):
    content = CONTENT | {
        "title": "Judul Sendiri",
        "about": "perihal khusus",
        "opening": ["Kalimat pembuka."],
        "closing": ["Kalimat penutup."],
    }
    text = text_of(render(PAPER, content, FIELDS).pdf, tmp_path)
    for word in (
        "PEMERINTAH KOTA CONTOH",
        "JUDUL SENDIRI",
        "PERIHAL KHUSUS",
        "Kalimat pembuka.",
        "Kalimat penutup.",
        "Rapat #anggaran",
        "270",
        "3 Agustus 2026",
        "Kepala Bidang Aplikasi Informatika",
        PAPER.public_code,
    ):
        assert word in text, word


@pytest.mark.poppler
def test_a_decision_prints_its_reasons_and_its_orders(tmp_path):
    content = {key: CONTENT[key] for key in ("agency", "date", "place")} | {
        "considering": ["bahwa ada alasan;"],
        "recalling": ["PP 94 Tahun 2021;"],
        "deciding": ["Menjatuhkan teguran tertulis.", "Berlaku sejak ditetapkan."],
    }
    paper = Paper("sanction_decision", "0001/KEP/X/2026", PAPER.public_code, PAPER.verify_url)
    text = text_of(render(paper, content, FIELDS).pdf, tmp_path)
    for word in ("Menimbang", "Mengingat", "MEMUTUSKAN", "KESATU", "KEDUA", "0001/KEP/X/2026"):
        assert word in text, word


@pytest.mark.poppler
def test_the_appearance_names_formula_seat_person_and_time(tmp_path):
    lines = (
        ("formula", "a.n."),
        ("seat_title", "Kepala Dinas Kesehatan"),
        ("own_title", "Sekretaris Dinas"),
        ("name", "Dr. Dedi Kurniawan, M.M."),
        ("rank", "Pembina (IV/a)"),
        ("nip", "19700101 199503 1 001"),
        ("time", "3 Agustus 2026, 07.30 WIB"),
    )
    text = text_of(seal_pdf(lines), tmp_path)
    for word in (
        "a.n. Kepala Dinas Kesehatan",
        "Sekretaris Dinas",
        "Dedi",
        "IV/a",
        "NIP",
        "07.30 WIB",
    ):
        assert word in text, word
