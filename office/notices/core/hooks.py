"""What other systems are told, and how they know that it comes from here. Pure."""

import hashlib
import hmac
from dataclasses import dataclass
from enum import StrEnum

HOOK_BOX = "notices.webhook"
"""Purpose under which the secrets of webhooks lie encrypted."""


class HookEvent(StrEnum):
    """What a webhook may be registered for."""

    WAITING = "filing.waiting"
    """A filing reached the desks of a level."""
    RETURNED = "filing.returned"
    """A filing went back to its maker."""
    REJECTED = "filing.rejected"
    """A filing was refused."""
    APPROVED = "filing.approved"
    """A filing was approved by everybody it needed."""


class CallState(StrEnum):
    """Where one call of a webhook stands."""

    WAITING = "waiting"
    """To be made, or made again."""
    SENT = "sent"
    """Answered with 2xx."""
    FAILED = "failed"
    """Given up."""


@dataclass(frozen=True, slots=True)
class HookCard:
    """A registered webhook."""

    hook_id: int
    """The row."""
    name: str
    """What the administrator calls it."""
    url: str
    """Where it is called."""
    events: tuple[str, ...]
    """HookEvents it is registered for."""
    is_live: bool
    """Whether it is called still."""


@dataclass(frozen=True, slots=True)
class CallCard:
    """One call of a webhook."""

    call_id: int
    """The row."""
    public_id: str
    """By which the receiver drops a repetition."""
    hook: HookCard
    """Whose call."""
    event: str
    """A HookEvent."""
    body: bytes
    """What is sent, byte by byte what is signed."""
    state: str
    """A CallState."""
    attempts: int
    """How often it was tried before."""
    answered: int | None
    """Status of the last answer; None without one."""
    error: str
    """Class of what went wrong the last time."""


def signature(secret: str, at: int, body: bytes) -> str:
    """Return the header `t=<UTC seconds>,v1=<hex>`: HMAC-SHA256 over `<t>.<body>`; the time makes an old copy old."""
    mac = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256)
    return f"t={at},v1={mac.hexdigest()}"
