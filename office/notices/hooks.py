"""Calling other systems: signed, with backoff, at least once.

A call may arrive twice (the receiver answered, the worker died before it was noted), never silently not at all: the
receiver is a machine that drops a repetition by `id`, and a missing call would be a hole in its data that nobody sees.
For letters to people it is the other way round (`services.delivering`).
"""

import time

from office.audit.core import Actor
from office.jobs.services import ATTEMPTS_BEFORE_FAILED
from office.notices import outside, selectors, services
from office.notices.core import Broken, NotTaken
from office.notices.core.hooks import CallCard, CallState, signature

HAND = Actor.system("notices.call_webhook")
GONE = 410


class TryAgain(Exception):
    """The other system did not take it: the job waits, longer each time."""


def call(call_id: int) -> None:
    """Make one call and note what came of it. Raises TryAgain for the job to come back."""
    card = selectors.hook_call(call_id)
    if card.state == CallState.SENT:
        return
    if not card.hook.is_live:
        services.note_webhook(by=HAND, call_id=call_id, state=CallState.FAILED, error="ended")
        return
    try:
        answered = _posted(card)
    except NotTaken as refused:
        _noted(card, None, refused.cause, for_good=refused.for_good)
    except Broken as broken:
        _noted(card, None, str(broken), for_good=False)
    else:
        _noted(card, answered, "", for_good=answered == GONE)


def _posted(card: CallCard) -> int:
    # Real time, whatever a demo's clock says: the receiver judges how old the call is.
    stamp = signature(selectors.hook_secret(card.hook.hook_id), int(time.time()), card.body)
    headers = {
        "Content-Type": "application/json",
        "X-Eperformance-Event": card.event,
        "X-Eperformance-Delivery": card.public_id,
        "X-Eperformance-Signature": stamp,
    }
    return outside.handed(card.hook.url, card.body, headers)


def _noted(card: CallCard, answered: int | None, error: str, *, for_good: bool) -> None:
    taken = answered is not None and answered // 100 == 2
    last = for_good or card.attempts + 1 >= ATTEMPTS_BEFORE_FAILED
    again = CallState.FAILED if last else CallState.WAITING
    state = CallState.SENT if taken else again
    services.note_webhook(
        by=HAND, call_id=card.call_id, state=state, answered=answered, error=error
    )
    if not taken and not for_good:
        raise TryAgain
