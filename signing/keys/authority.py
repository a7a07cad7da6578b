"""This installation's own test certificate authority. Its certificates are not certified (PP 71/2019, pasal 60)."""

import contextlib
import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
)
from cryptography.x509.oid import NameOID
from django.conf import settings

from office.archive.services import flush_folder
from office.audit import clock
from office.audit.locking import locked, opened

AUTHORITY_NAME = "CA Uji E-Performance (tidak tersertifikasi)"
AUTHORITY_YEARS = timedelta(days=20 * 365)
BEFORE_FIRST_USE = timedelta(days=365)
PERSON_YEARS = timedelta(days=2 * 365)
"""Life of a person's certificate, as BSrE's (domain.md 6.1)."""
CLOCK_SKEW = timedelta(minutes=5)
DOCUMENT_SIGNING = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")
"""id-kp-documentSigning, RFC 9336."""


@dataclass(frozen=True, slots=True, repr=False)
class Authority:
    """The authority's certificate and key; never leaves this module but for its certificate."""

    certificate: x509.Certificate
    """Self-signed, P-256."""
    key: ec.EllipticCurvePrivateKey
    """Its private key."""


def authority_certificate() -> x509.Certificate:
    """Return the authority's own certificate, made on first use: the root that our verification trusts.

    Its key stays closed: verification goes on where nobody can open it.
    """
    return _certificate(_file())


def certify(
    *, name: str, nip: str, public_key: ec.EllipticCurvePublicKey, serial: int, at: datetime
) -> x509.Certificate:
    """Return a signing certificate for a person, valid two years from `at`."""
    authority = _authority()
    issuer_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key())
    return (
        x509.CertificateBuilder()
        .subject_name(_person_name(name, nip))
        .issuer_name(authority.certificate.subject)
        .public_key(public_key)
        .serial_number(serial)
        .not_valid_before(at - CLOCK_SKEW)
        .not_valid_after(at + PERSON_YEARS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([DOCUMENT_SIGNING]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
        .add_extension(issuer_key, critical=False)
        .sign(authority.key, hashes.SHA256())
    )


def _person_name(name: str, nip: str) -> x509.Name:
    parts = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
        x509.NameAttribute(NameOID.COMMON_NAME, name[:64]),
    ]
    if nip:
        parts.append(x509.NameAttribute(NameOID.SERIAL_NUMBER, nip))
    return x509.Name(parts)


def _authority() -> Authority:
    path = _file()
    return Authority(_certificate(path), _key(path))


def _file() -> Path:
    path = Path(settings.VAR_DIR) / "ca" / "authority.pem"
    if not path.exists():
        _make(path)
    return path


@lru_cache(maxsize=4)
def _certificate(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())


@lru_cache(maxsize=4)
def _key(path: Path) -> ec.EllipticCurvePrivateKey:
    return opened(path)


def _make(path: Path) -> None:
    """Write key and certificate as one file; of several processes that start together, the first wins."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = ec.generate_private_key(ec.SECP256R1())
    fresh = path.with_suffix(f".{secrets.token_hex(4)}")
    write_secret(fresh, locked(key) + _self_signed(key).public_bytes(Encoding.PEM))
    with contextlib.suppress(FileExistsError):
        os.link(fresh, path)
    fresh.unlink()
    flush_folder(path.parent)


def write_secret(path: Path, content: bytes) -> None:
    """Write a new file that only this installation's user may read, flushed to the disk."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _self_signed(key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.COMMON_NAME, AUTHORITY_NAME),
        ]
    )
    at = clock.now()
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - BEFORE_FIRST_USE)
        .not_valid_after(at + AUTHORITY_YEARS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=not signs_certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )
