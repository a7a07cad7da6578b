"""Signed bytes that no row names yet: `intents/<signature_id>.pdf`, flushed before anything relies on them."""

import secrets
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from office.archive.services import write_durably


def folder() -> Path:
    """Return the folder, beside the archive so that a file can be linked into it."""
    return Path(settings.STORE_DIR) / "intents"


def path_of(signature_id: int) -> Path:
    """Return where the signed bytes of an intended signature lie."""
    return folder() / f"{signature_id}.pdf"


def write(signature_id: int, pdf: bytes) -> Path:
    """Keep signed bytes under the signature's id: flushed, then renamed, so a file of that name is never torn.

    The folder is not flushed: a power cut that loses the name leaves an intended signature, which lapses and is asked
    for again; what a row will name is flushed by the archive.
    """
    target = path_of(signature_id)
    target.parent.mkdir(parents=True, exist_ok=True)
    write_durably(target.with_suffix(f".{secrets.token_hex(4)}"), pdf).replace(target)
    return target


def read(signature_id: int) -> bytes | None:
    """Return the signed bytes, None if there are none."""
    try:
        return path_of(signature_id).read_bytes()
    except FileNotFoundError:
        return None


def remove(signature_id: int) -> None:
    """Forget the signed bytes; the archive has its own link to those that stand."""
    path_of(signature_id).unlink(missing_ok=True)


def pending() -> Iterator[int]:
    """Yield the ids of signatures whose bytes still lie here."""
    for path in sorted(folder().glob("*.pdf")):
        yield int(path.stem)
