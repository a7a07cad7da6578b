"""Proofs are counted by what they really did; nothing that calls itself a race is left out of them."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from tests import proofs

RACES = sorted(Path(__file__).parents[1].glob("*/test_races.py"))


@pytest.mark.parametrize("path", RACES, ids=lambda path: path.parent.name)
def test_every_room_with_races_repeats_them_in_the_proofs(path):
    assert "pytest.mark.proof" in path.read_text(encoding="utf-8")


def reports(name, done=None, failed_in=""):
    told = [] if done is None else [(proofs.REPETITIONS, done)]
    for when in ("setup", "call", "teardown"):
        yield SimpleNamespace(
            nodeid=name, when=when, duration=0.5, failed=when == failed_in, user_properties=told
        )


def noted(*cases):
    ledger = proofs.Ledger()
    for case in cases:
        for report in reports(*case):
            ledger.note(report, "SQLite")
    return ledger.ran


def test_a_round_that_breaks_is_not_counted():
    proof = proofs.Proof()
    for number in proof.rounds(3, small=3):
        if number == 1:
            break
    assert proof.done == 1


def test_cases_of_one_proof_are_one_row_and_each_counts_what_it_did():
    (row,) = noted(("tests/a/b.py::c[0]", 7), ("tests/a/b.py::c[1]", 5)).values()
    assert (row.name, row.repetitions, row.outcome, row.seconds) == ("a/b.py::c", 12, "passed", 3.0)


def test_a_case_that_does_not_count_is_one_and_none_when_it_fails():
    (row,) = noted(("x::c[0]",), ("x::c[1]", None, "call"), ("x::c[2]", None, "setup")).values()
    assert (row.repetitions, row.outcome) == (1, "failed")


def test_the_table_names_a_proof_once_and_every_engine_it_ran_on():
    ran = [
        proofs.Ran("x::c", engine, 20_000, outcome, 61.26)
        for engine, outcome in (("SQLite", "passed"), ("PostgreSQL", "failed"))
    ]
    head, _rule, first, second = proofs.table(ran).splitlines()
    assert head.split() == ["bukti", "mesin", "ulangan", "hasil", "detik"]
    assert first.split() == ["x::c", "SQLite", "20.000", "lulus", "61,3"]
    assert second.split() == ["PostgreSQL", "20.000", "GAGAL", "61,3"]
