"""Our own look at a freshly signed file, independent of the code that signed it.

Old bytes are the beginning; exactly one new signature, in the expected field; its ByteRange covers the whole file but
its own value; digest and signature fit the expected certificate. Same rules for a file that another provider signed.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from django.utils.translation import gettext as _

from signing.core import CannotProduce
from signing.pades.cms import (
    CONTEXT_0,
    ID_MESSAGE_DIGEST,
    ID_SIGNED_DATA,
    ID_SIGNING_CERTIFICATE_V2,
)
from signing.pades.der import Element, NotDer, first

BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")
CLAIMED_TIME = re.compile(rb"/M\s*\(([^()]{16,40})\)")
SET_TAG = b"\x31"
OCTAL = re.compile(rb"\\([0-7]{3})")
PDF_DATE = re.compile(r"D:(\d{14})(?:Z|([+-]\d{2})'(\d{2})'?)")


@dataclass(frozen=True, slots=True)
class Inspected:
    """What the new signature says."""

    signed_at: datetime
    """Claimed signing time, aware."""
    sha256: str
    """Hash of the signed file, hex."""


def inspect(base: bytes, signed: bytes, certificate_pem: str, field: str) -> Inspected:
    """Return what the one new signature says; raises CannotProduce naming the rule that fails."""
    _ensure(signed.startswith(base), _("berkas lama bukan awal berkas baru"))
    added = signed[len(base) :]
    ranges = BYTE_RANGE.findall(added)
    _ensure(len(ranges) == 1, _("tidak tepat satu tanda tangan baru"))
    _ensure(b"/T (%s)" % field.encode() in added, _("kotak tanda tangan bukan yang diminta"))
    start, size, resume, rest = (int(value) for value in ranges[0])
    covers = start == 0 and len(base) <= size < resume and resume + rest == len(signed)
    _ensure(covers, _("tanda tangan tidak mencakup seluruh berkas"))
    gap = signed[size:resume]
    _ensure(gap[:1] == b"<" and gap[-1:] == b">", _("nilai tanda tangan tidak pada tempatnya"))
    digest = hashlib.sha256(memoryview(signed)[:size])
    digest.update(memoryview(signed)[resume:])
    _check_cms(bytes.fromhex(gap[1:-1].decode("ascii")), digest.digest(), certificate_pem)
    times = CLAIMED_TIME.findall(added)
    _ensure(len(times) == 1, _("waktu tanda tangan tidak tertulis"))
    return Inspected(_moment(times[0]), hashlib.sha256(signed).hexdigest())


def _check_cms(contents: bytes, digest: bytes, certificate_pem: str) -> None:
    certificate = x509.load_pem_x509_certificate(certificate_pem.encode())
    try:
        signer = _only_signer(contents)
        attributes = {
            oid.whole: values.parts() for oid, values in (one.parts() for one in signer[3].parts())
        }
        message_digest = attributes[ID_MESSAGE_DIGEST][0].value
        essence = attributes[ID_SIGNING_CERTIFICATE_V2][0].parts()[0].parts()[0].parts()[0].value
        signature = signer[5].value
    except (ValueError, KeyError, IndexError):
        raise _refusal(_("susunan tanda tangan rusak")) from None
    _ensure(message_digest == digest, _("hash dokumen tidak sama"))
    own = hashlib.sha256(certificate.public_bytes(Encoding.DER)).digest()
    _ensure(essence == own, _("sertifikat bukan milik penanda tangan"))
    _ensure(
        holds(certificate, signature, SET_TAG + signer[3].whole[1:]),
        _("nilai tanda tangan tidak cocok dengan sertifikat"),
    )


def _only_signer(contents: bytes) -> list[Element]:
    """Return the parts of the one SignerInfo: version, sid, digest, [0] attributes, algorithm, value (RFC 5652)."""
    content_type, wrapped = first(contents).parts()
    signed_data = wrapped.parts()[0].parts()
    (signer,) = signed_data[-1].parts()
    parts = signer.parts()
    if content_type.whole != ID_SIGNED_DATA or parts[3].tag != CONTEXT_0:
        raise NotDer("no signed data with signed attributes")
    return parts


def holds(certificate: x509.Certificate, signature: bytes, text: bytes) -> bool:
    """Return whether a raw signature over the SHA-256 of the text was made with the certificate's key."""
    public = certificate.public_key()
    try:
        if isinstance(public, ec.EllipticCurvePublicKey):
            public.verify(signature, text, ec.ECDSA(hashes.SHA256()))
        elif isinstance(public, rsa.RSAPublicKey):
            public.verify(signature, text, padding.PKCS1v15(), hashes.SHA256())
        else:
            return False
    except InvalidSignature:
        return False
    return True


def _moment(written: bytes) -> datetime:
    """Return a PDF date (ISO 32000-2, 7.9.4); writers may spell any character in octal."""
    text = OCTAL.sub(lambda match: bytes((int(match[1], 8),)), written).decode("ascii")
    parts = PDF_DATE.fullmatch(text)
    if parts is None:
        raise _refusal(_("waktu tanda tangan tidak tertulis"))
    zone = f"{parts[2]}{parts[3]}" if parts[2] else "+0000"
    return datetime.strptime(parts[1] + zone, "%Y%m%d%H%M%S%z").astimezone(UTC)


def _ensure(condition: bool, rule: str) -> None:  # noqa: FBT001  # a guard reads as a sentence
    if not condition:
        raise _refusal(rule)


def _refusal(rule: str) -> CannotProduce:
    message = _("Tanda tangan tidak disimpan: %s. Coba lagi; bila terulang, hubungi pengelola.")
    return CannotProduce(message % rule)
