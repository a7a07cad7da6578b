"""Work of the machinery itself: sealing the trail and handing checkpoints out."""

from typing import Any

from office.audit.anchor import hand_out
from office.audit.services import seal
from office.jobs.core import handler


@handler("audit.seal")
def seal_trail(_: str, __: dict[str, Any]) -> None:
    """Number and seal what has settled."""
    seal()


@handler("audit.anchor")
def anchor_trail(_: str, __: dict[str, Any]) -> None:
    """Write unsent checkpoints to the place outside the database."""
    hand_out()
