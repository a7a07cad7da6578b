"""Fifty at once on one line: never over. The control without the guard overspends, so the race is real."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from office.acts.core import Problem
from tests.approval import city
from tests.disbursement.conftest import Treasury
from workflows.disbursement import services
from workflows.disbursement.errors import OverTheLine
from workflows.disbursement.invariants import invariants
from workflows.disbursement.models import BudgetLine, DisbursementRequest
from workflows.disbursement.reservation import free, reserve

ROUNDS = 100
PARALLEL = 50
AMOUNT = 500_000
CONTROLS = (
    30  # ten more than the line can pay; all hold a connection while they wait for each other
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.proof]


def at_once(count: int, work: Callable[[int], bool]) -> list[bool]:
    """Run the work in as many threads, all released together; each closes its connection."""
    gate = threading.Barrier(count)

    def one(number: int) -> bool:
        try:
            gate.wait(timeout=60)
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def broken() -> list[str]:
    return [line for invariant in invariants() for line in invariant.check()[1]]


def fresh_line(treasury: Treasury, number: int) -> int:
    like = BudgetLine.objects.get(pk=treasury.line_id)
    return services.open_budget_line(
        by=city.CLERK,
        agency_id=like.agency_id,
        fiscal_year=like.fiscal_year,
        code=f"5.1.02.{number}",
        title=like.title,
        ceiling=like.ceiling,
        decree=like.decree,
    )


def test_fifty_parallel_requests_never_go_over_the_line(treasury, proof):
    def ask(line_id: int) -> bool:
        try:
            treasury.ask(AMOUNT, line_id=line_id)
        except OverTheLine:
            return False
        return True

    for number in proof.rounds(ROUNDS):
        line_id = fresh_line(treasury, number)
        won = at_once(PARALLEL, lambda _n, line_id=line_id: ask(line_id))
        row = BudgetLine.objects.get(pk=line_id)
        assert (sum(won), row.committed) == (20, row.ceiling)
        assert DisbursementRequest.objects.filter(line_id=line_id, state="running").count() == 20
        assert broken() == []


def test_parallel_reservations_and_returns_end_where_they_should(treasury, proof):
    def move(number: int) -> bool:
        amount = (number % 7 + 1) * 100_000
        try:
            reserve(treasury.line_id, amount)
        except OverTheLine:
            return False
        if number % 3:
            return True
        free(treasury.line_id, amount)
        return False

    for _round in proof.rounds(ROUNDS, small=2):
        BudgetLine.objects.filter(pk=treasury.line_id).update(committed=0)
        kept = at_once(PARALLEL, move)
        held = sum((n % 7 + 1) * 100_000 for n, stays in enumerate(kept) if stays)
        assert BudgetLine.objects.get(pk=treasury.line_id).committed == held <= 10_000_000


def test_the_control_without_the_guard_overspends(treasury):
    """Reading the balance, comparing in the program, then writing: what the guarded UPDATE replaces."""
    seen = threading.Barrier(CONTROLS)

    def ask(_number: int) -> bool:
        row = BudgetLine.objects.get(pk=treasury.line_id)
        seen.wait(timeout=60)
        if row.committed + AMOUNT > row.ceiling:
            return False
        BudgetLine.objects.filter(pk=treasury.line_id).update(committed=row.committed + AMOUNT)
        return True

    won = at_once(CONTROLS, ask)
    assert sum(won) * AMOUNT > BudgetLine.objects.get(pk=treasury.line_id).ceiling


def test_one_request_withdrawn_and_decided_at_once_has_one_outcome(treasury, proof):
    from workflows.disbursement import services

    for _round in proof.rounds(ROUNDS, small=2):
        outcome = treasury.ask(AMOUNT)
        # Both sides saw the step open; looked up in the race it would be gone for whoever comes late.
        step = treasury.town.open_step(outcome.filing_id)

        def act(number: int, outcome=outcome, step=step) -> bool:
            try:
                if number % 2:
                    treasury.check(
                        outcome.filing_id, choice="reject", note="Tidak perlu.", step=step
                    )
                else:
                    eka = treasury.town.who("eka")
                    services.withdraw_request(by=eka, request_id=outcome.request_id, reason="Salah")
            except Problem:
                return False
            return True

        assert sum(at_once(8, act)) == 1
        assert treasury.state(outcome.request_id) in {"rejected", "draft"}
        assert broken() == []
