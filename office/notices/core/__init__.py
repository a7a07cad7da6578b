"""Kinds of notices, ways they travel, and the hours in which they may disturb. Pure."""

from office.notices.core.cards import DeliveryCard, Letter, LetterLine, NoticeCard, Preferences
from office.notices.core.deliveries import Channel, DeliveryState
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
    "Channel",
    "DeliveryCard",
    "DeliveryState",
    "Hours",
    "Kind",
    "Letter",
    "LetterLine",
    "NoticeCard",
    "Preferences",
    "Way",
    "may_choose",
    "next_digest",
    "next_loud",
]
