"""Names of this room's acts, as they stand in the trail."""

from enum import StrEnum


class Acts(StrEnum):
    """Pinned: the trail keeps these words."""

    PUBLISH_REGULATION = "regulations.publish"
