"""A verdict is plain, names the failing rule, and never accepts a forged file."""

import hashlib
import json
import random
import zlib
from io import BytesIO, StringIO

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.management import CommandError, call_command
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from office.archive import services as archive
from office.audit import clock
from signing import keys, services
from signing.core import FieldSpec
from signing.documents.render import seal_pdf
from signing.keys.authority import certify
from signing.models import Certificate
from signing.pades.sign import SignJob, sign_pdf
from signing.validation.child import verdict
from signing.validation.verify import is_stored, roots, verify
from tests.proofs import count

from .forgeries import BYTE_RANGE, FAMILIES, recased_gap

FIELDS_OPEN = [
    FieldSpec("L1a", "supervisor", "Kabid"),
    FieldSpec("L1b", "supervisor", "Sekretaris"),
]
FIELDS_LOCK = [FieldSpec("L2a", "head", "Kepala", locks=True)]
SEAL = (
    ("formula", ""),
    ("seat_title", "Kepala"),
    ("own_title", ""),
    ("name", "Palsu"),
    ("rank", ""),
    ("nip", ""),
    ("time", "sekarang"),
)


def test_our_own_file_is_valid_and_stored(signed):
    verdict = verify(archive.read(signed.sha256))
    assert (verdict.verdict, verdict.stored, verdict.profile) == ("valid", True, "PAdES-B-B")
    assert verdict.reasons == ()
    assert [one.field for one in verdict.signatures] == ["L1a", "L2a"]
    assert [one.covers for one in verdict.signatures] == ["revision", "file"]
    assert all(one.intact and one.valid and one.trusted for one in verdict.signatures)
    assert not any(one.certified for one in verdict.signatures)


def test_the_file_before_the_second_signature_is_valid_too(prepare, budi):
    card = budi.sign(prepare().document_id, "L1a")
    verdict = verify(archive.read(card.sha256))
    assert (verdict.verdict, len(verdict.signatures)) == ("valid", 1)


def test_bytes_behind_an_unsigned_file_do_not_make_it_changed_after_signing(prepare):
    content = archive.read(prepare().sha256) + b"\r\nDikirim lewat surel dinas"
    assert verify(content).verdict == "unsigned"


def test_a_prepared_document_is_unsigned(prepare):
    verdict = verify(archive.read(prepare().sha256))
    assert (verdict.verdict, verdict.stored) == ("unsigned", True)


@pytest.mark.parametrize("family", FAMILIES)
def test_forged_files_are_refused(signed, family):
    genuine = archive.read(signed.sha256)
    forged = FAMILIES[family](genuine)
    assert forged != genuine
    verdict = verify(forged)
    assert verdict.verdict in {"changed", "invalid", "unreadable", "unsigned"}
    assert verdict.stored is False
    assert verdict.reasons


def test_a_play_with_the_gap_is_never_the_stored_document(signed):
    verdict = verify(recased_gap(archive.read(signed.sha256)))
    assert verdict.stored is False
    assert "tidak sama persis" in verdict.reasons[0]


def _with_text_field(pdf: bytes, shown: bytes) -> bytes:
    """Add a text field before the first signature, or exchange what it shows after."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    form = writer.root["/AcroForm"]
    fields = [form["/Fields"][index] for index in range(len(form["/Fields"]))]
    present = [field for field in fields if field["/FT"] == "/Tx"]
    field = present[0] if present else generic.DictionaryObject({pdf_name("/FT"): pdf_name("/Tx")})
    drawing = generic.StreamObject(
        {
            pdf_name("/Type"): pdf_name("/XObject"),
            pdf_name("/Subtype"): pdf_name("/Form"),
            pdf_name("/BBox"): generic.ArrayObject(
                [generic.NumberObject(n) for n in (0, 0, 300, 40)]
            ),
        },
        stream_data=shown,
    )
    field[pdf_name("/V")] = generic.pdf_string(shown.decode())
    field[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(drawing)})
    if present:
        writer.update_container(field)
    else:
        field[pdf_name("/T")] = generic.pdf_string("jumlah")
        field[pdf_name("/Type")] = pdf_name("/Annot")
        field[pdf_name("/Subtype")] = pdf_name("/Widget")
        field[pdf_name("/F")] = generic.NumberObject(4)
        field[pdf_name("/Rect")] = generic.ArrayObject(
            [generic.NumberObject(n) for n in (60, 300, 360, 340)]
        )
        page, _resources = writer.find_page_for_modification(0)
        field[pdf_name("/P")] = page
        reference = writer.add_object(field)
        form["/Fields"].append(reference)
        page.get_object()["/Annots"].append(reference)
        writer.update_container(form["/Fields"])
        writer.mark_update(page)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_form_value_that_hides_what_was_signed_is_a_change(prepare, budi):
    """Shadow replacement: pyHanko's default policy calls it form filling and lets it pass."""
    base = archive.read(prepare().sha256)
    key = budi.key()
    job = SignJob(
        pdf=_with_text_field(base, b"Rp1.000"),
        field="L1a",
        certify=True,
        locks=False,
        signed_at=keys.authority_certificate().not_valid_before_utc.replace(
            year=2026, month=8, day=3
        ),
        name="Budi",
        reason="uji",
        seal_pdf=seal_pdf(SEAL),
    )
    signed = sign_pdf(job, key.chain, key.sign)
    assert verify(signed).verdict == "valid"
    assert verify(_with_text_field(signed, b"Rp9.000")).verdict == "changed"


