"""The CMS of a PAdES B-B signature, written directly in DER: everything but digest and signature is constant.

RFC 5652 (SignedData), RFC 5035 (signing-certificate-v2), ETSI EN 319 142-1. A differential test holds it against
pyHanko's own signer; nothing here is about PDF.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

SEQUENCE, SET, OCTETS, INTEGER, CONTEXT_0 = 0x30, 0x31, 0x04, 0x02, 0xA0
ID_DATA = bytes.fromhex("06092a864886f70d010701")
ID_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
ID_CONTENT_TYPE = bytes.fromhex("06092a864886f70d010903")
ID_MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904")
ID_SIGNING_CERTIFICATE_V2 = bytes.fromhex("060b2a864886f70d010910022f")
SHA256 = bytes.fromhex("300b0609608648016503040201")
ECDSA_WITH_SHA256 = bytes.fromhex("300a06082a8648ce3d040302")
RSA_WITH_SHA256 = bytes.fromhex("300d06092a864886f70d01010b0500")
VERSION_1 = bytes.fromhex("020101")
DIRECTORY_NAME = 0xA4


def tlv(tag: int, value: bytes) -> bytes:
    """Return one DER element: tag, definite length, value."""
    size = len(value)
    if size < 0x80:
        return bytes((tag, size)) + value
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + value


@dataclass(frozen=True, slots=True)
class CmsFrame:
    """The parts of a signature that are the same for every document of one signer."""

    certificates: bytes
    """[0] IMPLICIT set of the signer's certificate and its chain."""
    signer: bytes
    """SignerInfo up to its digest algorithm."""
    algorithm: bytes
    """Signature algorithm identifier."""
    content_type: bytes
    """Signed attribute content-type."""
    signing_certificate: bytes
    """Signed attribute signing-certificate-v2."""


def frame(chain: Sequence[x509.Certificate]) -> CmsFrame:
    """Return the constant parts for a signer whose certificate comes first in the chain."""
    return _frame(tuple(certificate.public_bytes(Encoding.DER) for certificate in chain))


@lru_cache(maxsize=512)
def _frame(ders: tuple[bytes, ...]) -> CmsFrame:
    own = x509.load_der_x509_certificate(ders[0])
    issuer = own.issuer.public_bytes()
    serial = tlv(INTEGER, _integer(own.serial_number))
    issuer_serial = tlv(SEQUENCE, tlv(SEQUENCE, tlv(DIRECTORY_NAME, issuer)) + serial)
    essence = tlv(SEQUENCE, tlv(OCTETS, hashlib.sha256(ders[0]).digest()) + issuer_serial)
    return CmsFrame(
        certificates=tlv(CONTEXT_0, b"".join(sorted(ders))),
        signer=VERSION_1 + tlv(SEQUENCE, issuer + serial) + SHA256,
        algorithm=ECDSA_WITH_SHA256 if "EC" in type(own.public_key()).__name__ else RSA_WITH_SHA256,
        content_type=_attribute(ID_CONTENT_TYPE, ID_DATA),
        signing_certificate=_attribute(
            ID_SIGNING_CERTIFICATE_V2, tlv(SEQUENCE, tlv(SEQUENCE, essence))
        ),
    )


def signed_data(
    chain: Sequence[x509.Certificate], digest: bytes, sign: Callable[[bytes], bytes]
) -> bytes:
    """Return the DER ContentInfo over a document's SHA-256 digest.

    `sign` gets the DER of the signed attributes and returns the raw signature over its SHA-256.
    """
    parts = frame(chain)
    attributes = b"".join(
        sorted(
            (
                parts.content_type,
                parts.signing_certificate,
                _attribute(ID_MESSAGE_DIGEST, tlv(OCTETS, digest)),
            )
        )
    )
    signature = sign(tlv(SET, attributes))
    signer_info = tlv(
        SEQUENCE,
        parts.signer + tlv(CONTEXT_0, attributes) + parts.algorithm + tlv(OCTETS, signature),
    )
    body = (
        VERSION_1
        + tlv(SET, SHA256)
        + tlv(SEQUENCE, ID_DATA)
        + parts.certificates
        + tlv(SET, signer_info)
    )
    return tlv(SEQUENCE, ID_SIGNED_DATA + tlv(CONTEXT_0, tlv(SEQUENCE, body)))


def _attribute(oid: bytes, value: bytes) -> bytes:
    return tlv(SEQUENCE, oid + tlv(SET, value))


def _integer(number: int) -> bytes:
    return number.to_bytes(number.bit_length() // 8 + 1, "big")
