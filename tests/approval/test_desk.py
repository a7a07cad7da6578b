"""The desk shows what can be acted on now, in a few queries however many rows there are."""

from datetime import date

import pytest

from tests.approval.city import LENIENT
from workflows.approval.errors import FilingNotFound
from workflows.approval.models import Decision, Step
from workflows.approval.selectors import desk as _desk
from workflows.approval.selectors import (
    desk_badge,
    desk_counts,
    desk_selection,
    filing_card,
    filings_on_desk,
    history,
    may_read,
    may_read_filing,
    next_step_id,
    step_detail,
)
from workflows.approval.selectors.desk import PAGE


def titles(town, person, tab="mine", **filters):
    return [row.title for row in _desk(town.who(person), tab, filters).rows]


def test_a_filing_lies_on_one_desk_at_a_time(town):
    filing = town.submit(title="A")
    assert titles(town, "budi") == ["A"]
    assert titles(town, "dedi") == []
    assert titles(town, "ani", "waiting") == ["A"]
    town.decide("budi", filing.filing_id)
    assert titles(town, "budi") == []
    assert titles(town, "dedi") == ["A"]
    assert titles(town, "budi", "waiting") == ["A"]
    assert desk_counts(town.who("dedi")) == {"mine": 1, "delegated": 0, "waiting": 0}
    assert desk_badge(town.who("dedi")) == 1


def test_delegated_seats_have_a_tab_of_their_own(town):
    town.mandate("plh", "budi", "dedi")
    town.submit(title="A")
    assert titles(town, "dedi", "delegated") == ["A"]
    assert titles(town, "dedi") == []
    assert titles(town, "budi") == []
    (row,) = _desk(town.who("dedi"), "delegated").rows
    assert row.basis == "plh"


@pytest.mark.parametrize("kind", ["plh", "delegation"])
@pytest.mark.parametrize("role", ["maker", "last_editor", "earlier_approver"])
def test_counts_leave_out_what_four_eyes_forbid(town, kind, role):
    filing = town.submit(by=town.who("eka"))
    town.decide("budi", filing.filing_id)
    town.mandate(
        kind, {"maker": "ani", "last_editor": "eka", "earlier_approver": "budi"}[role], "dedi"
    )
    assert desk_counts(town.who("dedi"))["mine"] == 0
    other = town.submit(maker="ani") if role != "maker" else None
    if other and role == "earlier_approver" and kind == "plh":
        assert desk_counts(town.who("dedi"))["delegated"] == 1


def test_counts_leave_out_what_lies_beyond_a_delegations_reach(town):
    town.mandate("delegation", "budi", "eka", scope=["leave"], limit_rupiah=100)
    town.submit(amount=100, title="A")
    town.submit(amount=101, title="B")
    town.submit(LENIENT, title="C")
    assert titles(town, "eka", "delegated") == ["A"]


def test_every_row_of_the_desk_can_be_decided_and_nothing_else(town):
    """The query and the door agree on a mixture of makers, editors, approvers and stand-ins."""
    town.mandate("delegation", "dedi", "budi")
    town.mandate("plh", "ani", "eka")
    town.mandate("delegation", "budi", "gita")
    for maker, by in (
        ("ani", "ani"),
        ("ani", "eka"),
        ("eka", "eka"),
        ("dedi", "dedi"),
        ("budi", "budi"),
    ):
        filing = town.submit(maker=maker, by=town.who(by))
        step = town.open_step(filing.filing_id)
        for person in ("budi", "gita", "citra", "dedi"):
            if step_detail_may(town, step.pk, person):
                town.decide(person, filing.filing_id)
                break
    for person in town.people:
        shown = {
            row.step_id
            for tab in ("mine", "delegated")
            for row in _desk(town.who(person), tab).rows
        }
        may = {
            step.pk
            for step in Step.objects.filter(state="open")
            if step_detail_may(town, step.pk, person)
        }
        assert shown == may, person


def step_detail_may(town, step_id, person):
    try:
        return step_detail(step_id, town.who(person)).may_decide
    except FilingNotFound:
        return False


def test_filters_and_order(town, at):
    town.submit(title="Lama", findings=1)
    at(2026, 10, 12, 8, 0)
    town.submit(title="Baru")
    assert titles(town, "budi") == ["Lama", "Baru"]
    assert titles(town, "budi", found="1") == ["Lama"]
    assert titles(town, "budi", late="1") == ["Lama"]
    assert titles(town, "budi", q="baru") == ["Baru"]
    assert titles(town, "budi", kind="correction") == []
    assert _desk(town.who("budi"), "mine", {}).kinds == ("leave",)


def test_the_desk_is_narrowed_by_agency_and_by_days_left(town):
    town.submit(title="Satu")
    home, far = town.agencies["KOMINFO"], town.agencies["SETDA"]
    assert titles(town, "budi", unit=str(home)) == ["Satu"]
    assert titles(town, "budi", unit=str(far)) == []
    assert titles(town, "budi", due="0") == []
    assert titles(town, "budi", due="30") == ["Satu"]
    assert [number for number, _name in _desk(town.who("budi"), "mine", {}).units] == [home]


