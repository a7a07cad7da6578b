"""Bytes by their SHA-256: written once, flushed to disk, never overwritten."""

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

NAME = re.compile(r"[0-9a-f]{64}")


class NotStored(Exception):
    """The archive holds no file of that hash."""


def put(content: bytes) -> str:
    """Store bytes and return their SHA-256 in hex; storing the same bytes again changes nothing."""
    sha256 = hashlib.sha256(content).hexdigest()
    target = path_of(sha256)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        _place(write_durably(target.parent / f".{sha256}.{secrets.token_hex(4)}", content), target)
    return sha256


def adopt(source: Path, sha256: str) -> None:
    """Link an already flushed file into the archive under its hash; the source stays where it is."""
    target = path_of(sha256)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except FileExistsError:
        return
    flush_folder(target.parent)


def read(sha256: str) -> bytes:
    """Return the bytes stored under a hash; raises NotStored."""
    try:
        return path_of(sha256).read_bytes()
    except FileNotFoundError:
        raise NotStored(f"the archive holds no file {sha256}") from None


def exists(sha256: str) -> bool:
    """Return whether the archive holds a file of that hash."""
    return path_of(sha256).exists()


def path_of(sha256: str) -> Path:
    """Return where a file of that hash lives: `sha256/ab/cd/<hash>` below the store."""
    if not NAME.fullmatch(sha256):
        raise NotStored("a stored file is named by 64 hex digits")
    return Path(settings.STORE_DIR) / "sha256" / sha256[:2] / sha256[2:4] / sha256


def stored() -> Iterator[tuple[str, bool]]:
    """Yield every stored hash and whether the bytes still have it."""
    for path in sorted((Path(settings.STORE_DIR) / "sha256").glob("??/??/*")):
        if NAME.fullmatch(path.name):
            yield path.name, hashlib.sha256(path.read_bytes()).hexdigest() == path.name


def write_durably(path: Path, content: bytes) -> Path:
    """Write a new file and flush it to the disk before returning its path."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return path


def _place(temporary: Path, target: Path) -> None:
    temporary.replace(target)  # equal names hold equal bytes, so a race replaces a file by itself
    flush_folder(target.parent)


def flush_folder(folder: Path) -> None:
    """Flush a folder's entries, so that a new name survives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
