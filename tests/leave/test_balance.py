"""The days of a year: what comes over, what an import says, and never below zero."""

import json
from datetime import date

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from office.people.models import Employee
from tests.approval.city import CLERK
from tests.leave.conftest import MONDAY, leave
from workflows.leave import reservation, services
from workflows.leave.core.balance import (
    CarryRule,
    YearBalance,
    carried_over,
    days_by_year,
    months_between,
)
from workflows.leave.core.balance_file import rows_of
from workflows.leave.errors import BadBalances, NotYours
from workflows.leave.models import LeaveBalance

RULE = CarryRule(days=6, days_unused=12)


def year(number: int = 2026, taken: int = 0, carried: int = 0) -> YearBalance:
    return YearBalance(year=number, granted=12, carried=carried, taken=taken)


@pytest.mark.parametrize(
    ("last", "before", "days"),
    [
        (None, None, 0),
        (year(taken=12), year(2025), 0),
        (year(taken=9), year(2025), 3),
        (year(taken=1), year(2025), 6),
        (year(), None, 6),
        (year(), year(2025, taken=1), 6),
        (year(), year(2025), 12),
        (year(carried=6), year(2025), 12),
    ],
)
def test_unused_days_come_over_up_to_the_limit(last, before, days):
    assert carried_over(last, before, RULE) == days


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_what_comes_over_is_never_negative_nor_above_the_larger_limit(taken, carried, earlier):
    found = carried_over(year(taken=taken, carried=carried), year(2025, taken=earlier), RULE)
    assert 0 <= found <= RULE.days_unused


def test_days_are_counted_into_their_years():
    days = [date(2027, 1, 4), date(2026, 12, 31), date(2026, 12, 30)]
    assert days_by_year(days) == {2026: 2, 2027: 1}


@pytest.mark.parametrize(("day", "months"), [(1, 12), (28, 12)])
def test_whole_months_of_service_are_counted(day, months):
    assert months_between(date(2025, 10, 1), date(2026, 10, day)) == months
    assert months_between(date(2025, 10, 2), date(2026, 10, 1)) == 11


def standing(desk, number: int) -> YearBalance:
    return reservation.standing(desk.town.people["ani"], "annual", number)


def test_a_balance_that_was_never_opened_stands_as_the_law_gives_it(desk):
    assert (standing(desk, 2026).left, standing(desk, 2027).left) == (12, 18)
    assert not LeaveBalance.objects.exists()


def test_what_comes_over_follows_the_year_before_until_it_is_settled(desk):
    desk.ask(leave(date(2027, 3, 8), date(2027, 3, 9)))
    assert desk.balance(year=2027).carried == 6
    asked = desk.ask(leave(MONDAY, date(2026, 10, 21)))
    assert (desk.balance().taken, desk.balance(year=2027).carried) == (8, 4)
    services.withdraw(by=desk.town.who("ani"), away_id=asked.away_id, reason="x")
    assert desk.balance(year=2027).carried == 6


def test_days_that_the_next_year_has_used_cannot_be_taken_from_this_one(desk):
    from workflows.leave.errors import NotEnoughLeave

    desk.ask(leave(date(2027, 3, 1), date(2027, 3, 24)))
    assert desk.balance(year=2027).taken == 18
    with pytest.raises(NotEnoughLeave):
        desk.ask(leave(MONDAY, date(2026, 10, 21)))
    assert desk.balance().taken == 0


def test_the_database_itself_refuses_a_balance_below_zero(desk):
    desk.ask()
    with pytest.raises(IntegrityError), transaction.atomic():
        LeaveBalance.objects.filter(year=2026).update(taken=13)


def nip(desk, key: str = "ani") -> str:
    return Employee.objects.get(pk=desk.town.people[key]).nip


def sheet(desk, *lines: str) -> bytes:
    return "\n".join(["nip;tahun;sisa_tahun_lalu;terpakai", *lines]).encode()


def test_an_import_sets_what_came_over_and_what_was_used_and_twice_is_once(desk):
    payload = sheet(desk, f"{nip(desk)};2026;4;3", f"{nip(desk, 'budi')};2026;0;12")
    done = services.import_balances(by=desk.town.who("eka"), payload=payload)
    assert (done.changed, standing(desk, 2026).left) == (2, 13)
    again = services.import_balances(by=CLERK, payload=payload)
    assert (again.changed, again.unchanged) == (0, 2)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("123;2026;0;0", "18 angka"),
        ("199912312020011099;2026;0;0", "tidak terdaftar"),
        ("{nip};26;0;0", "empat angka"),
        ("{nip};2026;x;0", "sisa_tahun_lalu"),
        ("{nip};2026;13;0", "paling banyak 12"),
        ("{nip};2026;0;13", "melebihi"),
        ("{nip};2020;0;0", "tidak ada peraturan"),
    ],
)
def test_one_wrong_line_keeps_the_whole_file_out(desk, line, told):
    payload = sheet(desk, f"{nip(desk, 'budi')};2026;1;1", line.format(nip=nip(desk)))
    with pytest.raises(BadBalances, match=f"baris 3.*{told}"):
        services.import_balances(by=CLERK, payload=payload)
    assert not LeaveBalance.objects.exists()


def test_an_import_below_what_was_asked_for_is_refused(desk):
    desk.ask()
    with pytest.raises(BadBalances, match="lebih kecil"):
        services.import_balances(by=CLERK, payload=sheet(desk, f"{nip(desk)};2026;0;8"))


def test_only_personnel_fills_balances(desk):
    with pytest.raises(NotYours):
        services.import_balances(by=desk.town.who("citra"), payload=sheet(desk))


def test_a_file_without_its_columns_or_with_a_line_twice_says_so():
    heads = rows_of({"header": ["nip"], "lines": []})[1]
    assert [fault.reason for fault in heads] == ["heads"]
    line = [["199001012015012001", "2026", "1", "1"]] * 2
    columns = ["nip", "tahun", "sisa_tahun_lalu", "terpakai"]
    rows, wrong = rows_of({"header": columns, "lines": list(enumerate(line, start=2))})
    assert (len(rows), [fault.reason for fault in wrong]) == (1, ["twice"])


def test_the_command_rehearses_and_stores(desk, tmp_path, capsys):
    path = tmp_path / "saldo.csv"
    path.write_bytes(sheet(desk, f"{nip(desk)};2026;4;3"))
    call_command("import_leave_balances", path, "--dry-run", "--json")
    assert json.loads(capsys.readouterr().out) == {
        "changed": 1,
        "unchanged": 0,
        "rejected": [],
        "stored": False,
    }
    assert not LeaveBalance.objects.exists()
    call_command("import_leave_balances", path)
    assert standing(desk, 2026).left == 13
    path.write_bytes(sheet(desk, "1;2026;0;0"))
    with pytest.raises(SystemExit, match="1"):
        call_command("import_leave_balances", path)
    with pytest.raises(SystemExit, match="2"):
        call_command("import_leave_balances", tmp_path / "tidak-ada.csv")
