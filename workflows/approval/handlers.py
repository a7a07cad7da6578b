"""Work of this room that outlives a request."""

from typing import Any

from office.acts.core import Busy, Conflict, Problem
from office.audit import clock
from office.audit.core import Actor
from office.jobs.core import handler
from office.jobs.services import enqueue
from signing.production import finished_intent
from workflows.approval.models import DecisionState
from workflows.approval.selectors import claim_of
from workflows.approval.selectors.clocks import due_clocks
from workflows.approval.selectors.line import overdue_disputes
from workflows.approval.services import (
    complete_decision,
    escalate_desk,
    lapse_decision,
    lapse_dispute,
    remind_desk,
    tell_of_filing,
)
from workflows.approval.services.signing import FINISH
from workflows.approval.telling import TELL

FINISHER = Actor.system(FINISH)


@handler("approval.finish_signature")
def finish_signature(key: str, args: dict[str, Any]) -> None:  # noqa: ARG001 - the key only names the job
    """Finish a signature whose request died after the flush, or clear a claim that has expired.

    Comes soon after every claim; while a living request may still be signing, it asks to come again at expiry.
    """
    claim = claim_of(args["decision_id"])
    if claim is None or claim.state != DecisionState.PENDING:
        return
    sha256 = finished_intent(claim.signature_id)
    if sha256 is not None and _completed(claim.decision_id, sha256):
        return
    if claim.expires_at <= clock.now():
        _lapsed(claim.decision_id)
    else:
        enqueue(FINISH, f"{claim.decision_id}:expiry", args, due=claim.expires_at)


def _completed(decision_id: int, sha256: str) -> bool:
    try:
        complete_decision(by=FINISHER, decision_id=decision_id, sha256=sha256)
    except Busy:
        raise
    except Problem:
        # The file is not the document's next one any more; the claim lapses at its expiry.
        return False
    return True


def _lapsed(decision_id: int) -> None:
    try:
        lapse_decision(by=FINISHER, decision_id=decision_id, reason="expired")
    except Busy:
        raise
    except Conflict:
        # Its own request finished it in this moment.
        return


@handler("approval.lapse_disputes")
def lapse_disputes(key: str, args: dict[str, Any]) -> None:  # noqa: ARG001 - the same look whoever asks
    """Send filings whose dispute nobody answered in time to the next seat of the line."""
    for dispute_id in overdue_disputes():
        try:
            lapse_dispute(by=Actor.system("approval.lapse_disputes"), dispute_id=dispute_id)
        except Busy:
            raise
        except Problem:
            # Answered in this moment, or no seat is left above: it stays on personnel's desk.
            continue


@handler("approval.run_clocks")
def run_clocks(key: str, args: dict[str, Any]) -> None:  # noqa: ARG001 - the same look whoever asks
    """Remind desks whose time is nearly over and tell the seat above of those that stay silent."""
    hand = Actor.system("approval.run_clocks")
    for what, step_id in due_clocks():
        try:
            (escalate_desk if what == "escalate" else remind_desk)(by=hand, step_id=step_id)
        except Conflict:
            # Decided, or being decided, in this moment.
            continue


@handler("approval.tell")
def tell(key: str, args: dict[str, Any]) -> None:
    """Tell the desks that a filing reached them, or its maker what became of it; the key makes it once."""
    tell_of_filing(by=Actor.system(TELL), key=key, **args)
