"""Programs that ask at the same moment: one decision, one answer per key, and never more keys than one may hold."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections

from office.acts.core import Busy
from office.people.core.api_keys import MOST_KEYS
from office.people.key_models import ApiKey
from office.people.problems import KeyRefused
from tests.api.conftest import caller, issued
from tests.daily_report.conftest import MONDAY, file
from workflows.approval.models import Decision, Step
from workflows.daily_report.models import DailyReport

PARALLEL = 8
BUSY_AGAIN = 20
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.proof, pytest.mark.timeout(1800)]


def at_once(work: Callable[[int], Any]) -> list[Any]:
    """Run the work in as many threads, all released together; return what each got."""
    gate = threading.Barrier(PARALLEL)

    def one(number: int) -> Any:
        try:
            gate.wait(timeout=60)
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(PARALLEL) as pool:
        return list(pool.map(one, range(PARALLEL)))


def sent(text: str, url: str, body: dict, key: str):
    """Send a write, once more while a row is held, as the answer says."""
    for _try in range(BUSY_AGAIN):
        answer = caller(text).write("POST", url, body, key)
        if answer.status_code != 409 or "Sedang diproses" not in answer.json()["title"]:
            return answer
    raise AssertionError("busy twenty times")


def test_one_key_decides_once_and_everyone_gets_its_answer(desk, proof):
    _id, text = issued(desk.budi)
    for number in proof.rounds(50, small=1):
        filed = file(desk.ani, on=MONDAY - timedelta(days=number))
        step = Step.objects.get(filing_id=filed.filing_id, state="open")
        body = {"revision_sha": step.filing.revision_sha}
        url = f"/api/v1/desk/{step.pk}/approve"
        answers = at_once(lambda _n, u=url, b=body, k=f"kunci-{number}": sent(text, u, b, k))
        assert {answer.status_code for answer in answers} == {200}
        assert len({answer.content for answer in answers}) == 1
        assert Decision.objects.filter(step=step).count() == 1


def test_of_approvals_and_rejections_at_once_one_wins(desk, proof):
    _id, text = issued(desk.budi)
    for number in proof.rounds(50, small=1):
        filed = file(desk.ani, on=MONDAY - timedelta(days=number))
        step = Step.objects.get(filing_id=filed.filing_id, state="open")
        body = {"revision_sha": step.filing.revision_sha, "note": "x"}
        verbs = [("approve", "reject")[n % 2] for n in range(PARALLEL)]

        def decide(n: int, pk=step.pk, body=body, number=number, verbs=verbs):
            return sent(text, f"/api/v1/desk/{pk}/{verbs[n]}", body, f"kunci-{number}-{n}")

        answers = at_once(decide)
        told = sorted(answer.status_code for answer in answers)
        assert told == [200] + [409] * (PARALLEL - 1)
        assert Decision.objects.filter(step=step).count() == 1
        assert DailyReport.objects.filter(filing_id=filed.filing_id).exists()


def test_many_requests_at_once_issue_no_more_keys_than_one_may_hold(desk, proof):
    for _round in proof.rounds(20, small=1):
        ApiKey.objects.all().delete()
        for _key in range(MOST_KEYS - 1):
            issued(desk.ani)

        def ask(_number: int) -> bool:
            for _try in range(BUSY_AGAIN):
                try:
                    issued(desk.ani)
                except Busy:
                    continue
                except KeyRefused:
                    return False
                return True
            raise AssertionError("busy twenty times")

        assert sum(at_once(ask)) == 1
        assert ApiKey.objects.count() == MOST_KEYS
