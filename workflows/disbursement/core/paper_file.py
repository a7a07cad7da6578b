"""Which supporting papers are accepted, told by their first bytes. Pure."""

LARGEST = 10 * 1024 * 1024
"""Bytes one paper may have."""
_KINDS = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)


def media_type(content: bytes) -> str:
    """Return the media type of a PDF, PNG or JPEG, empty for anything else, whatever its name says."""
    return next((kind for magic, kind in _KINDS if content.startswith(magic)), "")
