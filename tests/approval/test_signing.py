"""Signing is the act: consent, claim, signature, completion; what a crash or a mandate leaves behind."""

import subprocess
import uuid
from datetime import date

import pytest
from django.db import connection

from office.acts.core import Problem
from office.archive import services as archive
from office.audit.core import Secret
from office.jobs.services import run_due
from signing.core import ConsentClosed, TooManyTries, WrongPassphrase
from signing.keys import unlock
from signing.production import produce_signature
from signing.services import open_consent
from tests.approval.city import PASSPHRASE, SIGNS, give_certificates
from workflows.approval.core import Pick
from workflows.approval.errors import BeingSigned, ClaimGone, FourEyes, NothingPicked, NotYourSeat
from workflows.approval.handlers import FINISHER, finish_signature
from workflows.approval.models import Decision, Filing, Step
from workflows.approval.selectors import filing_card, signable
from workflows.approval.services import (
    claim_decision,
    complete_decision,
    lapse_decision,
    sign_batch,
    withdraw_filing,
)

PINNED_SIGNATURES = [77, 75]
"""First signature, last signature: every statement from opening the key to the stored document."""


@pytest.fixture
def signers(town):
    give_certificates(town, "budi", "citra", "dedi")
    return town


def claim(town, filing, person="budi", key=None):
    """T1 of the filing's open step, as the batch does it."""
    pick = town.pick(filing.filing_id, key)
    by = town.who(person)
    base = signable([pick.step_id], by)[pick.step_id]
    consent = open_consent(by=by, seat=base.seat, sha256s=[base.base_sha256], seconds=300)
    return claim_decision(
        by=by,
        step_id=pick.step_id,
        revision_sha=pick.revision_sha,
        consent_id=consent.consent_id,
        base_sha256=base.base_sha256,
        decision_key=pick.key,
    )


def produced(town, claimed, person="budi"):
    key = unlock(town.people[person], Secret(PASSPHRASE))
    return produce_signature(claimed.signature_id, key)


def test_supervisor_and_head_sign_one_document(signers, calls):
    town = signers
    filing = town.submit(SIGNS)
    (first,) = town.sign("budi", town.pick(filing.filing_id))
    assert first.ok, first.message
    (second,) = town.sign("citra", town.pick(filing.filing_id))
    assert second.ok, second.message
    assert first.document_sha != second.document_sha
    assert Filing.objects.get(pk=filing.filing_id).state == "approved"
    assert [c[0] for c in calls] == ["approved"]
    assert [d.field for d in Decision.objects.order_by("pk")] == ["L1a", "L2a"]
    (document,) = filing_card(filing.filing_id, town.who("ani")).documents
    assert document.prepared_sha256 == filing.revision_sha
    assert document.sha256 == second.document_sha
    assert [s.signer_name for s in document.signatures] == ["Budi", "Citra"]