def test_a_third_signature_after_the_lock_is_a_change(prepare, budi, gita):
    """The last signature locks: whoever signs on top of it makes the file a changed one."""
    prepared = prepare(fields=[*FIELDS_OPEN, *FIELDS_LOCK])
    card = budi.sign(prepared.document_id, "L1a")
    key = gita.key()
    now = card.signatures[0].signed_at

    def job(pdf: bytes, field: str, *, locks: bool) -> bytes:
        return sign_pdf(
            SignJob(pdf, field, False, locks, now, "Gita", "uji", seal_pdf(SEAL)),
            key.chain,
            key.sign,
        )

    locked = job(archive.read(card.sha256), "L2a", locks=True)
    assert verify(locked).verdict == "valid"
    assert verify(job(locked, "L1b", locks=False)).verdict == "changed"


def test_a_stranger_authority_is_not_trusted_unless_named(prepare, budi, settings, tmp_path):
    own = roots()[0]
    card = budi.sign(prepare().document_id, "L1a")
    pdf = archive.read(card.sha256)
    settings.VAR_DIR = tmp_path / "another installation"
    assert verify(pdf).verdict == "indeterminate"
    assert "Penerbit" in verify(pdf).reasons[0]
    assert verify(pdf, trust=[own]).verdict == "valid"
    settings.TRUST_DIR = tmp_path / "trust"
    settings.TRUST_DIR.mkdir()
    (settings.TRUST_DIR / "city.pem").write_text(own)
    assert verify(pdf).verdict == "valid"


def test_a_lookalike_certificate_of_another_authority_is_not_trusted(
    prepare, budi, settings, tmp_path
):
    """Same names, same serial: only the chain to our root counts."""
    prepared = prepare()
    row = Certificate.objects.get(employee_id=budi.employee_id)
    home = settings.VAR_DIR
    settings.VAR_DIR = tmp_path / "forger"
    key = ec.generate_private_key(ec.SECP256R1())
    lookalike = certify(
        name=row.subject,
        nip="",
        public_key=key.public_key(),
        serial=int(row.serial, 16),
        at=row.not_before,
    )
    chain = (lookalike, keys.authority_certificate())
    settings.VAR_DIR = home
    job = SignJob(
        archive.read(prepared.sha256),
        "L1a",
        True,
        False,
        row.not_before,
        "Budi",
        "uji",
        seal_pdf(SEAL),
    )
    forged = sign_pdf(job, chain, lambda text: key.sign(text, ec.ECDSA(hashes.SHA256())))
    assert verify(forged).verdict == "indeterminate"


def test_a_certificate_revoked_before_the_signing_time_makes_it_uncertain(prepare, budi, at):
    card = budi.sign(prepare().document_id, "L1a")
    pdf = archive.read(card.sha256)
    at(2026, 8, 4, 8, 0)
    row = Certificate.objects.get(employee_id=budi.employee_id)
    services.revoke_certificate(by=budi.by, certificate_id=row.pk, reason="hilang")
    assert verify(pdf).verdict == "valid"
    at(2026, 8, 2, 8, 0)
    Certificate.objects.filter(pk=row.pk).update(revoked_at=row.not_before)
    assert verify(pdf).verdict == "indeterminate"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7",
        b"%PDF-1.7\n%%EOF\n",
        b"bukan pdf sama sekali",
        b"PK\x03\x04" + bytes(200),
        b"%PDF-1.7\nstartxref\n9\n%%EOF",
        b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF",
        b"%PDF-" + b"[" * 50_000,
    ],
)
def test_what_is_no_pdf_gets_a_plain_verdict(office, content):
    verdict = verify(content)
    assert verdict.verdict == "unreadable"
    assert verdict.reasons[0]


