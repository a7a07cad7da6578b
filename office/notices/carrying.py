"""Carrying what was planned: out by an act, away, and noted by an act; killed at any moment, it sends nothing twice."""

from collections.abc import Sequence

from office.audit.core import Actor
from office.jobs.services import ATTEMPTS_BEFORE_FAILED
from office.notices import letters, selectors, services
from office.notices.core import DeliveryState, Letter

HAND = Actor.system("notices.carry")


class StillOut(Exception):
    """Somebody has a delivery out, or died with it: look again later."""


class TryAgain(Exception):
    """Nothing was sent: the job waits, longer each time."""


def mail(delivery_ids: Sequence[int]) -> None:
    """Send these deliveries, all of one person, as one letter. Raises TryAgain or StillOut for the job to come back."""
    handed = services.hand_out(by=HAND, delivery_ids=list(delivery_ids))
    if handed.taken:
        _post(handed.taken, selectors.letter(handed.taken))
    if handed.out:
        raise StillOut


def _post(taken: Sequence[int], letter: Letter | None) -> None:
    if letter is None:
        _note(taken, DeliveryState.FAILED, "no address")
        return
    try:
        letters.post(letters.written(letter))
    except letters.NotTaken as refused:
        last = refused.for_good or letter.attempts >= ATTEMPTS_BEFORE_FAILED
        _note(taken, DeliveryState.FAILED if last else DeliveryState.WAITING, refused.cause)
        if not refused.for_good:
            raise TryAgain from None
    except letters.Broken as broken:
        _note(taken, DeliveryState.UNSURE, str(broken))
    else:
        _note(taken, DeliveryState.SENT)


def _note(taken: Sequence[int], state: DeliveryState, error: str = "") -> None:
    services.note_delivery(by=HAND, delivery_ids=list(taken), state=state, error=error)
