"""What waits on a desk is said in rupiah, by the engine of the pay itself, and never about too few people."""

from datetime import date

import pytest

from performance.tpp import selectors
from performance.tpp.selectors import waiting
from tests.disbursement.conftest import signed_in

DAY = date(2026, 10, 8)


def test_minutes_that_wait_are_worth_what_they_would_pay_and_more_never_pays_less(town):
    ani = town.people["ani"]
    hour, day = (selectors.rupiah_of({(ani, DAY): minutes}) for minutes in (60, 420))
    assert 0 < hour < day


def test_the_worth_of_several_is_the_sum_of_each(town):
    claims = {(town.people[key], DAY): 300 for key in ("ani", "eka", "budi")}
    each = [selectors.rupiah_of({key: minutes}) for key, minutes in claims.items()]
    assert selectors.rupiah_of(claims) == sum(each)


def test_nothing_waiting_is_worth_nothing(town):
    assert selectors.rupiah_of({}) == 0
    assert selectors.waiting_on_desk(town.who("budi")) == selectors.Waiting(0, 0, None)


@pytest.mark.parametrize(("people", "told"), [(2, False), (3, True)])
def test_the_rupiah_of_too_few_people_is_not_told(town, people, told):
    keys = ("ani", "eka", "dedi")[:people]
    claims = {(town.people[key], DAY): 300 for key in keys}
    assert (waiting.told(claims) is not None) == told


def test_a_desk_without_reports_shows_no_first_line(town):
    budi = signed_in(town, "budi")
    assert "desk-top" not in budi.get("/meja/").content.decode()
    assert budi.get("/tpp/meja/").content == b""
