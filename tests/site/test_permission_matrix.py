"""URL x method x role x relation x state: who gets through to what, generated from the resolver, declared in a table.

`permission_matrix.txt` holds one row per address and method. A new address without a row fails, a row whose answer
changed fails, and the difference is printed as rows to read and to put there. An answer is `ok` (reached, whatever the
page then said of an empty form), `no` (403) or `-` (404: it does not exist for this reader).
"""

from datetime import date
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from office.audit import clock
from office.people.access import LOGIN, PUBLIC, THIRD_PARTY
from office.people.models import Appointment, AssignmentLetter
from office.people.routing import open_to_anyone, routes
from tests.sanctions.conftest import court
from tests.site.holdings import Holdings, held
from tests.site.test_access_matrix import KEY, ask, is_for_programs

__all__ = ["court"]

TABLE = Path(__file__).with_name("permission_matrix.txt")
ROLES = {
    # who, and how he or she stands to what Kominfo holds
    "ani": "staff; the case and the pay line are hers, the report is a colleague's",
    "citra": "head of the agency, PA/KPA, above everyone in it",
    "eka": "city personnel; started the run",
    "fajar": "inspector with a letter for the city and 2026",
    "gita": "head of another agency, BUD",
    "hana": "head, operator and every finance office of another agency",
}
IN_OFFICE = ("eka", "fajar")
"""Roles whose right comes by appointment or letter alone, asked again when all of these have ended."""
OPEN = {PUBLIC, LOGIN}
ANSWERS = {403: "no", 404: "-"}


class _Undone(Exception):
    """Takes back what a request did."""


@pytest.fixture
def holdings(court) -> Holdings:
    return held(court)


def _address(holdings: Holdings, route) -> str:
    return reverse(route.name, kwargs=holdings.kwargs.get(route.name))


def _answer(client: Client, route, method: str, url: str) -> str:
    found = ""
    try:
        with transaction.atomic():
            answer = ask(client, route, method, url, KEY)
            if answer.streaming:
                b"".join(answer.streaming_content)
            assert answer.status_code < 500, (method, url)
            assert not answer.get("Location", "").startswith("/masuk/"), (method, url)
            found = ANSWERS.get(answer.status_code, "ok")
            raise _Undone
    except _Undone:
        return found


def _rows(holdings: Holdings, state: str, keys) -> list[str]:
    """Ask every address of somebody's thing, and every one with a rule of its own; the rest is for all who sign in."""
    named = set(holdings.kwargs)
    browsers = {key: holdings.client(key) for key in keys}
    programs = {key: holdings.program(key) for key in keys}
    rows = []
    for route in routes():
        if route.name in THIRD_PARTY or (route.rule in OPEN and route.name not in named):
            continue
        if "<" in route.path and route.name not in named:
            continue  # test_access_matrix asks that each such address has its arguments in the holdings
        url = _address(holdings, route)
        clients = programs if is_for_programs(route) else browsers
        for method in route.methods:
            told = " ".join(f"{key}={_answer(clients[key], route, method, url)}" for key in keys)
            rows.append(f"{state} {route.name} {method} {told}")
    return rows


def _declared(state: str) -> list[str]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.startswith(f"{state} ")]


def _assert_declared(state: str, rows: list[str]) -> None:
    declared = _declared(state)
    undeclared = "\n".join(row for row in rows if row not in declared)
    gone = "\n".join(row for row in declared if row not in rows)
    assert not undeclared, f"not declared in {TABLE.name}:\n{undeclared}"
    assert not gone, f"declared in {TABLE.name}, but not so:\n{gone}"


def test_while_offices_last_each_address_answers_each_role_as_declared(holdings):
    _assert_declared("lasting", _rows(holdings, "lasting", ROLES))


def test_once_offices_and_letters_have_ended_they_open_nothing(holdings):
    ended = {"valid_until": date(2026, 6, 30)}
    Appointment.objects.filter(valid_from__lte=date(2026, 6, 30)).update(**ended)
    AssignmentLetter.objects.update(**ended)
    assert clock.today() > ended["valid_until"]
    _assert_declared("ended", _rows(holdings, "ended", IN_OFFICE))


def test_every_address_that_anyone_may_open_says_why_and_they_are_few():
    found = open_to_anyone()
    assert [route.path for route in found if not route.why] == []
    assert len(found) <= 20
