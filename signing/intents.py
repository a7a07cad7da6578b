"""Signed bytes that no row names yet: `intents/<signature_id>.pdf`, flushed before anything relies on them."""

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from office.archive.services import write_durably

SHARED = "shared"
LEFT_BEHIND_SECONDS = 3600


def folder() -> Path:
    """Return the folder, beside the archive so that a file can be linked into it."""
    return Path(settings.STORE_DIR) / "intents"


def path_of(signature_id: int) -> Path:
    """Return where the signed bytes of an intended signature lie."""
    return folder() / f"{signature_id}.pdf"


@contextmanager
def kept(signature_id: int, pdf: bytes) -> Iterator[Path]:
    """Keep signed bytes under the signature's id, flushed, and yield a name of them that nobody else replaces.

    The file appears under its id whole or not at all. Another request may replace it there at any moment, so what is
    linked into the archive is the yielded name, which goes when the block ends. The folder is not flushed: a power cut
    that loses the name leaves an intended signature, which lapses and is asked for again; what a row will name is
    flushed by the archive.
    """
    target = path_of(signature_id)
    target.parent.mkdir(parents=True, exist_ok=True)
    own = write_durably(target.with_suffix(f".{secrets.token_hex(8)}"), pdf)
    try:
        shared = own.with_suffix(f"{own.suffix}-{SHARED}")
        os.link(own, shared)
        shared.replace(target)
        yield own
    finally:
        own.unlink(missing_ok=True)


def read(signature_id: int) -> bytes | None:
    """Return the signed bytes, None if there are none."""
    try:
        return path_of(signature_id).read_bytes()
    except FileNotFoundError:
        return None


def remove(signature_id: int) -> None:
    """Forget the signed bytes; the archive has its own link to those that stand."""
    path_of(signature_id).unlink(missing_ok=True)


def clear_leftovers() -> None:
    """Remove working names that a killed process left behind an hour ago or earlier."""
    for path in folder().glob("*"):
        if path.suffix != ".pdf" and path.stat().st_mtime < time.time() - LEFT_BEHIND_SECONDS:
            path.unlink(missing_ok=True)


def pending() -> Iterator[int]:
    """Yield the ids of signatures whose bytes still lie here."""
    for path in sorted(folder().glob("*.pdf")):
        yield int(path.stem)
