"""Several hands at once, on whichever database runs."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from office.acts.core import Problem
from office.attendance import selectors, services
from office.attendance.models import Holiday, PinOwner, Punch, RawBatch
from tests.attendance.conftest import SYSTEM, line

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.proof,
    pytest.mark.usefixtures("twenty_times"),
]
HANDS = 6


def at_once(work: Callable[[int], object]) -> list[object]:
    """Do the work in as many threads as there are hands; a refusal comes back as its Problem."""
    start = Barrier(HANDS)

    def one(number: int) -> object:
        try:
            start.wait(timeout=30)
            return work(number)
        except Problem as problem:
            return problem
        finally:
            connection.close()

    with ThreadPoolExecutor(HANDS) as pool:
        return list(pool.map(one, range(HANDS)))


def test_the_same_file_from_many_hands_is_kept_once(city, device):
    content = b"".join(line("1", f"2026-10-05 {hour:02d}:00:00") for hour in range(24))
    outcomes = at_once(lambda _n: services.import_attlog(by=SYSTEM, sn=device, content=content))
    assert sum(outcome.new for outcome in outcomes if not isinstance(outcome, Problem)) == 24
    assert Punch.objects.count() == 24
    assert RawBatch.objects.count() == 1


def test_overlapping_files_from_many_hands_keep_every_punch_once(city, device):
    lines = [line("1", f"2026-10-05 {n // 60:02d}:{n % 60:02d}:00") for n in range(HANDS * 10 + 10)]
    parts = [b"".join(lines[n * 10 : n * 10 + 20]) for n in range(HANDS)]
    outcomes = at_once(lambda n: services.import_attlog(by=SYSTEM, sn=device, content=parts[n]))
    assert sum(outcome.new for outcome in outcomes) == len(lines) == Punch.objects.count()


def test_one_pin_given_to_many_at_once_has_one_owner(city, device):
    people = [city.ani, city.budi, city.citra, city.gita, city.hani, city.ani]
    at_once(
        lambda n: services.own_pin(
            by=SYSTEM,
            sn=device,
            pin="77",
            employee_id=people[n],
            valid_from=date(2026, 10, 1),
            decree="x",
        )
    )
    assert PinOwner.objects.filter(pin="77", superseded_at=None).count() == 1


def test_one_date_declared_by_many_is_one_holiday(city):
    outcomes = at_once(
        lambda n: services.declare_holiday(
            by=SYSTEM, on=date(2026, 10, 9), name=f"Libur {n}", decree="SE"
        )
    )
    assert Holiday.objects.filter(on=date(2026, 10, 9), superseded_at=None).count() == 1
    assert any(not isinstance(outcome, Problem) for outcome in outcomes)


def test_facts_built_by_many_at_once_are_one_per_day(city, device):
    services.import_attlog(by=SYSTEM, sn=device, content=line("1", "2026-10-05 07:28:00"))
    days = date(2026, 10, 5), date(2026, 10, 9)
    at_once(lambda _n: services.rebuild_days([city.ani, city.budi], *days))
    assert selectors.stale_days([city.ani, city.budi], *days) == []
    assert services.rebuild_days([city.ani, city.budi], *days).same == 10
