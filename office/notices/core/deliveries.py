"""Where a notice stands on its way out of the house. Pure."""

from enum import StrEnum


class Channel(StrEnum):
    """By what a notice leaves the house."""

    MAIL = "mail"
    """A letter of its own."""
    DIGEST = "digest"
    """A line of the daily letter."""
    PUSH = "push"
    """A message on a subscribed device."""


class DeliveryState(StrEnum):
    """From planned to known."""

    WAITING = "waiting"
    """Planned, or to be tried again."""
    SENDING = "sending"
    """Handed out; nobody has said yet what came of it."""
    SENT = "sent"
    """Taken by the server."""
    FAILED = "failed"
    """Given up; surely not sent."""
    UNSURE = "unsure"
    """The line or the worker broke while it was out: perhaps sent, never sent again."""
    SEEN = "seen"
    """Read in the site before its daily letter went: left out."""


class NotTaken(Exception):
    """Surely not sent; `for_good` says that trying again is no use."""

    def __init__(self, cause: str, *, for_good: bool) -> None:
        super().__init__(cause)
        self.cause, self.for_good = cause, for_good


class Broken(Exception):
    """The line broke with the message on it: perhaps it was taken."""
