"""Sixteen at once on one step: one winner, everybody else told so, never a 500; and what happens without the guards."""

import sqlite3
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client

from office.acts.core import Problem
from office.audit.core import Secret
from office.people.models import Mandate
from office.people.services import create_account, end_mandate
from signing.models import Signature
from tests.approval.city import CLERK, PASSPHRASE, SIGNS, give_certificates
from workflows.approval.core import DecisionOutcome
from workflows.approval.invariants import invariants
from workflows.approval.models import Decision, Filing, Step
from workflows.approval.services import decide, sign_batch, withdraw_filing

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.proof]
CLIENTS = 16
REPEAT, PAIRED = 100, 500


def at_once(calls):
    """Run all calls together; return for each its answer, its Problem, or whatever else went wrong."""
    start = threading.Barrier(len(calls))

    def run(call):
        try:
            start.wait()
            return call()
        except Problem as problem:
            return problem
        except Exception as error:  # noqa: BLE001 - any other exception would be a 500 and fails the test
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def winners(answers):
    """Return the answers that were no problem; fail on anything that is neither answer nor a 409."""
    for answer in answers:
        if isinstance(answer, BaseException):
            assert isinstance(answer, Problem), repr(answer)
            assert answer.status == 409, (type(answer), answer.message)
    return [answer for answer in answers if not isinstance(answer, BaseException)]


def whole():
    """Every invariant of the room holds."""
    return [offender for statement in invariants() for offender in statement.check()[1]]


def choose(town, filing, person, choice):
    """Return one client's decision on the filing's open step, or the maker's withdrawal."""
    if choice == "withdraw":
        return partial(
            withdraw_filing, by=town.who("ani"), filing_id=filing.filing_id, reason="Salah."
        )
    return partial(
        decide,
        by=town.who(person),
        step_id=town.open_step(filing.filing_id).pk,
        choice=choice,
        note="Alasan.",
        revision_sha=filing.revision_sha,
        key=str(uuid.uuid4()),
    )


PAIRINGS = ("approve", "reject", "return", "withdraw")


