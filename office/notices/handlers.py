"""Work of this room: what lower rooms ask to be told, and what travels outside."""

from datetime import date
from typing import Any

from office.audit.core import Actor
from office.jobs.core import handler
from office.notices.services import tell_of_mandate


@handler("notices.mandate")
def mandate(key: str, args: dict[str, Any]) -> None:
    """Tell the holder of a mandate; people, the room below, left this work."""
    tell_of_mandate(
        by=Actor.system("notices.mandate"),
        holder_id=args["holder_id"],
        kind=args["kind"],
        seat_title=args["seat_title"],
        first=date.fromisoformat(args["first"]),
        last=date.fromisoformat(args["last"]),
        ended=args["ended"],
        key=key,
    )