def test_every_cut_of_a_signed_file_gets_a_plain_verdict(signed):
    pdf = archive.read(signed.sha256)
    for share in (0.1, 0.5, 0.8, 0.97):
        assert verify(pdf[: int(len(pdf) * share)]).verdict != "valid"


def test_an_encrypted_file_is_not_called_forged(office):
    import pikepdf

    out = BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(out, encryption=pikepdf.Encryption(user="a", owner="b"))
    verdict = verify(out.getvalue())
    assert verdict.verdict == "unreadable"
    assert "sandi" in verdict.reasons[0]


def test_too_large_a_file_is_not_parsed(office):
    verdict = verify(b"%PDF-1.7\n" + bytes(13 * 1024 * 1024))
    assert verdict.verdict == "unreadable"
    assert "12 MB" in verdict.reasons[0]


def run_command(*arguments: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("verify_pdf", *arguments, stdout=out)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_the_command_prints_the_promised_shape_and_exit_codes(signed, tmp_path):
    good, bad = tmp_path / "baik.pdf", tmp_path / "buruk.pdf"
    good.write_bytes(archive.read(signed.sha256))
    bad.write_bytes(good.read_bytes() + b"x")
    code, text = run_command(str(good), "--json")
    assert code == 0
    entry = json.loads(text)[0]
    assert {"file", "verdict", "stored", "profile", "signatures", "reasons"} <= set(entry)
    assert (entry["verdict"], entry["stored"]) == ("valid", True)
    code, text = run_command(str(good), str(bad))
    assert code == 1
    assert [line.split("\t")[1] for line in text.splitlines()] == ["valid", "changed"]


def test_the_command_says_in_one_line_what_was_wrong_with_the_call(signed, tmp_path):
    with pytest.raises(CommandError, match=r"tidak-ada\.pdf") as caught:
        run_command(str(tmp_path / "tidak-ada.pdf"))
    assert caught.value.returncode == 2
    text = tmp_path / "bukan.pem"
    text.write_text("bukan sertifikat")
    with pytest.raises(CommandError, match=r"bukan\.pem") as caught:
        run_command(str(text), "--trust", str(text))
    assert caught.value.returncode == 2


def test_a_bomb_is_stopped_at_the_childs_limit(office):
    packed = zlib.compress(bytes(400 * 1024 * 1024), 9)
    head = b"%PDF-1.7\n"
    bomb = head + (
        b"1 0 obj\n<</Type/XRef/Size 100000000/W[1 4 2]/Root 2 0 R/Filter/FlateDecode/Length %d>>\nstream\n"
        b"%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % (len(packed), packed, len(head))
    )
    verdict = verify(bomb)
    assert verdict.verdict == "unreadable"
    assert verdict.reasons[0]


@pytest.mark.proof
@pytest.mark.same_everywhere
@pytest.mark.parametrize("part", range(count(full=8)))
def test_no_single_flipped_bit_is_accepted_as_the_stored_document(signed, proof, part):
    """Bits outside the values break the signature; bits inside never give the stored document (reliability.md B1)."""
    genuine = archive.read(signed.sha256)
    gaps = [[int(part) for part in found.split()] for found in BYTE_RANGE.findall(genuine)]
    args = {"roots": roots(), "moment": clock.now().isoformat()}
    dice = random.Random(20261121 + part)
    for _flip in proof.rounds(2_500, small=60):
        at = dice.randrange(len(genuine))
        flipped = genuine[:at] + bytes((genuine[at] ^ 1 << dice.randrange(8),)) + genuine[at + 1 :]
        in_gap = any(size <= at < resume for _zero, size, resume, _rest in gaps)
        assert not is_stored(hashlib.sha256(flipped).hexdigest())
        assert in_gap or _word(flipped, args) != "valid", at


def _word(pdf: bytes, args: dict) -> str:
    """The child's word, in this process for speed; whatever breaks there is a refusal, as in the child."""
    try:
        return verdict(pdf, args)["verdict"]
    except Exception as problem:  # noqa: BLE001  # the child's own door does the same
        return type(problem).__name__