@pytest.mark.parametrize("other", PAIRINGS)
def test_sixteen_decisions_on_one_step_have_one_winner(town, proof, other):
    """Eight approve and eight do something else, half of them for the seat under a mandate."""
    town.mandate("delegation", "budi", "eka")
    for _ in proof.rounds(PAIRED):
        filing = town.submit()
        calls = [
            choose(town, filing, ("budi", "eka")[n // 2 % 2], ("approve", other)[n % 2])
            for n in range(CLIENTS)
        ]
        assert len(winners(at_once(calls))) == 1
        made = Decision.objects.filter(filing_id=filing.filing_id).count()
        row = Filing.objects.get(pk=filing.filing_id)
        assert made == (0 if row.state == "withdrawn" else 1)
        open_tasks = row.task_set.filter(finished__isnull=True).count()
        assert open_tasks == (0 if row.state == "rejected" else 1)
    assert whole() == []


def test_a_mandate_that_ends_while_its_holder_decides_decides_before_its_end_or_not_at_all(
    town, proof
):
    """Eight approve under the mandate, eight end it; what the record says afterwards agrees with itself."""
    for _ in proof.rounds(PAIRED):
        town.mandate("delegation", "budi", "eka", first=date(2026, 10, 5))
        mandate = Mandate.objects.get(superseded_at=None)
        filing = town.submit()
        end = partial(end_mandate, by=CLERK, mandate_id=mandate.pk)
        answers = at_once(
            [end if n % 2 else choose(town, filing, "eka", "approve") for n in range(CLIENTS)]
        )
        assert [a for a in answers if not isinstance(a, Problem | DecisionOutcome | None)] == []
        assert answers[1::2].count(None) == 1
        made = Decision.objects.filter(filing_id=filing.filing_id)
        assert len(made) == sum(isinstance(a, DecisionOutcome) for a in answers) <= 1
        mandate.refresh_from_db()
        assert [d.pk for d in made if d.claimed_at >= mandate.superseded_at] == []
    assert whole() == []


def test_the_same_key_sixteen_times_has_one_effect_and_one_answer(town, proof):
    for _ in proof.rounds(REPEAT):
        filing = town.submit()
        answers = at_once([choose(town, filing, "budi", "approve")] * CLIENTS)
        assert len(winners(answers)) == CLIENTS
        assert len(set(answers)) == 1
        assert Decision.objects.filter(filing_id=filing.filing_id).count() == 1


def test_sixteen_posts_from_the_page_are_all_answered_and_one_decides(
    town, client, settings, proof
):
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    account = create_account(
        by=CLERK, employee_id=town.people["budi"], password=Secret("Sandi-masuk-uji-1")
    )
    client.force_login(
        get_user_model().objects.get(pk=account), backend=settings.AUTHENTICATION_BACKENDS[0]
    )
    for _ in proof.rounds(REPEAT):
        filing = town.submit()
        page = f"/meja/{town.open_step(filing.filing_id).pk}/setujui/"

        def press(page=page, revision=filing.revision_sha):
            browser = Client(raise_request_exception=False)
            browser.cookies = client.cookies
            return browser.post(
                page, {"revision_sha": revision, "key": str(uuid.uuid4())}
            ).status_code

        statuses = at_once([press] * CLIENTS)
        assert sorted(statuses) == [302] + [409] * (CLIENTS - 1)
        assert Decision.objects.filter(filing_id=filing.filing_id).count() == 1


def test_both_holders_of_a_seat_sign_at_once_and_one_signature_stands(town, proof):
    give_certificates(town, "budi", "eka")
    town.mandate("delegation", "budi", "eka")
    for _ in proof.rounds(REPEAT):
        filing = town.submit(SIGNS)
        pick = town.pick(filing.filing_id)
        batches = [
            sign_batch(by=town.who(person), picks=[pick], passphrase=Secret(PASSPHRASE))
            for person in ("budi", "eka", "budi", "eka")
        ]
        results = winners(at_once([partial(next, iter(batch)) for batch in batches]))
        stood = [result for result in results if result.document_sha]
        assert len(stood) == 1
        assert Decision.objects.filter(filing_id=filing.filing_id, state="made").count() == 1
        assert (
            Signature.objects.filter(
                document__filing_ref=f"filing:{filing.filing_id}", state="stored"
            ).count()
            == 1
        )
        assert Step.objects.filter(filing_id=filing.filing_id, state="open").get().level == 2
    assert whole() == []


def test_sixteen_submissions_of_one_subject_make_one_filing(town, proof):
    for round_ in proof.rounds(REPEAT):
        answers = at_once([partial(town.submit, number=5000 + round_)] * CLIENTS)
        bad = [a for a in answers if isinstance(a, BaseException) and not isinstance(a, Problem)]
        assert bad == []
        assert Filing.objects.filter(subject_ref=f"practice:{5000 + round_}").count() == 1


# --- controls: the same race without the guards ------------------------------------------------


def naive(table, after_read):
    """Read, check, write: what a decision would be without lock and constraint."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        if cursor.fetchone()[0]:
            return False
        after_read.wait(timeout=20)
        cursor.execute(f"INSERT INTO {table} (step) VALUES (1)")
        return True


@pytest.mark.postgresql
def test_without_the_guards_the_same_race_decides_twice_on_postgresql(transactional_db):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE naive_decision (step integer)")
    try:
        together = threading.Barrier(CLIENTS)
        answers = at_once([lambda: naive("naive_decision", together)] * CLIENTS)
        assert sum(answer is True for answer in answers) > 1
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE naive_decision")


@pytest.mark.sqlite
def test_without_the_immediate_mode_the_same_race_finds_the_database_locked(tmp_path):
    path = tmp_path / "deferred.db"
    with sqlite3.connect(path) as setup:
        setup.execute("PRAGMA journal_mode=WAL")
        setup.execute("CREATE TABLE decision (step integer)")
    together = threading.Barrier(CLIENTS)

    def deferred():
        own = sqlite3.connect(path, timeout=20, isolation_level=None)
        try:
            own.execute("BEGIN DEFERRED")
            own.execute("SELECT count(*) FROM decision").fetchone()
            together.wait(timeout=20)
            own.execute("INSERT INTO decision VALUES (1)")
            own.execute("COMMIT")
            return True
        finally:
            own.close()

    answers = at_once([deferred] * CLIENTS)
    locked = [a for a in answers if isinstance(a, sqlite3.OperationalError) and "locked" in str(a)]
    assert len(locked) == CLIENTS - 1
    assert answers.count(True) == 1
