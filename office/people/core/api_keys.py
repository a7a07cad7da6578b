"""Keys by which a program acts as a person: what they may do, and how they look. Pure."""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from office.audit.core import Secret

MOST_KEYS = 10
"""Keys one person may hold at a time."""
LONGEST_LIFE = 366
"""Days a key may live; a program nobody looks after ends by itself."""
LONGEST_NAME = 80
"""Characters of what a person calls a key."""
SHAPE = re.compile(r"ep_([0-9a-f]{12})_[0-9A-Za-z_-]{43}", re.ASCII)


class Scope(StrEnum):
    """What a key may do; its person's rights are asked besides."""

    REPORTS_READ = "reports:read"
    REPORTS_WRITE = "reports:write"
    DESK_READ = "desk:read"
    DECISIONS_WRITE = "decisions:write"
    DOCUMENTS_READ = "documents:read"
    PEOPLE_READ = "people:read"


@dataclass(frozen=True, slots=True)
class KeyCard:
    """A key as its person sees it; the secret is nowhere."""

    key_id: int
    """The row."""
    name: str
    """What its person calls it."""
    handle: str
    """The part of the key that is kept, to know it by: 12 hex digits."""
    scopes: tuple[str, ...]
    """Values of Scope."""
    issued_at: datetime
    """When it was issued."""
    expires_on: date
    """Last local day, inclusive."""
    last_used_at: datetime | None
    """When a request last came with it, to the minute; None before the first."""
    revoked_at: datetime | None
    """When it was revoked; None unless it was."""

    def is_live(self, on: date) -> bool:
        """Return whether the key opens anything on a local day."""
        return self.revoked_at is None and on <= self.expires_on

    def was_used_within(self, span: timedelta, at: datetime) -> bool:
        """Return whether its last use is known and lies less than this before a moment."""
        return self.last_used_at is not None and at - self.last_used_at < span


@dataclass(frozen=True, slots=True)
class IssuedKey:
    """A new key; only this answer holds its secret."""

    key_id: int
    """The row."""
    secret: Secret | None
    """The whole key, shown once; None when the same act is answered again."""


def handle_of(text: str) -> str:
    """Return the kept part of a key's text; empty when the text has no key's shape."""
    found = SHAPE.fullmatch(text)
    return found.group(1) if found else ""


def digest(text: str) -> str:
    """Return what is stored of a key: its SHA-256 in hex. 256 random bits need no slow hash."""
    return hashlib.sha256(text.encode()).hexdigest()


def fits(text: str, stored: str) -> bool:
    """Return whether a text is the key of a stored hash, in time that tells nothing."""
    return hmac.compare_digest(digest(text), stored)
