"""Acts on messages to people; the rooms above call these."""

from office.notices.services.delivering import HandedOut, hand_out, note_delivery
from office.notices.services.devices import subscribe, unsubscribe
from office.notices.services.hooks import (
    announce,
    end_webhook,
    note_webhook,
    register_webhook,
)
from office.notices.services.making import notify, read_notices, tell_of_mandate
from office.notices.services.preferring import set_preferences

__all__ = [
    "HandedOut",
    "announce",
    "end_webhook",
    "hand_out",
    "note_delivery",
    "note_webhook",
    "notify",
    "read_notices",
    "register_webhook",
    "set_preferences",
    "subscribe",
    "tell_of_mandate",
    "unsubscribe",
]
