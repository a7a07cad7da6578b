"""Which files may prove something, told by their first and last bytes and never by their name. Pure.

Nothing here parses a file: it is stored and handed back as it came (house.md 13).
"""

MAX_BYTES = 5 * 1024 * 1024
"""Five mebibytes: a scanned page or a phone photograph; the limit of one upload."""

MEDIA_TYPES = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}
"""Accepted media types and the ending they are handed back with."""

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_END = b"IEND\xaeB`\x82"
_TAIL = 1024


def media_type_of(payload: bytes) -> str | None:
    """Return the media type the bytes show from head to tail, or None when they are no complete PDF, PNG or JPEG."""
    tail = payload[-_TAIL:]
    if payload.startswith(b"%PDF-") and b"%%EOF" in tail:
        return "application/pdf"
    if payload.startswith(_PNG) and payload[12:16] == b"IHDR" and _PNG_END in tail:
        return "image/png"
    if payload.startswith(b"\xff\xd8\xff") and b"\xff\xd9" in tail:
        return "image/jpeg"
    return None
