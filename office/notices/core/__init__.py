"""Kinds of notices, ways they travel, and the hours in which they may disturb. Pure."""

from office.notices.core.cards import (
    DeliveryCard,
    DeviceCard,
    Letter,
    LetterLine,
    NoticeCard,
    Preferences,
    PushCard,
)
from office.notices.core.deliveries import Broken, Channel, DeliveryState, NotTaken
from office.notices.core.hours import DEFAULT_HOURS, Hours, next_digest, next_loud
from office.notices.core.kinds import (
    COMPULSORY,
    DEFAULT_WAYS,
    Kind,
    Way,
    may_choose,
)

__all__ = [
    "COMPULSORY",
    "DEFAULT_HOURS",
    "DEFAULT_WAYS",
    "Broken",
    "Channel",
    "DeliveryCard",
    "DeliveryState",
    "DeviceCard",
    "Hours",
    "Kind",
    "Letter",
    "LetterLine",
    "NotTaken",
    "NoticeCard",
    "Preferences",
    "PushCard",
    "Way",
    "may_choose",
    "next_digest",
    "next_loud",
]
