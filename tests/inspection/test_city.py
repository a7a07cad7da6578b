"""Ringkasan kota: by seat, true to the rooms, each figure with its rows."""

import pytest

from office.people import selectors as people
from office.people.core import Seat
from performance.inspection import city
from performance.inspection.errors import NothingFound


def _led(treasury, who):
    return {one.code for one in city.agencies_of(treasury.town.who(who)).values()}


def test_the_mayor_answers_for_every_agency_and_a_head_for_the_own_one(treasury):
    assert _led(treasury, "walikota") == {one.code for one in people.agencies()}
    assert _led(treasury, "citra") == {"KOMINFO"}
    assert _led(treasury, "ani") == set()


def test_nobody_else_opens_the_summary(browser, treasury):
    answers = {
        who: browser(who).get("/ringkasan/").status_code
        for who in ("walikota", "citra", "ani", "budi")
    }
    assert answers == {"walikota": 200, "citra": 200, "ani": 403, "budi": 403}


def test_a_head_opens_no_other_agency(browser, treasury):
    agencies = {one.code: one.id for one in people.agencies()}
    assert browser("citra").get(f"/ringkasan/opd/{agencies['KOMINFO']}/").status_code == 200
    for code, number in agencies.items():
        if code != "KOMINFO":
            assert browser("citra").get(f"/ringkasan/opd/{number}/").status_code == 404, code


def test_what_waits_is_counted_by_desk_and_opens_into_its_documents(treasury):
    by = treasury.town.who("walikota")
    assert city.summary(by).desks == ()
    treasury.ask(4_000_000)
    (desk,) = city.summary(by).desks
    assert (desk.waiting, desk.amount, desk.late) == (1, 4_000_000, 0)
    found, rows = city.desk_of(by, desk.seat)
    assert (found.waiting, len(rows)) == (1, 1)
    assert rows[0].person == people.person(treasury.town.who("eka").employee_id).full_name


def test_a_desk_where_nothing_waits_or_a_word_that_is_no_desk_is_not_found(browser, treasury):
    with pytest.raises(NothingFound):
        city.desk_of(treasury.town.who("walikota"), Seat("bud", 1))
    assert browser("walikota").get("/ringkasan/meja/bud:1/").status_code == 404
    assert browser("walikota").get("/ringkasan/meja/x/").status_code == 404


def test_money_that_left_today_is_counted_once_and_with_its_service_time(treasury, released):
    money = city.summary(treasury.town.who("walikota")).money
    assert money.released_today == money.released_month == (1, 4_000_000)
    assert money.running == (0, 0)
    assert money.usual_minutes is not None


@pytest.mark.parametrize("page", ["", "hadir/", "laporan/", "meja/"])
def test_every_page_of_the_summary_opens(browser, released, page):
    assert browser("walikota").get(f"/ringkasan/{page}").status_code == 200


def test_the_presence_of_the_city_is_the_sum_of_its_agencies(treasury):
    found = city.summary(treasury.town.who("walikota"))
    assert found.presence.people == sum(line.presence.people for line in found.lines)
    assert found.filed.missing == sum(line.filed.missing for line in found.lines)


def test_a_late_document_is_the_duty_of_the_agency_whose_official_holds_it(treasury, at):
    treasury.ask(4_000_000)  # to the verifier, who is no head
    by = treasury.town.who("walikota")
    assert sum(line.overdue for line in city.summary(by).lines) == 0
    at(2026, 10, 26, 8, 0)
    found = city.summary(by)
    overdue = {line.agency.code: line.overdue for line in found.lines}
    assert sum(desk.late for desk in found.desks) == 1
    assert overdue == {"KOMINFO": 1, **{code: 0 for code in overdue if code != "KOMINFO"}}
