"""Names of this room's audited acts; the first two are older than the room and stand in the trail as they were."""

from enum import StrEnum


class Acts(StrEnum):
    """What can be done with messages to people."""

    NOTIFY = "people.notify"
    READ_NOTICES = "people.read_notices"
    TELL_OF_MANDATE = "notices.tell_of_mandate"
    SET_PREFERENCES = "notices.set_preferences"
    SUBSCRIBE = "notices.subscribe"
    UNSUBSCRIBE = "notices.unsubscribe"
    REGISTER_WEBHOOK = "notices.register_webhook"
    END_WEBHOOK = "notices.end_webhook"
    ANNOUNCE = "notices.announce"
    NOTE_WEBHOOK = "notices.note_webhook"
    HAND_OUT = "notices.hand_out"
    NOTE_DELIVERY = "notices.note_delivery"
