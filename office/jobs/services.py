"""Asking for work and doing it: at least once, with effects that bear repeating."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import close_old_connections, transaction
from django.db.models import Q
from django.utils.module_loading import import_string

from office.audit import clock
from office.audit.context import Surroundings, surrounded_by
from office.jobs.core import Periodic, handler_of, wait_after
from office.jobs.models import Heartbeat, Job

log = logging.getLogger(__name__)

ATTEMPTS_BEFORE_FAILED = 12
LEASE = timedelta(minutes=10)


def enqueue(
    kind: str, key: str, args: dict[str, Any] | None = None, due: datetime | None = None
) -> None:
    """Write a job into the current transaction; a second request for the same kind and key adds nothing.

    Raises UnknownKind for a kind no room handles. After the commit the engine is woken, nothing more: a lost wake-up
    only means that the sweeper finds the row.
    """
    handler_of(kind)
    job = Job(kind=kind, key=key, args=args or {}, due=due or clock.now())
    Job.objects.bulk_create([job], ignore_conflicts=True)
    transaction.on_commit(_wake)


def call_off(kind: str, keys: Sequence[str]) -> None:
    """Note, in the current transaction, that waiting jobs of these keys need not be done any more.

    A job that is running already is left alone; its handler bears finding nothing to do.
    """
    waiting = Job.objects.filter(kind=kind, key__in=keys, state=Job.State.READY)
    waiting.update(state=Job.State.DONE, finished_at=clock.now())


def put_back(pk: int) -> bool:
    """Make a job that was given up ready again, in the current transaction; return whether it was given up."""
    failed = Job.objects.filter(pk=pk, state=Job.State.FAILED)
    back = failed.update(state=Job.State.READY, due=clock.now(), attempts=0, error="")
    transaction.on_commit(_wake)
    return bool(back)


def _wake() -> None:
    import_string(settings.JOB_WAKE)()


def no_wake() -> None:
    """Wake nobody: the embedded worker looks at the table itself."""


def run_due(limit: int = 200) -> int:
    """Run what is due, oldest first, and return how many jobs were run."""
    return sum(run_job(pk) for pk in due_jobs(limit))


def due_jobs(limit: int) -> list[int]:
    """Return ids of jobs that are due or were left behind by a killed worker."""
    at = clock.now()
    left_behind = Q(state=Job.State.RUNNING, taken_at__lt=at - LEASE)
    due = Job.objects.filter(Q(state=Job.State.READY, due__lte=at) | left_behind)
    return list(due.order_by("due", "id").values_list("id", flat=True)[:limit])


def run_job(pk: int) -> bool:
    """Take one job, run its handler and note the outcome; return whether this worker got it."""
    job = _take(pk)
    if job is None:
        return False
    with surrounded_by(Surroundings()):
        try:
            handler_of(job.kind)(job.key, job.args)
        except Exception as problem:  # noqa: BLE001 - whatever a handler meets, its row must tell, and others must run
            _note_failure(job, problem)
            return True
    _note_done(job)
    return True


def _take(pk: int) -> Job | None:
    at = clock.now()
    with transaction.atomic():
        job = Job.objects.select_for_update().filter(pk=pk).first()
        if job is None or not _may_be_taken(job, at):
            return None
        job.state, job.taken_at, job.attempts = Job.State.RUNNING, at, job.attempts + 1
        job.save(update_fields=["state", "taken_at", "attempts"])
        return job


def _may_be_taken(job: Job, at: datetime) -> bool:
    if job.state == Job.State.READY:
        return job.due <= at
    return job.state == Job.State.RUNNING and job.taken_at is not None and job.taken_at < at - LEASE


def _note_done(job: Job) -> None:
    at = clock.now()
    pause = _pauses().get(job.kind) if job.key == "periodic" else None
    if pause is None:
        Job.objects.filter(pk=job.pk).update(state=Job.State.DONE, finished_at=at, error="")
    else:
        Job.objects.filter(pk=job.pk).update(
            state=Job.State.READY, due=at + pause, finished_at=at, attempts=0, error=""
        )


def _note_failure(job: Job, problem: Exception) -> None:
    # The class name only: a message may quote what it failed on, and rows are read by many.
    log.warning("job %s %s failed: %s", job.kind, job.key, type(problem).__name__)
    given_up = job.attempts >= ATTEMPTS_BEFORE_FAILED and job.key != "periodic"
    Job.objects.filter(pk=job.pk).update(
        state=Job.State.FAILED if given_up else Job.State.READY,
        due=clock.now() + wait_after(job.attempts),
        error=type(problem).__name__,
    )


def keep_schedule() -> None:
    """Make sure every periodic job has its row and note that a dispatcher is alive."""
    at = clock.now()
    rows = [Job(kind=p.kind, key="periodic", due=at) for p in _schedule()]
    Job.objects.bulk_create(rows, ignore_conflicts=True)
    Heartbeat.objects.update_or_create(id=1, defaults={"at": at})


def _schedule() -> list[Periodic]:
    schedule: list[Periodic] = import_string(settings.JOB_SCHEDULE)
    return schedule


def _pauses() -> dict[str, timedelta]:
    return {p.kind: p.every for p in _schedule()}


def pull_forward(at: datetime) -> None:
    """Bring jobs that were due after `at` back to it: the demo clock may be set back between runs."""
    Job.objects.filter(state=Job.State.READY, due__gt=at).update(due=at)


def between_jobs() -> None:
    """Give broken or stale database connections back before a long pause."""
    close_old_connections()
