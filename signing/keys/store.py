"""Where PKCS#12 files lie, and the format: PBES2 with AES-256 and PBKDF2-SHA256 of 600,000 rounds (signing.md 7)."""

from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import PrivateFormat, pkcs12
from django.conf import settings

from office.archive.services import flush_folder
from office.audit.core import Secret
from signing.keys.authority import write_secret

ROUNDS = 600_000


class Unopened(Exception):
    """The passphrase does not open the file; carries nothing of either."""


def rounds() -> int:
    """Return the PBKDF2 rounds of new key files; only tests set KEY_ROUNDS lower."""
    return getattr(settings, "KEY_ROUNDS", ROUNDS)


def path_of(key_name: str) -> Path:
    """Return where the key file of that name lies."""
    return Path(settings.VAR_DIR) / "keys" / "people" / f"{key_name}.p12"


def save(
    key_name: str,
    key: ec.EllipticCurvePrivateKey,
    certificate: x509.Certificate,
    passphrase: Secret,
) -> None:
    """Write the key and its certificate, locked by the passphrase."""
    path = path_of(key_name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_secret(path, _packed(key_name, key, certificate, passphrase))
    flush_folder(path.parent)


def _packed(
    key_name: str,
    key: ec.EllipticCurvePrivateKey,
    certificate: x509.Certificate,
    passphrase: Secret,
) -> bytes:
    locked = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(rounds())
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
    )
    return pkcs12.serialize_key_and_certificates(
        key_name.encode(), key, certificate, None, locked.build(passphrase.reveal().encode())
    )


def open_key(key_name: str, passphrase: Secret) -> ec.EllipticCurvePrivateKey:
    """Return the private key; raises Unopened for a wrong passphrase or a broken file."""
    content = path_of(key_name).read_bytes()
    try:
        key, _certificate, _others = pkcs12.load_key_and_certificates(
            content, passphrase.reveal().encode()
        )
    except ValueError:
        raise Unopened from None
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise Unopened
    return key
