"""Reads of work to do."""

from dataclasses import dataclass
from datetime import timedelta

from office.audit import clock
from office.jobs.models import Heartbeat, Job

LATE_AFTER = timedelta(seconds=60)
ALIVE_WITHIN = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class JobBoard:
    """How much work there is."""

    waiting: int
    """Jobs that are ready or running, periodic ones not counted."""
    failed: int
    """Jobs given up after their last attempt."""
    late: tuple[str, ...]
    """Jobs due for more than a minute though a worker is alive."""


@dataclass(frozen=True, slots=True)
class FailedJob:
    """A job given up after its last attempt."""

    id: int
    """The row."""
    kind: str
    """Registered kind."""
    key: str
    """Its natural key."""
    error: str
    """Class of what went wrong."""


def failed_jobs(limit: int = 100) -> tuple[FailedJob, ...]:
    """Return the jobs given up, newest first."""
    rows = Job.objects.filter(state=Job.State.FAILED).order_by("-pk")[:limit]
    return tuple(FailedJob(row.pk, row.kind, row.key, row.error) for row in rows)


def job_board() -> JobBoard:
    """Return the counts that health checks and the demo's summary show."""
    once = Job.objects.exclude(key="periodic")
    return JobBoard(
        waiting=once.filter(state__in=[Job.State.READY, Job.State.RUNNING]).count(),
        failed=once.filter(state=Job.State.FAILED).count(),
        late=late_jobs(),
    )


def late_jobs() -> tuple[str, ...]:
    """Return jobs that nobody did within a minute of their time although a worker lives (invariant I7)."""
    at = clock.now()
    if not Heartbeat.objects.filter(at__gte=at - ALIVE_WITHIN, at__lte=at + ALIVE_WITHIN).exists():
        return ()
    late = Job.objects.filter(state=Job.State.READY, due__lt=at - LATE_AFTER, attempts=0)
    return tuple(str(job) for job in late.order_by("due")[:20])
