"""Sixteen at once on the last day of leave: one gets it. The control without the guard goes below zero."""

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connections

from office.acts.core import Busy, Problem
from tests.leave.conftest import MONDAY, leave
from workflows.leave import reservation
from workflows.leave.errors import AwayAlready, NotEnoughLeave
from workflows.leave.invariants import invariants
from workflows.leave.models import AwayRequest, LeaveBalance

PROVE = os.environ.get("PROVE") == "1"
ROUNDS = 100 if PROVE else 1
PARALLEL = 16

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.proof, pytest.mark.timeout(1800)]


def at_once(work: Callable[[int], bool]) -> int:
    """Run the work in as many threads, all released together; return how many succeeded."""
    gate = threading.Barrier(PARALLEL)

    def one(number: int) -> bool:
        try:
            gate.wait(timeout=60)
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(PARALLEL) as pool:
        return sum(pool.map(one, range(PARALLEL)))


def insisting(ask: Callable[[], object]) -> None:
    """Try again whoever is told "sedang diproses": a page says so when a row is held for too long."""
    for _try in range(PARALLEL):
        try:
            ask()
        except Busy:
            continue
        return
    raise AssertionError("busy sixteen times")


def broken() -> list[str]:
    return [line for invariant in invariants() for line in invariant.check()[1]]


def one_day_left(desk) -> LeaveBalance:
    ani = desk.town.people["ani"]
    LeaveBalance.objects.filter(employee_id=ani).delete()
    balance = reservation.opened(ani, "annual", 2026)
    LeaveBalance.objects.filter(pk=balance.pk).update(used_before=balance.granted - 1)
    return balance


def working_days(count: int) -> list[date]:
    days = (MONDAY + timedelta(days=n) for n in range(60))
    return [day for day in days if day.weekday() < 5][:count]


def test_sixteen_requests_for_the_last_day_leave_one(desk):
    days = working_days(PARALLEL)

    def ask(number: int) -> bool:
        try:
            insisting(lambda: desk.ask(leave(days[number], days[number])))
        except NotEnoughLeave:
            return False
        return True

    one_day_left(desk)
    assert at_once(ask) == 1
    assert (desk.balance().taken, AwayRequest.objects.count()) == (1, 1)
    assert broken() == []


def test_sixteen_charges_of_the_last_day_take_it_once(desk):
    """The same without a ladder, many times over."""

    def take(_number: int) -> bool:
        try:
            reservation.take(LeaveBalance.objects.get(year=2026), 1)
        except NotEnoughLeave:
            return False
        return True

    for _round in range(ROUNDS):
        balance = one_day_left(desk)
        assert at_once(take) == 1
        balance.refresh_from_db()
        assert (balance.taken, reservation.as_year(balance).left) == (1, 0)


def test_the_control_without_the_guard_goes_below_zero(desk):
    """Reading what is left, comparing in the program, then writing: what the guarded UPDATE replaces."""
    one_day_left(desk)
    seen = threading.Barrier(PARALLEL)

    def take(_number: int) -> bool:
        row = LeaveBalance.objects.get(year=2026)
        seen.wait(timeout=60)
        if reservation.as_year(row).left < 1:
            return False
        LeaveBalance.objects.filter(pk=row.pk).update(taken=row.taken + 1)
        return True

    assert at_once(take) > 1


def test_sixteen_requests_for_one_time_leave_one(desk):
    def ask(_number: int) -> bool:
        try:
            insisting(lambda: desk.ask(leave(MONDAY, MONDAY)))
        except AwayAlready:
            return False
        return True

    assert at_once(ask) == 1
    assert desk.balance().taken == 1
    assert broken() == []


def test_one_leave_withdrawn_and_rejected_at_once_has_one_outcome(desk):
    from workflows.leave import services

    for _round in range(ROUNDS):
        asked = desk.ask(leave(MONDAY, MONDAY))
        step = desk.town.open_step(asked.filing_id)

        def act(number: int, asked=asked, step=step) -> bool:
            try:
                if number % 2:
                    desk.town.decide(
                        "budi", asked.filing_id, choice="reject", note="Tidak", step=step
                    )
                else:
                    ani = desk.town.who("ani")
                    services.withdraw(by=ani, away_id=asked.away_id, reason="Batal")
            except Problem:
                return False
            return True

        assert at_once(act) == 1
        assert AwayRequest.objects.get(pk=asked.away_id).state in {"rejected", "draft"}
        assert desk.balance().taken == 0
        assert broken() == []
