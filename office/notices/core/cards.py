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


@dataclass(frozen=True, slots=True)
class DeliveryCard:
    """What became of a notice outside the site."""

    channel: str
    """A Channel."""
    state: str
    """A DeliveryState."""
    kind: str
    """Kind of its notice."""
    title: str
    """Document of its notice; empty without one."""
    due: datetime
    """When it goes, or went, at the earliest."""
    attempts: int
    """How often it was tried."""


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One notice as a letter names it: nothing about a person beyond these."""

    kind: Kind
    """What happened."""
    title: str
    """Document; empty without one."""
    link: str
    """Path inside the site; empty without one."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What is written to one person."""

    address: str
    """E-mail address."""
    language: str
    """Language of the letter."""
    number: int
    """Delivery of its first line: names the letter to mail servers, the same at every try."""
    attempts: int
    """The most often one of its lines was tried, this time included."""
    lines: tuple[LetterLine, ...]
    """Its notices, oldest first."""


@dataclass(frozen=True, slots=True)
class PushCard:
    """What is sent to one device."""

    endpoint: str
    """Address at the push service; whoever knows it may send there."""
    p256dh: str
    """Public key of the device, base64url."""
    auth: str
    """Secret shared with the device, base64url."""
    device_id: int
    """The row."""
    language: str
    """Language of the message."""
    attempts: int
    """How often it was tried, this time included."""
    line: LetterLine
    """The notice."""


@dataclass(frozen=True, slots=True)
class DeviceCard:
    """A subscribed device as its owner sees it."""

    device_id: int
    """The row."""
    label: str
    """Browser and system in a few words."""
    created_at: datetime
    """Since when."""
