"""This room's part of `fsck`."""

from office.audit.core import Invariant
from office.jobs.models import Job
from office.jobs.selectors import late_jobs


def invariants() -> list[Invariant]:
    """Return I7: nothing due is left lying while a worker lives."""
    return [Invariant("I7", "Tidak ada pekerjaan jatuh tempo yang tertinggal", _nothing_late)]


def _nothing_late() -> tuple[int, list[str]]:
    return Job.objects.count(), list(late_jobs())
