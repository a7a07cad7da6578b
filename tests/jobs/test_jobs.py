"""Work is a row: asked twice it is there once, left behind it is found, failing it waits."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from office.audit import clock
from office.jobs.core import UnknownKind, handler, wait_after
from office.jobs.models import Job
from office.jobs.services import LEASE, call_off, enqueue, run_due, run_job

pytestmark = pytest.mark.django_db

done: list[str] = []


@handler("test.note")
def note(key: str, args: dict) -> None:
    done.append(key)


@handler("test.fail")
def fail(key: str, args: dict) -> None:
    raise ValueError("passphrase hunter2")


@pytest.fixture(autouse=True)
def _empty():
    done.clear()


def test_a_job_asked_for_twice_runs_once():
    enqueue("test.note", "a")
    enqueue("test.note", "a")
    assert run_due() == 1
    assert run_due() == 0
    assert done == ["a"]


def test_a_job_called_off_is_not_run():
    enqueue("test.note", "a")
    enqueue("test.note", "b")
    call_off("test.note", ["a"])
    assert run_due() == 1
    assert done == ["b"]


def test_an_unknown_kind_is_refused_at_once():
    with pytest.raises(UnknownKind):
        enqueue("test.nobody", "a")


def test_a_job_waits_for_its_time():
    enqueue("test.note", "later", due=clock.now() + timedelta(hours=1))
    assert run_due() == 0


def test_a_failing_job_waits_longer_each_time_and_tells_only_its_class():
    enqueue("test.fail", "a")
    run_due()
    job = Job.objects.get()
    assert (job.state, job.attempts, job.error) == ("ready", 1, "ValueError")
    assert "hunter2" not in str(Job.objects.values().get())
    assert job.due > clock.now()


def test_waits_double_up_to_an_hour():
    waits = [wait_after(n) for n in range(1, 15)]
    assert waits[:3] == [timedelta(seconds=s) for s in (10, 20, 40)]
    assert waits[-1] == timedelta(hours=1)


@pytest.mark.parametrize(
    ("since", "found"),
    [(LEASE - timedelta(minutes=1), False), (LEASE + timedelta(minutes=1), True)],
)
def test_a_job_left_behind_by_a_killed_worker_is_taken_again_after_its_lease(since, found):
    enqueue("test.note", "a")
    Job.objects.update(state="running", taken_at=clock.now() - since)
    assert run_job(Job.objects.get().pk) is found


def test_work_once_drains_and_keeps_periodic_jobs_waiting(capsys):
    enqueue("test.note", "a")
    call_command("work", "--once")
    assert done == ["a"]
    assert Job.objects.get(kind="audit.seal").state == "ready"
