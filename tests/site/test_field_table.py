"""Rooms that judge by agency and month admit exactly whom the table of relation x field admits."""

import pytest

from office.indonesia import CalendarMonth
from office.people import selectors as people
from office.people.access import may_see
from performance.sanctions import selectors as sanctions
from performance.tpp import rights as pay
from tests.sanctions.conftest import court
from tests.site.holdings import Holdings, held
from workflows.disbursement import rights as money

__all__ = ["court"]
OTHERS = ("budi", "citra", "dedi", "eka", "fajar", "gita", "walikota", "hana")


@pytest.fixture
def holdings(court) -> Holdings:
    return held(court)


def test_pay_cases_and_accounts_open_as_the_field_table_says(holdings):
    town, month = holdings.town, CalendarMonth(2026, 8)
    ani, agency = town.people["ani"], town.agencies["KOMINFO"]
    seen = {field: set() for field in ("tpp_trace", "tpp_rupiah", "sanctions", "bank_account")}
    for key in OTHERS:
        viewer = people.viewer(town.who(key))
        judged = {
            "tpp_trace": pay.may_see_trace(viewer, agency, month),
            "tpp_rupiah": pay.may_see_lines(viewer, agency, month),
            "sanctions": bool(sanctions.cases_seen(town.who(key))),
            "bank_account": money.sees_accounts(viewer, agency),
        }
        for field, allowed in judged.items():
            assert allowed == may_see(viewer, field, ani), (key, field)
            seen[field] |= {key} if allowed else set()
    # a table that admits nobody, or everybody, would agree with anything
    assert all(0 < len(keys) < len(OTHERS) for keys in seen.values()), seen


def test_a_superior_sees_minutes_but_neither_rupiah_nor_diagnosis(holdings):
    town = holdings.town
    budi, ani = people.viewer(town.who("budi")), town.people["ani"]
    assert may_see(budi, "attendance_minutes", ani)
    assert not any(
        may_see(budi, field, ani) for field in ("tpp_rupiah", "diagnosis", "leave_kind", "nik")
    )
