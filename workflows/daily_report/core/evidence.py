"""Which files may prove an activity: those the archive takes as proof."""

from office.archive.core import MAX_BYTES, MEDIA_TYPES, media_type_of

__all__ = ["MAX_BYTES", "MEDIA_TYPES", "media_type_of"]
