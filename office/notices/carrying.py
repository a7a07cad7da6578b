"""Carrying what was planned: out by an act, away, and noted by an act; killed at any moment, it sends nothing twice."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from office.audit.core import Actor
from office.jobs.services import ATTEMPTS_BEFORE_FAILED
from office.notices import letters, pushes, selectors, services
from office.notices.core import Broken, DeliveryState, Letter, NotTaken, PushCard

Parcel = TypeVar("Parcel", Letter, PushCard)
HAND = Actor.system("notices.carry")


class StillOut(Exception):
    """Somebody has a delivery out, or died with it: look again later."""


class TryAgain(Exception):
    """Nothing was sent: the job waits, longer each time."""


def mail(delivery_ids: Sequence[int]) -> None:
    """Send these deliveries, all of one person, as one letter. Raises TryAgain or StillOut for the job to come back."""
    _carry(delivery_ids, selectors.letter, lambda letter: letters.post(letters.written(letter)))


def push(delivery_id: int) -> None:
    """Send one delivery to its device; a subscription the push service knows no more is forgotten. Raises as `mail`."""
    _carry([delivery_id], selectors.push_card, _push_or_forget)


def _push_or_forget(card: PushCard) -> None:
    try:
        pushes.push(card)
    except pushes.NoSuchDevice:
        services.unsubscribe(by=HAND, device_id=card.device_id)
        raise NotTaken("gone", for_good=True) from None


def _carry(
    delivery_ids: Sequence[int],
    packed: Callable[[Sequence[int]], Parcel | None],
    send: Callable[[Parcel], None],
) -> None:
    handed = services.hand_out(by=HAND, delivery_ids=list(delivery_ids))
    if handed.taken:
        parcel = packed(handed.taken)
        if parcel is None:
            _note(handed.taken, DeliveryState.FAILED, "no address")
        else:
            _sent(handed.taken, parcel, send)
    if handed.out:
        raise StillOut


def _sent(taken: Sequence[int], parcel: Parcel, send: Callable[[Parcel], None]) -> None:
    try:
        send(parcel)
    except NotTaken as refused:
        last = refused.for_good or parcel.attempts >= ATTEMPTS_BEFORE_FAILED
        _note(taken, DeliveryState.FAILED if last else DeliveryState.WAITING, refused.cause)
        if not refused.for_good:
            raise TryAgain from None
    except Broken as broken:
        _note(taken, DeliveryState.UNSURE, str(broken))
    else:
        _note(taken, DeliveryState.SENT)


def _note(taken: Sequence[int], state: DeliveryState, error: str = "") -> None:
    services.note_delivery(by=HAND, delivery_ids=list(taken), state=state, error=error)
