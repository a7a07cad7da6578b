"""What leaves the house: handed out before it is sent, noted after."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from office.acts.core import NotAllowed, ensure
from office.acts.services import act, record
from office.audit import clock
from office.audit.core import Actor
from office.notices.acts import Acts
from office.notices.core import Channel, DeliveryState
from office.notices.models import Delivery

LEFT_BEHIND = timedelta(minutes=5)
"""After this time whoever had a delivery out is dead; shorter than the lease of a job, longer than any sending."""


@dataclass(frozen=True, slots=True)
class HandedOut:
    """What the caller may send now."""

    taken: tuple[int, ...]
    """Deliveries that are the caller's to send, once."""
    out: tuple[int, ...]
    """Deliveries somebody else has out at this moment."""


@act(Acts.HAND_OUT)
def hand_out(*, by: Actor, delivery_ids: Sequence[int]) -> HandedOut:
    """Mark deliveries as out and return which the caller may send; committed before anything leaves the house.

    At most once: a delivery found out whose holder is dead becomes `unsure` and is never sent again. The other side,
    at least once, would send a summons twice with two dates after a crash; a letter lost that way is still in the
    site, where every notice is at once, and its state shows on the reader's page. Lines of a daily letter that were
    read in the site meanwhile become `seen`. Work of the system; raises NotAllowed for a person.
    """
    _only_the_system(by)
    at, taken, out, settled = clock.now(), [], [], {}
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("notice")
    for row in rows.filter(pk__in=list(delivery_ids)).order_by("pk"):
        if row.state == DeliveryState.SENDING and row.tried_at and row.tried_at > at - LEFT_BEHIND:
            out.append(row.pk)
            continue
        state = _next_state(row)
        if state == DeliveryState.SENDING:
            row.attempts, row.tried_at = row.attempts + 1, at
            taken.append(row.pk)
        elif state != row.state:
            settled[str(row.pk)] = state.value
        row.state = state
        row.save(update_fields=["state", "attempts", "tried_at"])
    record(subject="notice:deliveries", taken=taken, out=out, settled=settled)
    return HandedOut(tuple(taken), tuple(out))


def _next_state(row: Delivery) -> DeliveryState:
    if row.state == DeliveryState.SENDING:
        return DeliveryState.UNSURE
    if row.state not in {DeliveryState.WAITING, DeliveryState.FAILED}:
        return DeliveryState(row.state)
    if row.channel == Channel.DIGEST and row.notice.read_at is not None:
        return DeliveryState.SEEN
    return DeliveryState.SENDING


@act(Acts.NOTE_DELIVERY)
def note_delivery(*, by: Actor, delivery_ids: Sequence[int], state: str, error: str = "") -> int:
    """Note what became of deliveries that are out and return how many; `error` is the class of what went wrong.

    Work of the system; raises NotAllowed for a person.
    """
    _only_the_system(by)
    out = Delivery.objects.filter(pk__in=list(delivery_ids), state=DeliveryState.SENDING)
    count = out.update(state=state, error=error[:80])
    record(
        subject="notice:deliveries",
        deliveries=list(delivery_ids),
        state=state,
        error=error,
        noted=count,
    )
    return count


def _only_the_system(by: Actor) -> None:
    ensure(by.part, NotAllowed(_("Ini dilakukan oleh sistem, bukan oleh orang.")))
