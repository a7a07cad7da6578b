"""Many at once: one filing, one outcome, and always an answer a person can read."""

import threading
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection

from office.acts.core import Problem
from tests.daily_report.conftest import MONDAY, draft, file, work
from tests.daily_report.test_filing import decide
from workflows.approval import selectors as ladder
from workflows.approval import services as approval
from workflows.daily_report import services
from workflows.daily_report.invariants import invariants
from workflows.daily_report.models import Activity, DailyReport

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.proof,
    pytest.mark.usefixtures("twenty_times"),
]


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """Do all deeds at the same moment and return what each gave: an answer or the exception."""
    gate = threading.Barrier(len(deeds))
    given: list[object] = [None] * len(deeds)

    def run(place: int, deed: Callable[[], object]) -> None:
        gate.wait()
        try:
            given[place] = deed()
        except Exception as problem:  # noqa: BLE001 - whatever a thread meets, the test must see it
            given[place] = problem
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


def settled(given: list[object]) -> tuple[list[object], list[object]]:
    """Return (answers, refusals); anything that is no readable refusal fails."""
    failures = [one for one in given if isinstance(one, Exception)]
    assert all(isinstance(one, Problem) for one in failures), failures
    return [one for one in given if not isinstance(one, Exception)], failures


def test_a_report_filed_from_many_windows_at_once_is_filed_once(unsigned):
    report_id = draft(unsigned.ani)

    def submit(key: str) -> Callable[[], object]:
        return lambda: services.submit_daily_report(
            by=unsigned.ani.actor, report_id=report_id, key=key
        )

    answers, refusals = settled(at_once(*[submit(f"k-{n}") for n in range(8)]))
    assert (len(answers), len(refusals)) == (1, 7)
    assert DailyReport.objects.get().revision == 1
    assert len(ladder.desk(unsigned.budi.actor).rows) == 1


def test_the_first_two_activities_of_a_day_share_one_report(unsigned):
    def add(n: int) -> Callable[[], object]:
        entry = work(450 + 10 * n, 460 + 10 * n)
        return lambda: services.add_activity(
            by=unsigned.ani.actor, on=MONDAY, entry=entry, key=f"a-{n}"
        )

    answers, refusals = settled(at_once(*[add(n) for n in range(6)]))
    assert refusals == []
    assert len({answer.report_id for answer in answers}) == DailyReport.objects.count() == 1
    assert Activity.objects.count() == 6


def test_taking_back_and_deciding_at_once_leave_exactly_one_of_both(unsigned):
    for _ in range(3):
        outcome = file(unsigned.ani)
        (row,) = ladder.desk(unsigned.budi.actor).rows
        withdraw = partial(
            services.withdraw_daily_report,
            by=unsigned.ani.actor,
            report_id=outcome.report_id,
            reason="Keliru",
        )
        approve = partial(
            approval.decide,
            by=unsigned.budi.actor,
            step_id=row.step_id,
            choice="approve",
            note="",
            revision_sha=row.revision_sha,
            key=f"d-{row.step_id}",
        )
        answers, refusals = settled(at_once(withdraw, approve))
        assert (len(answers), len(refusals)) == (1, 1)
        assert [offender for invariant in invariants() for offender in invariant.check()[1]] == []
        if DailyReport.objects.get().state == "submitted":
            decide(unsigned.citra, "return", "Ulangi")
