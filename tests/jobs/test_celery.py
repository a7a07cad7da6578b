"""The server's engine: Celery runs the rows, and a lost broker loses no work."""

import time

import pytest
from celery import Celery
from celery.contrib.testing.worker import start_worker
from django.db import transaction

from config import celery as engine
from office.jobs.core import handler
from office.jobs.models import Job
from office.jobs.services import enqueue, run_due

done: list[str] = []


@handler("test.celery")
def note(key: str, args: dict) -> None:
    done.append(key)


def nothing() -> int:
    return 0


@pytest.mark.redis
@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.filterwarnings("ignore")  # the worker of the test thread warns about its own shutdown
def test_an_act_wakes_the_worker_which_runs_the_row():
    done.clear()
    with start_worker(engine.app, perform_ping_check=False, pool="solo"):
        with transaction.atomic():
            enqueue("test.celery", "a")
        _until(lambda: Job.objects.get(kind="test.celery").state == "done")
    assert done == ["a"]


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_down_loses_no_work(settings, monkeypatch):
    """The act commits, nobody is woken, and whoever looks at the table next finds the row."""
    settings.JOB_WAKE = "config.celery.wake"
    # An engine of its own: Celery keeps a broker's connections for the life of the process.
    dead = Celery("dead", broker="redis://127.0.0.1:1/0", set_as_current=False)
    monkeypatch.setattr(engine, "sweep", dead.task(name="dead.sweep")(nothing))
    done.clear()
    with transaction.atomic():
        enqueue("test.celery", "b")
    assert run_due() == 1
    assert done == ["b"]


def _until(holds, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "the worker did not run the job in time"
        time.sleep(0.1)
