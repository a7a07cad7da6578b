"""What others say of our files: pyHanko's own signer, pdfsig, openssl, qpdf's rules of structure."""

import asyncio
import hashlib
import re
import subprocess

import pytest
from asn1crypto import cms, keys, x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from office.archive import services as archive
from signing.keys import authority_certificate
from signing.keys.authority import certify
from signing.pades.cms import signed_data, tlv
from signing.pades.der import NotDer, first

BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")


@pytest.fixture
def pair(office, at):
    """A key and its certificate chain."""
    key = ec.generate_private_key(ec.SECP256R1())
    own = certify(
        name="Budi Santoso, S.Kom.",
        nip="198001012005011002",
        public_key=key.public_key(),
        serial=0x80FFEE,
        at=at(2026, 8, 3, 8, 0),
    )
    return key, (own, authority_certificate())


def stock(key: ec.EllipticCurvePrivateKey, chain, digest: bytes) -> cms.ContentInfo:
    """The same signature by pyHanko's own signer."""
    certificates = [x509.Certificate.load(one.public_bytes(Encoding.DER)) for one in chain]
    store = SimpleCertificateStore()
    store.register_multiple(certificates)
    pkcs8 = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    signer = SimpleSigner(certificates[0], keys.PrivateKeyInfo.load(pkcs8), store)
    return asyncio.run(signer.async_sign(digest, "sha256", use_pades=True))


def test_our_cms_equals_the_stock_signers_in_every_part_but_the_signature(pair):
    key, chain = pair
    digest = hashlib.sha256(b"dokumen").digest()
    ours = cms.ContentInfo.load(
        signed_data(chain, digest, lambda t: key.sign(t, ec.ECDSA(hashes.SHA256())))
    )
    theirs = stock(key, chain, digest)
    mine, other = ours["content"], theirs["content"]
    for part in ("version", "encap_content_info"):
        assert mine[part].dump() == other[part].dump(), part
    assert {c.dump() for c in mine["certificates"]} == {c.dump() for c in other["certificates"]}
    me, they = mine["signer_infos"][0], other["signer_infos"][0]
    for part in ("version", "sid", "signature_algorithm"):
        assert me[part].dump() == they[part].dump(), part
    # RFC 5754, 2: SHA-2 identifiers are written without parameters; pyHanko writes NULL, readers accept both
    algorithms = {one["digest_algorithm"]["algorithm"].native for one in (me, they)}
    assert algorithms == {"sha256"} == {a["algorithm"].native for a in mine["digest_algorithms"]}
    assert {a.dump() for a in me["signed_attrs"]} == {a.dump() for a in they["signed_attrs"]}
    key.public_key().verify(
        me["signature"].native, b"\x31" + me["signed_attrs"].dump()[1:], ec.ECDSA(hashes.SHA256())
    )


def test_our_cms_is_canonical_der(pair):
    key, chain = pair
    written = signed_data(chain, bytes(32), lambda t: key.sign(t, ec.ECDSA(hashes.SHA256())))
    assert cms.ContentInfo.load(written, strict=True).dump(force=True) == written


@pytest.mark.poppler
def test_pdfsig_calls_both_signatures_valid(signed, tmp_path):
    path = tmp_path / "signed.pdf"
    path.write_bytes(archive.read(signed.sha256))
    said = subprocess.run(["pdfsig", path], check=True, capture_output=True).stdout.decode()
    assert said.count("Signature Validation: Signature is Valid.") == 2
    assert "Total document signed" in said
    assert said.count("ETSI.CAdES.detached") == 2


@pytest.mark.poppler
def test_openssl_verifies_both_signatures_over_their_ranges(signed, tmp_path):
    pdf = archive.read(signed.sha256)
    root = tmp_path / "root.pem"
    root.write_bytes(authority_certificate().public_bytes(Encoding.PEM))
    ranges = [[int(part) for part in found] for found in BYTE_RANGE.findall(pdf)]
    assert len(ranges) == 2
    for start, size, resume, rest in ranges:
        value, covered = tmp_path / "value.der", tmp_path / "covered"
        value.write_bytes(bytes.fromhex(pdf[start + size + 1 : resume - 1].decode()))
        covered.write_bytes(pdf[start : start + size] + pdf[resume : resume + rest])
        command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", value]
        command += ["-content", covered, "-CAfile", root, "-purpose", "any", "-no_check_time"]
        done = subprocess.run([*command, "-out", "/dev/null"], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr


@pytest.mark.poppler
def test_a_plh_signs_under_own_name_with_the_formula(signed, tmp_path):
    path = tmp_path / "signed.pdf"
    path.write_bytes(archive.read(signed.sha256))
    text = subprocess.run(
        ["pdftotext", "-layout", path, "-"], check=True, capture_output=True
    ).stdout.decode()
    assert "Plh. Kepala Dinas Komunikasi dan Informatika" in text
    assert "Citra Lestari, S.Kom." in text
    assert "Penata (III/c)" in text
    assert "3 Agustus 2026, 08.0" in text


@pytest.mark.poppler
def test_nobodys_name_is_drawn_before_that_person_signs(prepare, tmp_path):
    path = tmp_path / "prepared.pdf"
    path.write_bytes(archive.read(prepare().sha256))
    text = subprocess.run(
        ["pdftotext", "-layout", path, "-"], check=True, capture_output=True
    ).stdout.decode()
    assert "Budi" not in text
    assert "Citra" not in text
    assert "Kepala Dinas Komunikasi dan Informatika" in text


def test_the_first_certifies_and_the_last_locks(signed):
    pdf = archive.read(signed.sha256)
    assert len(re.findall(rb"/TransformMethod\s*/DocMDP", pdf)) == 1
    assert re.search(rb"/TransformMethod\s*/DocMDP.{0,120}/P 2", pdf, re.DOTALL)
    assert len(re.findall(rb"/TransformMethod\s*/FieldMDP", pdf)) == 1
    assert re.search(rb"/Action\s*/All.{0,60}/P 1", pdf, re.DOTALL)


@pytest.mark.parametrize(
    "broken",
    [b"", b"\x30", b"\x30\x80\x00\x00", b"\x30\x85" + bytes(9), b"\x30\x05\x01", b"\x1f\x01\x00"],
)
def test_what_is_no_der_is_refused(broken):
    with pytest.raises(NotDer):
        first(broken)


def test_der_is_read_as_it_stands():
    body = tlv(0x30, tlv(0x04, b"a" * 200) + tlv(0x02, b"\x05"))
    element = first(body + b"\x00\x00")
    assert element.whole == body
    assert [part.value for part in element.parts()] == [b"a" * 200, b"\x05"]
