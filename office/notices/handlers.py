"""Work of this room: what lower rooms ask to be told, and what travels outside."""

from datetime import date
from typing import Any

from office.audit.core import Actor
from office.jobs.core import handler
from office.notices import carrying, hooks, selectors
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


@handler("notices.mail")
def mail(key: str, args: dict[str, Any]) -> None:  # noqa: ARG001 - the key only names the job
    """Send one notice as a letter."""
    carrying.mail([args["delivery_id"]])


@handler("notices.digest")
def digest(key: str, args: dict[str, Any]) -> None:  # noqa: ARG001 - the key names person and hour
    """Send the daily letter of one person, if there is something to tell."""
    if found := selectors.digest_lines(args["employee_id"]):
        carrying.mail(found)


@handler("notices.push")
def push(key: str, args: dict[str, Any]) -> None:  # noqa: ARG001 - the key only names the job
    """Send one notice to one device."""
    carrying.push(args["delivery_id"])


@handler("notices.call_webhook")
def call_webhook(key: str, args: dict[str, Any]) -> None:  # noqa: ARG001 - the key only names the job
    """Call another system."""
    hooks.call(args["call_id"])
