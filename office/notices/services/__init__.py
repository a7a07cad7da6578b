"""Acts on messages to people; the rooms above call these."""

from office.notices.services.delivering import HandedOut, hand_out, note_delivery
from office.notices.services.devices import subscribe, unsubscribe
from office.notices.services.making import notify, read_notices, tell_of_mandate
from office.notices.services.preferring import set_preferences

__all__ = [
    "HandedOut",
    "hand_out",
    "note_delivery",
    "notify",
    "read_notices",
    "set_preferences",
    "subscribe",
    "tell_of_mandate",
    "unsubscribe",
]
