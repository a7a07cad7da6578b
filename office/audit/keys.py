"""The key that signs checkpoints: ECDSA P-256, made on first use, locked for this installation only."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)
from django.conf import settings

from office.audit.locking import made_once


@dataclass(frozen=True, slots=True)
class AuditKey:
    """A signing key and the public half that verifiers need."""

    private: ec.EllipticCurvePrivateKey
    """ECDSA P-256 private key."""
    public_pem: str
    """Public key as PEM, stored beside every checkpoint."""

    def sign(self, text: bytes) -> bytes:
        """Return the DER signature over the text with SHA-256."""
        return self.private.sign(text, ec.ECDSA(hashes.SHA256()))


def audit_key() -> AuditKey:
    """Return this installation's checkpoint key, made on first use."""
    return _load(Path(settings.AUDIT_KEY_FILE))


@lru_cache(maxsize=4)
def _load(path: Path) -> AuditKey:
    private = made_once(path)
    public = private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return AuditKey(private, public.decode())


def signature_holds(public_pem: str, signature: bytes, text: bytes) -> bool:
    """Return whether the signature over the text was made by the key's owner."""
    try:
        public = load_pem_public_key(public_pem.encode())
    except (ValueError, UnsupportedAlgorithm):
        return False
    if not isinstance(public, ec.EllipticCurvePublicKey):
        return False
    try:
        public.verify(signature, text, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True
