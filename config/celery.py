"""The server's engine: Celery carries ids of job rows, nothing else."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("e_performance", broker=os.environ.get("REDIS_URL", ""))
app.conf.update(
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    task_ignore_result=True,
    task_time_limit=540,
    # kombu returns lost messages only after this time, and looks for them rarely unless told.
    broker_transport_options={
        "visibility_timeout": 1200,
        "unacked_restore_interval": 10,
        "unacked_restore_throttle": 1,
    },
    broker_connection_retry_on_startup=True,
    beat_schedule={"sweep": {"task": "config.celery.sweep", "schedule": 5.0}},
)


@app.task(name="config.celery.sweep")  # type: ignore[untyped-decorator]  # Celery has no types
def sweep() -> int:
    """Keep the schedule and run whatever is due; returns how many jobs were run."""
    from office.jobs.services import keep_schedule, run_due  # noqa: PLC0415 - Django is set up only in a worker

    keep_schedule()
    return run_due()


def wake() -> None:
    """Ask a worker to look at the table now; a broker that is down costs a few seconds, never the act."""
    from kombu.exceptions import OperationalError  # noqa: PLC0415 - only the server has a broker

    try:
        sweep.apply_async(retry=False)
    except OperationalError:
        return
