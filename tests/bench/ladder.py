"""`ladder`: one filing submitted and approved twice through our door, without signature, in wall milliseconds.

Ours does all of it: frozen seats, right and four eyes by the one clock, receipts, Viewflow's process and tasks, the
trail. Floor: bare Django doing the same three transactions with state, work item and event rows. fsync as the
database has it; PostgreSQL's `synchronous_commit` stays on. `ladder_async`, on PostgreSQL: the same with it off for
both, so that the disk hides nothing.
"""

import time
import uuid
from collections.abc import Callable, Iterator
from datetime import date
from statistics import median
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import override_settings

from tests.approval import city
from tests.bench.floors import ladder_floor as floor
from tests.bench.floors import make_ladder_tables as make_tables

ROUNDS = 8
N = 25


def run() -> Iterator[dict[str, Any]]:
    """Yield one line, and on PostgreSQL a second without waiting for the disk."""
    with override_settings(INSTALLED_APPS=[*settings.INSTALLED_APPS, "tests.approval.practice"]):
        climb = _prepared()
        make_tables()
        for warm in (climb, floor):
            warm(0)
        yield _line("ladder", climb)
        if connection.vendor == "postgresql":
            _commit_at_once(wait=False)
            yield _line("ladder_async", climb)
            _commit_at_once(wait=True)


def _line(name: str, climb: Callable[[int], Any]) -> dict[str, Any]:
    ours, least = _alternately(climb, floor)
    return {
        "bench": name,
        "database": connection.vendor,
        "n": N * ROUNDS,
        "unit": "ms",
        "ours": round(ours, 3),
        "floor": round(least, 3),
        "ratio": round(ours / least, 2),
        "peers": {},
    }


def _commit_at_once(*, wait: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET synchronous_commit = {'on' if wait else 'off'}")


def _prepared() -> Callable[[int], Any]:
    from workflows.approval.services import decide, set_chain

    town = city.found()
    levels = [
        {"number": 1, "seats": ["superior"], "due_workdays": 2},
        {"number": 2, "seats": ["head"], "due_workdays": 2},
    ]
    set_chain(
        by=city.CLERK,
        kind="leave",
        agency_id=town.agencies["KOMINFO"],
        valid_from=date(2026, 1, 1),
        levels=levels,
        decree="SE-1",
    )

    def climb(_number: int) -> str:
        filing = town.submit(key=str(uuid.uuid4()))
        for person, step in zip(("budi", "citra"), filing.steps, strict=True):
            done = decide(
                by=town.who(person),
                step_id=step.step_id,
                choice="approve",
                revision_sha=filing.revision_sha,
                key=str(uuid.uuid4()),
            )
        return done.state

    return climb


def _alternately(*rivals: Callable[[int], Any]) -> list[float]:
    """Return each rival's median milliseconds per filing over rounds taken in turn."""
    took: list[list[float]] = [[] for _ in rivals]
    for _ in range(ROUNDS):
        for place, rival in enumerate(rivals):
            start = time.perf_counter()
            for number in range(N):
                rival(number)
            took[place].append((time.perf_counter() - start) * 1000 / N)
    return [median(times) for times in took]