def test_by_amount_the_largest_comes_first_and_pages_follow_without_gap_or_repeat(town):
    for number in range(PAGE + 3):
        town.submit(title=f"Permintaan {number}", amount=1_000 * (number % 7))
    by, asked = town.who("budi"), {"sort": "amount"}
    first = _desk(by, filters=asked)
    second = _desk(by, filters=asked, after=first.after)
    rows = [*first.rows, *second.rows]
    assert [row.amount for row in rows] == sorted((row.amount for row in rows), reverse=True)
    assert len({row.step_id for row in rows}) == len(rows) == PAGE + 3


def test_the_filings_of_one_kind_on_the_desk_are_those_that_can_be_decided(town):
    first = town.submit()
    assert filings_on_desk(town.who("budi"), "leave") == (first.filing_id,)
    assert filings_on_desk(town.who("budi"), "daily_report") == ()
    assert filings_on_desk(town.who("ani"), "leave") == ()


def test_pages_follow_one_another_without_gap_or_repeat(town):
    for number in range(PAGE + 3):
        town.submit(title=f"Laporan {number}")
    first = _desk(town.who("budi"))
    second = _desk(town.who("budi"), after=first.after)
    assert len(first.rows) == PAGE
    assert len(second.rows) == 3
    assert second.after == ""
    assert not {r.step_id for r in first.rows} & {r.step_id for r in second.rows}
    assert first.counts["mine"] == PAGE + 3
    assert len(_desk(town.who("budi"), after="rusak").rows) == PAGE


def test_the_desk_costs_the_same_queries_for_one_row_as_for_many(town, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    by = town.who("budi")
    town.submit()
    with CaptureQueriesContext(
        connection,
    ) as one:
        _desk(by)
    for _ in range(20):
        town.submit()
    with django_assert_num_queries(len(one)):
        page = _desk(by)
    assert len(page.rows) == 21
    assert len(one) <= 20


def test_the_decision_page_costs_a_bounded_number_of_queries(town, django_assert_max_num_queries):
    filing = town.submit()
    town.decide("budi", filing.filing_id)
    step = town.open_step(filing.filing_id)
    with django_assert_max_num_queries(40):
        detail = step_detail(step.pk, town.who("dedi"))
    assert detail.may_decide
    assert [level.number for level in detail.earlier_levels] == [1]
    assert [line.person for line in detail.filing.history] == ["Budi"]


def test_after_a_decision_the_next_step_opens(town):
    first, second = town.submit(), town.submit()
    step = town.open_step(first.filing_id).pk
    assert next_step_id(town.who("budi"), step) == town.open_step(second.filing_id).pk
    town.decide("budi", second.filing_id)
    assert next_step_id(town.who("budi"), step) is None


def test_a_selection_holds_only_what_is_still_on_the_desk(town):
    first, second = town.submit(), town.submit()
    steps = [town.open_step(f.filing_id).pk for f in (first, second)]
    town.decide("budi", first.filing_id)
    assert [row.step_id for row in desk_selection(town.who("budi"), steps, limit=10)] == steps[1:]
    assert desk_selection(town.who("gita"), steps, limit=10) == ()


@pytest.mark.parametrize(
    ("person", "reads"),
    [
        ("ani", True),
        ("budi", True),
        ("dedi", True),
        ("citra", True),
        ("fajar", True),
        ("eka", False),
        ("gita", False),
    ],
)
def test_who_may_read_a_filing(town, person, reads):
    filing = town.submit()
    by = town.who(person)
    assert may_read_filing(filing.filing_id, by) is reads
    assert may_read(f"filing:{filing.filing_id}", by) is reads
    if reads:
        assert filing_card(filing.filing_id, by).title == "Laporan 5 Oktober 2026"
        assert history(filing.filing_id, by) == ()
    else:
        for read in (filing_card, history):
            with pytest.raises(FilingNotFound):
                read(filing.filing_id, by)


@pytest.mark.parametrize("ref", ["filing:999", "filing:x", "daily_report:1", "", "filing"])
def test_what_is_no_filing_is_nobodys_to_read(town, ref):
    assert may_read(ref, town.who("fajar")) is False


def test_where_is_my_document_names_holder_since_due_and_usual_time(town, at):
    first = town.submit()
    at(2026, 10, 7, 8, 0)
    town.decide("budi", first.filing_id)
    second = town.submit()
    levels = filing_card(second.filing_id, town.who("ani")).levels
    assert (levels[0].holders, levels[0].due, levels[0].usual_days) == (
        ("Budi",),
        date(2026, 10, 9),
        2,
    )
    assert levels[1].state == "waiting"
    assert filing_card(first.filing_id, town.who("ani")).levels[0].state == "decided"
    assert Decision.objects.count() == 1


def test_dropped_seats_are_named_with_their_reason(town):
    from tests.approval.city import SIGNS

    filing = town.submit(SIGNS, maker="citra")
    card = filing_card(filing.filing_id, town.who("citra"))
    assert [level.seat_titles for level in card.levels] == [("Sekretaris Daerah",), ("Wali Kota",)]
    assert card.dropped == ("head (tingkat 2): dipegang pembuat berkas",)
