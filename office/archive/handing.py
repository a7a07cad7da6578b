"""Handing an uploaded file back as it came."""

from django.http import HttpResponse

from office.archive.core import MEDIA_TYPES
from office.archive.services import read


def handed(sha256: str, media_type: str) -> HttpResponse:
    """Return a proving file to be saved, never opened as a page of ours; raises NotStored, KeyError for a foreign type."""
    name = f"bukti-{sha256[:12]}.{MEDIA_TYPES[media_type]}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(read(sha256), content_type=media_type, headers=headers)
