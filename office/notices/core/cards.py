"""What pages see of notices. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from office.notices.core.hours import Hours
from office.notices.core.kinds import Kind, Way


@dataclass(frozen=True, slots=True)
class NoticeCard:
    """A notice to one person."""

    notice_id: int
    """The row."""
    kind: str
    """A Kind."""
    text: str
    """What happened, in Indonesian."""
    link: str
    """Address inside the site; empty without one."""
    created_at: datetime
    """When."""
    is_read: bool
    """Whether it was opened."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """How one person wants to be told."""

    ways: Mapping[Kind, Way]
    """A way for every kind, the default where nothing was chosen."""
    hours: Hours
    """When messages outside the site may come."""
    language: str
    """Language of letters and pushes: `id` or `en`."""
