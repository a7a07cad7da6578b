"""How the installation's own private keys lie on the disk: PKCS#8, locked under a secret derived from SECRET_KEY.

With SECRET_KEY_FILE on another disk or mount than VAR_DIR, a copy of VAR_DIR (a backup, a stolen disk, a wrong mode)
signs nothing. Where the secret lies beside the keys, as in the demo, this protects no more than the file mode does.
"""

import base64
import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

LOCKED_MARK = b"-----BEGIN ENCRYPTED PRIVATE KEY-----"


def locked(key: ec.EllipticCurvePrivateKey) -> bytes:
    """Return the key as PEM that only this installation's SECRET_KEY opens."""
    lock = BestAvailableEncryption(_word(settings.SECRET_KEY))
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)


def made_once(path: Path) -> ec.EllipticCurvePrivateKey:
    """Return the key of a file, a new P-256 key locked for this installation where there is none yet."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_bytes(locked(ec.generate_private_key(ec.SECP256R1())))
        with suppress(FileExistsError):  # the first of several starters wins
            os.link(fresh, path)
        fresh.unlink()
    return opened(path)


def opened(path: Path) -> ec.EllipticCurvePrivateKey:
    """Return the key of a file; one that is unlocked, or locked under an earlier secret, is locked anew on the way.

    Raises ImproperlyConfigured where neither SECRET_KEY nor SECRET_KEY_FALLBACKS opens it.
    """
    pem = path.read_bytes()
    if LOCKED_MARK not in pem:
        return _locked_anew(path, pem, _typed(pem, None, path))
    for number, secret in enumerate([settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]):
        try:
            key = _typed(pem, _word(secret), path)
        except ValueError:
            continue
        return key if number == 0 else _locked_anew(path, pem, key)
    raise ImproperlyConfigured(
        f"{path} was locked under another SECRET_KEY: give that one in SECRET_KEY_FALLBACKS"
    )


def _typed(pem: bytes, word: bytes | None, path: Path) -> ec.EllipticCurvePrivateKey:
    key = load_pem_private_key(pem, word)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{path} holds no P-256 key")
    return key


def _locked_anew(
    path: Path, pem: bytes, key: ec.EllipticCurvePrivateKey
) -> ec.EllipticCurvePrivateKey:
    """Replace the key's part of the file in one step and keep what stands behind it, such as a certificate."""
    end = pem.index(b"PRIVATE KEY-----", pem.index(b"-----END")) + len(b"PRIVATE KEY-----\n")
    fresh = path.with_suffix(f".{secrets.token_hex(4)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(locked(key) + pem[end:])
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    return key


def _word(secret: str) -> bytes:
    derive = HKDF(hashes.SHA256(), length=32, salt=None, info=b"e-performance key files")
    return derive.derive(secret.encode()).hex().encode()


def box(purpose: str) -> MultiFernet:
    """Return what encrypts a secret that a row must keep, for one purpose; earlier SECRET_KEYs still open it."""
    return MultiFernet(
        [_lock(purpose, secret) for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]]
    )


def _lock(purpose: str, secret: str) -> Fernet:
    digest = hashlib.sha256(f"{purpose}:{secret}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
