"""Many hands count at the same moment."""

import threading
from collections.abc import Callable

import pytest
from django.core.cache.backends.base import BaseCache
from django.db import connections

from office.acts.counting import SharedCounts

HANDS, EACH = 8, 5
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.proof,
    pytest.mark.usefixtures("twenty_times"),
]


class Unguarded(SharedCounts):
    """The control: reads and writes apart, as Django's own backends over a table do."""

    incr = BaseCache.incr


def at_once(doing: Callable[[], object]) -> list[object]:
    start, answers = threading.Barrier(HANDS), []

    def run() -> None:
        start.wait()
        try:
            answers.extend([doing() for _ in range(EACH)])
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=run) for _ in range(HANDS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_no_try_is_lost_between_parallel_requests():
    SharedCounts("", {}).add("tries", 0, timeout=60)
    answers = at_once(lambda: SharedCounts("", {}).incr("tries"))
    assert sorted(answers) == list(range(1, HANDS * EACH + 1))


def test_without_the_lock_tries_are_lost():
    for _ in range(5):
        Unguarded("", {}).set("tries", 0, 60)
        at_once(lambda: Unguarded("", {}).incr("tries"))
        if Unguarded("", {}).get("tries") < HANDS * EACH:
            return
    pytest.fail("the control lost nothing: this race proves nothing")


def test_of_many_that_add_one_wins():
    answers = at_once(lambda: SharedCounts("", {}).add("lock", value=True, timeout=60))
    assert answers.count(True) == 1
