"""At the edge of a mandate: what is decided was decided within authority, to the microsecond and against every race."""

import contextlib
import random
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction

from office.acts.core import Problem
from office.audit.core import Secret
from office.people.models import Mandate
from office.people.services import end_mandate
from signing.core import SignatureGone
from signing.keys import unlock
from signing.production import produce_signature
from signing.services import open_consent
from tests.approval.city import CLERK, PASSPHRASE, SIGNS, give_certificates
from workflows.approval.core import DecisionOutcome
from workflows.approval.errors import NotYourSeat
from workflows.approval.invariants import invariants
from workflows.approval.models import Decision, Step
from workflows.approval.selectors import signable
from workflows.approval.services import claim_decision, lapse_decision, sign_batch

LAST_DAY = date(2026, 10, 31)
END = datetime(2026, 11, 1, tzinfo=ZoneInfo("Asia/Jakarta")).astimezone(UTC)
"""The first moment after the mandate's last day, where the seat is."""
EDGE = (-1000, -1, 0, 1, 1000)
"""Microseconds around the end that every run looks at; the others are drawn."""


@pytest.fixture
def stopped(monkeypatch):
    """Return `stopped(moment)`: the database's clock stands there."""

    def stop(moment: datetime) -> None:
        monkeypatch.setattr("office.audit.clock.database_moment", lambda: (moment, 0))

    return stop


def offsets(proof, full: int, small: int):
    """Yield microseconds from T-1 ms to T+1 ms, the edges first."""
    dice = random.Random(20261101)
    for number in proof.rounds(full, small):
        yield EDGE[number] if number < len(EDGE) else dice.randint(-1000, 1000)


def whole():
    return [offender for statement in invariants() for offender in statement.check()[1]]


@pytest.mark.proof
@pytest.mark.django_db
def test_around_the_end_of_a_mandate_what_is_decided_was_decided_within_it(town, proof, stopped):
    town.mandate("delegation", "budi", "eka", last=LAST_DAY)
    for offset in offsets(proof, full=1_000, small=20):
        stopped(END - timedelta(hours=8))
        filing_id = town.submit().filing_id
        moment = END + timedelta(microseconds=offset)
        stopped(moment)
        if offset < 0:
            decided = town.decide("eka", filing_id)
            assert decided.decided_at == moment < END
        else:
            with pytest.raises(NotYourSeat):
                town.decide("eka", filing_id)
            assert not Decision.objects.filter(filing_id=filing_id).exists()
            town.decide("budi", filing_id)  # whose seat it is
    assert whole() == []


@pytest.mark.proof
@pytest.mark.django_db
def test_around_the_end_of_a_mandate_only_what_was_claimed_within_it_is_signed(
    town, proof, stopped
):
    give_certificates(town, "eka")
    town.mandate("plh", "budi", "eka", last=LAST_DAY)
    for offset in offsets(proof, full=100, small=5):
        stopped(END - timedelta(hours=8))
        filing_id = town.submit(SIGNS).filing_id
        pick = town.pick(filing_id)
        moment = END + timedelta(microseconds=offset)
        stopped(moment)
        (told,) = sign_batch(by=town.who("eka"), picks=[pick], passphrase=Secret(PASSPHRASE))
        assert told.ok is (offset < 0), told.message
        made = Decision.objects.filter(filing_id=filing_id, state="made")
        assert [d.claimed_at for d in made] == ([moment] if offset < 0 else [])
    assert whole() == []


@pytest.mark.django_db
def test_a_claim_under_a_mandate_is_not_signed_after_its_end(town, stopped):
    """Claimed one millisecond before midnight, produced at midnight: nothing is signed, the seat decides anew."""
    give_certificates(town, "eka")
    town.mandate("plh", "budi", "eka", last=LAST_DAY)
    stopped(END - timedelta(milliseconds=1))
    pick = town.pick(town.submit(SIGNS).filing_id)
    (ready,) = signable([pick.step_id], town.who("eka")).values()
    consent = open_consent(
        by=town.who("eka"), seat=ready.seat, sha256s=[ready.base_sha256], seconds=300
    )
    claim = claim_decision(
        by=town.who("eka"),
        step_id=pick.step_id,
        revision_sha=pick.revision_sha,
        consent_id=consent.consent_id,
        base_sha256=ready.base_sha256,
        decision_key=pick.key,
    )
    assert claim.expires_at == END - timedelta(microseconds=1)
    key = unlock(town.people["eka"], Secret(PASSPHRASE))
    stopped(END)
    with pytest.raises(SignatureGone):
        produce_signature(claim.signature_id, key)
    lapse_decision(by=CLERK, decision_id=claim.decision_id, reason="expired")
    assert Step.objects.get(pk=pick.step_id).state == "open"
    assert whole() == []


@pytest.mark.django_db(transaction=True)
def test_a_decision_under_a_mandate_waits_for_whoever_is_ending_it(town):
    """The end is recorded first, so a decision that comes while it is being stored may not count."""
    town.mandate("delegation", "budi", "eka", first=date(2026, 10, 5))
    filing_id = town.submit().filing_id
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            end_mandate(by=CLERK, mandate_id=Mandate.objects.get().pk)
            answer: Future = pool.submit(decide_elsewhere, town, filing_id)
            with contextlib.suppress(TimeoutError):
                answer.result(timeout=1)
        assert isinstance(answer.result(), NotYourSeat)
    assert not Decision.objects.filter(filing_id=filing_id).exists()


@pytest.mark.django_db(transaction=True)
def test_whoever_ends_a_mandate_waits_for_a_decision_under_it(town):
    """Both stand, and the record tells them in the order in which they happened."""
    town.mandate("delegation", "budi", "eka", first=date(2026, 10, 5))
    mandate, filing_id = Mandate.objects.get(), town.submit().filing_id
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            outcome = town.decide("eka", filing_id)
            ended: Future = pool.submit(end_elsewhere, mandate.pk)
            with contextlib.suppress(TimeoutError):
                ended.result(timeout=1)
        assert ended.result() is None
    mandate.refresh_from_db()
    assert outcome.decided_at < mandate.superseded_at
    assert whole() == []


def decide_elsewhere(town, filing_id) -> DecisionOutcome | Problem:
    try:
        return town.decide("eka", filing_id)
    except Problem as problem:
        return problem
    finally:
        connection.close()


def end_elsewhere(mandate_id) -> Problem | None:
    try:
        return end_mandate(by=CLERK, mandate_id=mandate_id)
    except Problem as problem:
        return problem
    finally:
        connection.close()
