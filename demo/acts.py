"""Names of the audited acts of this room."""

from enum import StrEnum


class Acts(StrEnum):
    """Acts of building the imaginary city."""

    FINISH_SCENE = "demo.finish_scene"
