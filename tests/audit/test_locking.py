"""Keys of the installation open with its SECRET_KEY only, and a changed secret locks nobody out."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.exceptions import ImproperlyConfigured

from office.audit.keys import audit_key
from office.audit.locking import LOCKED_MARK, locked, opened

CERTIFICATE = b"-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n"


@pytest.fixture
def key():
    return ec.generate_private_key(ec.SECP256R1())


def same(one, other) -> bool:
    return one.private_numbers() == other.private_numbers()


def test_a_copied_file_does_not_open_without_the_secret(key, tmp_path, settings):
    path = tmp_path / "key.pem"
    path.write_bytes(locked(key))
    assert same(opened(path), key)
    settings.SECRET_KEY = "another secret"
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY_FALLBACKS"):
        opened(path)


def test_a_changed_secret_opens_what_the_earlier_one_locked_and_locks_it_anew(
    key, tmp_path, settings
):
    path = tmp_path / "key.pem"
    path.write_bytes(locked(key) + CERTIFICATE)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "a newer secret"
    assert same(opened(path), key)
    settings.SECRET_KEY_FALLBACKS = []
    assert same(opened(path), key)
    assert path.read_bytes().endswith(CERTIFICATE)


def test_a_key_from_before_is_locked_when_first_opened(key, tmp_path):
    path = tmp_path / "key.pem"
    plain = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(plain + CERTIFICATE)
    assert same(opened(path), key)
    assert LOCKED_MARK in path.read_bytes()
    assert b"BEGIN PRIVATE KEY" not in path.read_bytes()
    assert path.read_bytes().endswith(CERTIFICATE)
    assert path.stat().st_mode & 0o777 == 0o600
    assert same(opened(path), key)


def test_the_key_of_the_seal_lies_locked(settings, tmp_path):
    settings.AUDIT_KEY_FILE = tmp_path / "keys" / "audit.pem"
    audit_key()
    assert Path(settings.AUDIT_KEY_FILE).read_bytes().startswith(LOCKED_MARK)