@pytest.mark.poppler
def test_pdfsig_agrees_that_both_signatures_are_good(signers, tmp_path):
    town = signers
    filing = town.submit(SIGNS)
    town.sign("budi", town.pick(filing.filing_id))
    (last,) = town.sign("citra", town.pick(filing.filing_id))
    path = tmp_path / "laporan.pdf"
    path.write_bytes(archive.read(last.document_sha))
    said = subprocess.run(
        ["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False
    ).stdout
    assert said.count("Signature is Valid.") == 2
    assert "Total document signed" in said


def test_a_plh_signs_under_the_own_certificate_with_the_formula(signers):
    town = signers
    town.mandate("plh", "budi", "dedi")
    filing = town.submit(SIGNS)
    (done,) = town.sign("dedi", town.pick(filing.filing_id))
    assert done.ok, done.message
    (document,) = filing_card(filing.filing_id, town.who("ani")).documents
    (signature,) = document.signatures
    assert (signature.formula, signature.signer_name, signature.seat_title) == (
        "Plh.",
        "Dedi",
        "Kepala Bidang",
    )


def test_a_batch_signs_many_and_tells_each_result(signers):
    town = signers
    filings = [town.submit(SIGNS) for _ in range(4)]
    picks = [town.pick(f.filing_id) for f in filings]
    withdraw_filing(by=town.who("ani"), filing_id=filings[2].filing_id, reason="Salah tanggal.")
    results = town.sign("budi", *picks)
    assert [(r.index, r.ok) for r in results] == [(1, True), (2, True), (3, False), (4, True)]
    assert "pembuatnya" in results[2].message
    assert Decision.objects.filter(state="made").count() == 3


def test_resuming_a_batch_with_the_same_keys_signs_nothing_twice(signers):
    town = signers
    picks = [town.pick(town.submit(SIGNS).filing_id) for _ in range(2)]
    first = sign_batch(by=town.who("budi"), picks=picks, passphrase=Secret(PASSPHRASE))
    next(first)
    first.close()
    again = town.sign("budi", *picks)
    assert [r.message for r in again] == ["Sudah ditandatangani.", "Ditandatangani."]
    assert Decision.objects.filter(state="made").count() == 2


def test_a_batch_needs_a_document_and_knows_its_limit(signers):
    with pytest.raises(NothingPicked):
        signers.sign("budi")
    many = [Pick(n, "", str(uuid.uuid4())) for n in range(5001)]
    with pytest.raises(NothingPicked, match="paling banyak"):
        signers.sign("budi", *many)


def test_a_wrong_passphrase_signs_nothing_and_five_close_the_key(signers):
    town = signers
    filing = town.submit(SIGNS)
    pick = town.pick(filing.filing_id)
    for _ in range(5):
        with pytest.raises(WrongPassphrase):
            town.sign("budi", pick, passphrase="bukan yang benar")
    with pytest.raises(TooManyTries):
        town.sign("budi", pick)
    assert not Decision.objects.exists()
    assert Step.objects.get(level=1).state == "open"


def test_the_maker_cannot_sign_even_with_key_and_mandate(signers):
    town = signers
    give_certificates(town, "ani")
    town.mandate("plh", "budi", "ani")
    filing = town.submit(SIGNS)
    # The seat was left out at submission, since Ani stands in for its holder.
    assert [s.seat for s in filing.steps] == [str(town.seat("citra")), str(town.seat("sekda"))]
    (refused,) = town.sign("ani", town.pick(filing.filing_id))
    assert not refused.ok
    assert not Decision.objects.exists()


def test_while_a_claim_lives_everybody_is_told_who_signs(signers):
    town = signers
    town.mandate("delegation", "budi", "dedi")
    filing = town.submit(SIGNS)
    claim(town, filing)
    step = town.open_step(filing.filing_id)
    assert step.state == "signing"
    for choice in ("return", "reject"):
        with pytest.raises(BeingSigned, match="sedang ditandatangani oleh Budi"):
            town.decide("dedi", filing.filing_id, choice, "Alasan.", step=step)
    with pytest.raises(BeingSigned, match="Budi"):
        withdraw_filing(by=town.who("ani"), filing_id=filing.filing_id, reason="Alasan.")
    (other,) = town.sign("dedi", town.pick(filing.filing_id))
    assert not other.ok
    assert "Budi" in other.message
    assert Decision.objects.count() == 1


def test_the_same_key_gets_its_living_claim_again(signers):
    town = signers
    filing = town.submit(SIGNS)
    key = str(uuid.uuid4())
    pick = town.pick(filing.filing_id, key)
    first = claim(town, filing, key=key)
    again = claim_decision(
        by=town.who("budi"), step_id=pick.step_id, revision_sha=pick.revision_sha,
        consent_id=0, base_sha256="", decision_key=key,
    )  # fmt: skip
    assert (first.is_new, again.is_new) == (True, False)
    assert again.signature_id == first.signature_id
    (second_request,) = town.sign("budi", pick)
    assert not second_request.ok
    assert "sedang ditandatangani" in second_request.message


def test_completing_twice_is_completing_once(signers):
    town = signers
    filing = town.submit(SIGNS)
    claimed = claim(town, filing)
    sha = produced(town, claimed)
    first = complete_decision(by=town.who("budi"), decision_id=claimed.decision_id, sha256=sha)
    assert complete_decision(by=FINISHER, decision_id=claimed.decision_id, sha256=sha) == first
    assert first.level == 2


def test_nobody_else_completes_or_lapses_a_claim(signers):
    town = signers
    claimed = claim(town, town.submit(SIGNS))
    with pytest.raises(NotYourSeat):
        complete_decision(by=town.who("citra"), decision_id=claimed.decision_id, sha256="0" * 64)
    with pytest.raises(NotYourSeat):
        lapse_decision(by=town.who("citra"), decision_id=claimed.decision_id, reason="x")
    with pytest.raises(NotYourSeat, match="masih berlaku"):
        lapse_decision(by=FINISHER, decision_id=claimed.decision_id, reason="x")


# --- crashes -----------------------------------------------------------------------------------


def test_a_crash_after_the_claim_lapses_at_expiry_and_the_official_is_asked_again(signers, at):
    town = signers
    filing = town.submit(SIGNS)
    claimed = claim(town, filing)
    at(2026, 10, 5, 8, 1)
    run_due()
    run_due()
    assert Decision.objects.get().state == "pending"
    at(2026, 10, 5, 8, 6)
    run_due()
    assert Decision.objects.get().state == "lapsed"
    assert town.open_step(filing.filing_id).state == "open"
    with pytest.raises(ClaimGone):
        complete_decision(by=town.who("budi"), decision_id=claimed.decision_id, sha256="0" * 64)
    (done,) = town.sign("budi", town.pick(filing.filing_id))
    assert done.ok, done.message


def test_a_crash_after_the_flush_is_finished_by_the_job(signers, at):
    town = signers
    filing = town.submit(SIGNS)
    claimed = claim(town, filing)
    sha = produced(town, claimed)
    at(2026, 10, 5, 8, 1)
    run_due()
    decision = Decision.objects.get()
    assert decision.state == "made"
    (document,) = filing_card(filing.filing_id, town.who("ani")).documents
    assert document.sha256 == sha
    assert town.open_step(filing.filing_id).level == 2


def test_the_finishing_job_bears_repeating(signers, at):
    town = signers
    filing = town.submit(SIGNS)
    claimed = claim(town, filing)
    produced(town, claimed)
    args = {"decision_id": claimed.decision_id}
    for _ in range(3):
        finish_signature("k", args)
    finish_signature("k", {"decision_id": 999})
    assert Decision.objects.get().state == "made"
    assert Step.objects.filter(state="open").count() == 1


def test_a_file_finished_in_time_counts_even_if_the_job_comes_late(signers, at):
    town = signers
    filing = town.submit(SIGNS)
    produced(town, claim(town, filing))
    at(2026, 10, 5, 9, 0)
    run_due()
    assert Decision.objects.get().state == "made"


def test_a_signature_is_not_produced_after_its_time(signers, at):
    town = signers
    claimed = claim(town, town.submit(SIGNS))
    at(2026, 10, 5, 8, 6)
    with pytest.raises(Problem, match="habis"):
        produced(town, claimed)


def test_what_cannot_be_produced_lapses_at_once(signers):
    """Budi's certificate is replaced between the opening of the key and the signature."""
    town = signers
    filing = town.submit(SIGNS)
    batch = sign_batch(
        by=town.who("budi"), picks=[town.pick(filing.filing_id)], passphrase=Secret(PASSPHRASE)
    )
    give_certificates(town, "budi")
    (result,) = list(batch)
    assert not result.ok
    assert not Decision.objects.exclude(state="lapsed").exists()
    assert town.open_step(filing.filing_id).state == "open"


def test_a_claim_under_a_mandate_ends_with_the_mandate(signers, at):
    town = signers
    town.mandate("plh", "budi", "dedi", last=date(2026, 10, 5))
    filing = town.submit(SIGNS)
    midnight = at(2026, 10, 5, 23, 58)
    claimed = claim(town, filing, "dedi")
    assert 0 < (claimed.expires_at - midnight).total_seconds() < 120
    at(2026, 10, 6, 0, 0)
    with pytest.raises(Problem, match="habis"):
        produced(town, claimed, "dedi")


def test_an_expired_consent_signs_nothing_more(signers, at):
    town = signers
    picks = [town.pick(town.submit(SIGNS).filing_id) for _ in range(2)]
    batch = sign_batch(by=town.who("budi"), picks=picks, passphrase=Secret(PASSPHRASE))
    assert next(batch).ok
    at(2026, 10, 5, 8, 30)
    second = next(batch)
    assert not second.ok
    assert "habis" in second.message
    assert Step.objects.filter(level=1, state="open").count() == 1


def test_the_head_sees_what_changed_between_consent_and_claim(signers):
    """The supervisor's step was returned and signed anew after the head's consent was opened."""
    town = signers
    filing = town.submit(SIGNS, number=700)
    town.sign("budi", town.pick(filing.filing_id))
    batch = sign_batch(
        by=town.who("citra"), picks=[town.pick(filing.filing_id)], passphrase=Secret(PASSPHRASE)
    )
    town.decide("citra", filing.filing_id, "return", "Perbaiki.")
    town.submit(SIGNS, number=700)
    (result,) = list(batch)
    assert not result.ok
    assert Filing.objects.get().level == 1


def test_a_return_after_a_signature_makes_a_new_unsigned_document(signers):
    town = signers
    filing = town.submit(SIGNS)
    town.sign("budi", town.pick(filing.filing_id))
    back = town.decide("citra", filing.filing_id, "return", "Perbaiki.", to_level=1)
    assert (back.round, back.level) == (2, 1)
    (document,) = filing_card(filing.filing_id, town.who("ani")).documents
    assert (document.revision, document.n, document.signatures) == (2, 0, ())
    for person in ("budi", "citra"):
        (done,) = town.sign(person, town.pick(filing.filing_id))
        assert done.ok, done.message
    assert Filing.objects.get().state == "approved"


def test_the_passphrase_is_found_in_no_table(signers):
    town = signers
    filing = town.submit(SIGNS)
    town.sign("budi", town.pick(filing.filing_id))
    with pytest.raises(WrongPassphrase):
        town.sign("citra", town.pick(filing.filing_id), passphrase="frasa salah yang dicari")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            held = str(cursor.fetchall())
            assert PASSPHRASE not in held, table
            assert "frasa salah yang dicari" not in held, table


def test_four_eyes_hold_for_signatures_too(signers):
    town = signers
    town.mandate("delegation", "citra", "budi")
    filing = town.submit(SIGNS)
    town.sign("budi", town.pick(filing.filing_id))
    (refused,) = town.sign("budi", town.pick(filing.filing_id))
    assert not refused.ok
    assert "tingkat lain" in refused.message
    with pytest.raises(FourEyes):
        claim(town, filing, "budi")


def test_a_consent_covers_only_its_documents(signers):
    town = signers
    one, other = town.submit(SIGNS), town.submit(SIGNS)
    by = town.who("budi")
    pick, stranger = town.pick(one.filing_id), town.pick(other.filing_id)
    base = signable([pick.step_id], by)[pick.step_id]
    consent = open_consent(by=by, seat=base.seat, sha256s=[base.base_sha256], seconds=300)
    rest = {"by": by, "consent_id": consent.consent_id, "decision_key": str(uuid.uuid4())}
    with pytest.raises(Problem):
        claim_decision(
            step_id=stranger.step_id, revision_sha=stranger.revision_sha,
            base_sha256=signable([stranger.step_id], by)[stranger.step_id].base_sha256, **rest,
        )  # fmt: skip
    assert not Decision.objects.exists()
    claim_decision(
        step_id=pick.step_id, revision_sha=pick.revision_sha, base_sha256=base.base_sha256, **rest
    )
    with pytest.raises((ConsentClosed, BeingSigned)):
        claim_decision(
            step_id=pick.step_id, revision_sha=pick.revision_sha, base_sha256=base.base_sha256,
            **rest | {"decision_key": str(uuid.uuid4())},
        )  # fmt: skip


def test_a_signature_costs_a_pinned_number_of_queries(signers):
    """More queries mean a new reason; fewer mean a new pin."""
    from django.test.utils import CaptureQueriesContext

    signers.sign("budi", signers.pick(signers.submit(SIGNS).filing_id))  # the first try makes a row
    signers.sign("citra", signers.pick(Filing.objects.get().pk))
    filing, costs = signers.submit(SIGNS), []
    for person in ("budi", "citra"):
        pick = signers.pick(filing.filing_id)
        with CaptureQueriesContext(connection) as spent:
            signers.sign(person, pick)
        costs.append(len(spent))

    assert Filing.objects.get(pk=filing.filing_id).state == "approved"
    assert costs == PINNED_SIGNATURES
