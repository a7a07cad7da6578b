"""Proving files on their way from a form into the archive: kept at once, carried by a sealed ticket until the act."""

from typing import Any

from django.core import signing
from django.core.files.uploadedfile import UploadedFile

from office.archive import services
from office.archive.core import MAX_BYTES, media_type_of

NAME_LENGTH = 160
DAY_SECONDS = 86_400


class NoProof(ValueError):
    """The file is no complete PDF, PNG or JPEG, or too large."""


def ticket_for(upload: "UploadedFile[Any]", owner: int, salt: str) -> str:
    """Put a proving file into the archive and return the ticket its owner's form carries; raises NoProof."""
    if (upload.size or 0) > MAX_BYTES:
        raise NoProof
    content = upload.read()
    media_type = media_type_of(content)
    if media_type is None:
        raise NoProof
    name = str(upload.name)[-NAME_LENGTH:]
    paper = {"filename": name, "sha256": services.put(content), "media_type": media_type}
    return signing.dumps([owner, paper], salt=salt)


def paper_of(ticket: str, owner: int, salt: str) -> dict[str, str] | None:
    """Return filename, sha256 and media_type behind a ticket given to this person today, None for any other text."""
    try:
        given_to, paper = signing.loads(ticket, salt=salt, max_age=DAY_SECONDS)
    except signing.BadSignature:
        return None
    return paper if given_to == owner else None
