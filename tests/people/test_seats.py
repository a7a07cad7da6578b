"""Seats, lines, viewers and segments, read from the rows."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.audit.core import Actor
from office.people import access, selectors, services
from office.people.core import PostBook, Seat, Tenure, Terms, segments_of
from office.people.core.fields import FIELD_TABLE, Relation
from office.people.problems import NoSuchPerson, NoSuchPlace, NotDated, NotYoursToManage
from tests.people.conftest import CLI, DECREE

FIRST, LAST = date(2026, 10, 5), date(2026, 10, 9)
NOON = datetime(2026, 10, 6, 5, 0, tzinfo=UTC)


def holders(office, post, at=NOON):
    seat = Seat.position(office.posts[post])
    names = {pk: name for name, pk in office.people.items()}
    return [(names[h.employee_id], h.basis) for h in selectors.seat_holders([seat], at)[seat]]


def test_the_line_leads_from_staff_to_the_mayor(office, django_assert_num_queries, at):
    at(2026, 10, 6, 9, 0)
    with django_assert_num_queries(1):
        line = selectors.reporting_line(office.posts["STAF"], FIRST)
    assert line == tuple(Seat.position(office.posts[code]) for code in ("ATASAN", "KEPALA", "WALI"))
    assert selectors.superior_seat(office.posts["WALI"]) is None
    assert selectors.reporting_line(office.posts["WALI"]) == ()
    assert selectors.head_seat(office.agency) == Seat.position(office.posts["KEPALA"])
    assert selectors.head_seat(office.other) is None


def test_holders_of_many_seats_take_one_query(office, django_assert_num_queries):
    office.appoint("Ani", "treasurer")
    seats = [Seat.position(pk) for pk in office.posts.values()]
    seats += [Seat("treasurer", office.agency), Seat("bud", office.agency)]
    with django_assert_num_queries(1):
        found = selectors.seat_holders(seats, NOON)
    assert set(found) == set(seats)
    assert found[Seat("bud", office.agency)] == ()


def test_a_plh_acts_on_its_days_and_ends_by_itself(office):
    office.mandate("plh", "ATASAN", "Dedi", FIRST, LAST)
    assert holders(office, "ATASAN") == [("Dedi", "plh")]
    assert holders(office, "ATASAN", NOON + timedelta(days=4)) == [("Budi", "definitive")]


def test_the_day_is_counted_in_the_zone_of_the_agency(office):
    office.hire("Hadi")
    office.mandate("plh", "JAUH", "Hadi", FIRST, FIRST)
    # 5 October begins in Jayapura at 15.00 UTC the day before, and in Jakarta two hours later.
    assert holders(office, "JAUH", datetime(2026, 10, 4, 14, 59, tzinfo=UTC)) == [
        ("Gita", "definitive")
    ]
    assert holders(office, "JAUH", datetime(2026, 10, 4, 15, 0, tzinfo=UTC)) == [("Hadi", "plh")]
    assert holders(office, "JAUH", datetime(2026, 10, 5, 15, 0, tzinfo=UTC)) == [
        ("Gita", "definitive")
    ]


def test_mandates_do_not_cascade(office):
    office.mandate("plh", "KEPALA", "Budi", FIRST, LAST)
    office.mandate("plh", "ATASAN", "Dedi", FIRST, LAST)
    held = [str(h.seat) for h in selectors.seats_of(office.people["Dedi"], NOON)]
    assert held == [f"position:{office.posts['ATASAN']}", f"position:{office.posts['LAIN']}"]
    assert holders(office, "KEPALA") == [("Budi", "plh")]


def test_an_appointment_is_personal_and_no_mandate_covers_it(office):
    office.appoint("Budi", "finance_verifier")
    office.mandate("plh", "ATASAN", "Dedi", FIRST, LAST)
    seat = Seat("finance_verifier", office.agency)
    assert [h.employee_id for h in selectors.seat_holders([seat], NOON)[seat]] == [
        office.people["Budi"]
    ]


def test_a_vacant_seat_waits_for_a_plt(office):
    office.open("KOSONG", "KEPALA")
    assert holders(office, "KOSONG") == []
    office.mandate("plt", "KOSONG", "Dedi", FIRST, LAST)
    assert holders(office, "KOSONG") == [("Dedi", "plt")]


@pytest.mark.parametrize(
    ("kind", "post", "name", "message"),
    [
        ("plh", "ATASAN", "Budi", "jabatan sendiri"),
        ("plt", "ATASAN", "Dedi", "jabatan kosong"),
        ("raja", "ATASAN", "Dedi", "tidak dikenal"),
    ],
)
def test_a_mandate_that_would_be_worth_nothing_is_refused(office, kind, post, name, message):
    with pytest.raises(NotDated, match=message):
        office.mandate(kind, post, name, FIRST, LAST)


@pytest.mark.parametrize(
    ("who", "kind", "allowed"),
    [
        ("Budi", "plh", True),
        ("Budi", "delegation", True),
        ("Citra", "plh", True),
        ("Ani", "plh", False),
        ("Dedi", "plh", False),
        ("Gita", "plh", False),
    ],
)
def test_who_may_grant_a_mandate(office, at, who, kind, allowed):
    at(2026, 10, 2, 9, 0)
    office.hire("Hadi")
    if allowed:
        assert office.mandate(kind, "ATASAN", "Hadi", FIRST, LAST, by=office.actor(who))
        return
    with pytest.raises(NotYoursToManage):
        office.mandate(kind, "ATASAN", "Hadi", FIRST, LAST, by=office.actor(who))


def test_who_stands_in_grants_nothing_on(office, at):
    at(2026, 10, 6, 9, 0)
    office.mandate("plh", "ATASAN", "Dedi", FIRST, LAST)
    with pytest.raises(NotYoursToManage):
        office.mandate("delegation", "ATASAN", "Ani", FIRST, LAST, by=office.actor("Dedi"))


@pytest.mark.parametrize("who", ["Budi", "Dedi", "Citra"])
def test_the_holder_who_is_back_the_stand_in_and_the_superior_end_a_mandate_at_once(
    office, at, who
):
    at(2026, 10, 6, 9, 0)
    mandate = office.mandate("plh", "ATASAN", "Dedi", FIRST, LAST)
    services.end_mandate(by=office.actor(who), mandate_id=mandate)
    assert holders(office, "ATASAN") == [("Budi", "definitive")]
    assert holders(office, "ATASAN", NOON - timedelta(days=1)) == [("Dedi", "plh")]


def test_a_stranger_ends_no_mandate(office, at):
    at(2026, 10, 6, 9, 0)
    mandate = office.mandate("plh", "ATASAN", "Dedi", FIRST, LAST)
    with pytest.raises(NotYoursToManage):
        services.end_mandate(by=office.actor("Gita"), mandate_id=mandate)


def test_a_corrected_mandate_moves_its_days(office, at):
    at(2026, 10, 6, 9, 0)
    mandate = office.mandate("plh", "ATASAN", "Dedi", FIRST, FIRST)
    services.correct_mandate(
        by=CLI, mandate_id=mandate, decree=DECREE, valid_from=FIRST, valid_until=LAST
    )
    assert holders(office, "ATASAN") == [("Dedi", "plh")]
    cards = selectors.mandates_over([office.posts["ATASAN"]], FIRST, LAST)
    assert [(card.kind, card.holder_name, card.valid_until) for card in cards] == [
        ("plh", "Dedi", LAST)
    ]
    assert selectors.mandates_held(office.people["Dedi"], FIRST, LAST) == cards


def test_a_viewer_knows_seats_kinds_and_heads(office, at, django_assert_max_num_queries):
    at(2026, 10, 6, 9, 0)
    office.appoint("Citra", "budget_holder")
    with django_assert_max_num_queries(10):
        citra = selectors.viewer(office.actor("Citra"))
    assert citra.is_head
    assert citra.leads
    assert citra.agency_ids_as_head == {office.agency}
    assert citra.kinds == {"budget_holder"}
    assert citra.agency_ids("budget_holder") == {office.agency}
    assert citra.agency_id == office.agency
    assert not selectors.viewer(office.actor("Ani")).leads
    assert selectors.viewer(office.actor("Wali")).is_mayor
    assert selectors.viewer(Actor.public()) == access.Viewer()
    assert selectors.viewer(CLI).employee_id is None


def test_a_plh_of_the_head_heads_the_agency_meanwhile(office, at):
    at(2026, 10, 6, 9, 0)
    office.mandate("plh", "KEPALA", "Budi", FIRST, LAST)
    assert selectors.viewer(office.actor("Budi")).agency_ids_as_head == {office.agency}
    absent = selectors.viewer(office.actor("Citra"))
    assert not absent.is_head
    assert absent.agency_id == office.agency


def test_titles_of_seats_come_in_two_queries(office, django_assert_num_queries):
    seats = [
        Seat.position(office.posts["KEPALA"]),
        Seat("treasurer", office.agency),
        Seat("bud", office.agency),
    ]
    with django_assert_num_queries(2):
        titles = selectors.seat_titles([*seats, Seat.position(10**6)])
    assert set(titles.values()) == {
        "Jabatan KEPALA",
        "Bendahara Pengeluaran Dinas Satu",
        "Bendahara Umum Daerah (BUD)",
    }


def test_a_city_wide_office_is_found_wherever_it_hangs(office, at):
    at(2026, 10, 6, 9, 0)
    assert selectors.appointed_seat("bud", office.other) is None
    office.appoint("Ani", "bud")
    assert selectors.appointed_seat("bud", office.other) == Seat("bud", office.agency)
    assert selectors.appointed_seat("treasurer", office.other) == Seat("treasurer", office.other)


def test_who_is_where_on_a_day(office, django_assert_num_queries):
    with django_assert_num_queries(2):
        people = selectors.roster_people(office.agency, FIRST)
    assert [entry.person.name for entry in people] == ["Budi", "Citra", "Dedi", "Ani", "Wali"]
    assert len(selectors.roster_people(None, FIRST)) == 6
    below = selectors.direct_reports([office.posts["KEPALA"]], FIRST)
    assert [entry.person.name for entry in below] == ["Budi", "Dedi"]


def test_people_and_places_are_found_by_their_keys(office):
    card = selectors.person(office.people["Ani"])
    assert selectors.employee_by_nip(card.nip) == card
    assert selectors.employees_by_nip([card.nip]) == {card.nip: card}
    assert [found.name for found in selectors.find_people("an")] == ["Ani"]
    assert selectors.agency_by_code("SATU").id == office.agency
    assert selectors.position_seat("STAF") == Seat.position(office.posts["STAF"])
    assert selectors.position_by_code("STAF", FIRST).title == "Jabatan STAF"
    with pytest.raises(NoSuchPerson):
        selectors.person(10**6)
    with pytest.raises(NoSuchPlace):
        selectors.agency_by_code("TIDAK")


def test_segments_split_at_a_move_a_class_change_and_a_plt(office, django_assert_num_queries):
    office.open("KOSONG", "KEPALA", job_class=11)
    services.change_terms(
        by=CLI,
        position_id=office.posts["STAF"],
        job_class=8,
        reports_to_id=office.posts["ATASAN"],
        decree=DECREE,
        valid_from=date(2026, 10, 11),
    )
    office.mandate("plt", "KOSONG", "Ani", date(2026, 10, 20), date(2026, 11, 30))
    with django_assert_num_queries(6):
        found = selectors.segments([office.people["Ani"]], date(2026, 10, 1), date(2026, 10, 31))
    assert [
        (s.from_date.day, s.until_date.day, s.job_class, s.own_or_acting)
        for s in found[office.people["Ani"]]
    ] == [
        (1, 10, 7, "own"),
        (11, 31, 8, "own"),
        (20, 31, 11, "acting"),
    ]


def test_a_plt_earns_nothing_once_the_seat_is_held(office):
    office.open("KOSONG", "KEPALA", job_class=11)
    office.mandate("plt", "KOSONG", "Ani", date(2026, 10, 1), date(2026, 10, 31))
    office.hire("Hadi", "KOSONG", since=date(2026, 10, 16))
    found = selectors.segments([office.people["Ani"]], date(2026, 10, 1), date(2026, 10, 31))
    acting = [s for s in found[office.people["Ani"]] if s.own_or_acting == "acting"]
    assert [(s.from_date.day, s.until_date.day) for s in acting] == [(1, 15)]


def test_somebody_without_post_has_no_segment(office):
    hadi = office.hire("Hadi")
    assert selectors.segments([hadi], FIRST, LAST) == {hadi: ()}


DAYS = st.dates(date(2026, 9, 20), date(2026, 11, 10))
SPANS = st.tuples(DAYS, st.none() | st.integers(0, 25)).map(
    lambda given: (given[0], None if given[1] is None else given[0] + timedelta(days=given[1]))
)


@given(st.lists(SPANS, max_size=3), st.lists(st.tuples(SPANS, st.integers(1, 3)), max_size=3))
def test_segments_agree_with_asking_day_by_day(tenures, terms):
    book = PostBook(
        terms=tuple(Terms(1, 1, job_class, *span) for span, job_class in terms),
        tenures=tuple(Tenure(9, "SK", *span) for span in tenures),
    )
    first, last = date(2026, 10, 1), date(2026, 10, 31)
    found = segments_of(9, "PNS", {1: book}, first, last)
    for n in range(31):
        day = first + timedelta(days=n)
        wanted = next((t.job_class for t in book.terms if t.covers(day)), None)
        if not any(t.covers(day) for t in book.tenures):
            wanted = None
        got = [s.job_class for s in found if s.from_date <= day <= s.until_date]
        assert got == ([wanted] if wanted is not None else [])
    assert all(a.until_date < b.from_date for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("reader", "seen", "hidden"),
    [
        ("Ani", {"tpp_rupiah", "diagnosis", "nik"}, set()),
        (
            "Budi",
            {"attendance_minutes", "activities"},
            {"tpp_rupiah", "diagnosis", "nik", "attendance_punches"},
        ),
        ("Citra", {"attendance_minutes", "findings"}, {"tpp_rupiah", "diagnosis"}),
        ("Dedi", {"name", "position"}, {"nip", "activities", "tpp_rupiah"}),
        ("Gita", {"name", "position"}, {"nip", "activities", "sanctions"}),
        ("Fajar", {"tpp_rupiah", "findings"}, {"diagnosis", "nik", "bank_account"}),
        ("Eka", {"tpp_rupiah", "bank_account"}, {"activities", "diagnosis", "sanctions"}),
    ],
)
def test_who_sees_which_field_of_ani(office, at, reader, seen, hidden):
    at(2026, 10, 6, 9, 0)
    office.hire("Fajar")
    office.appoint("Fajar", "inspector", office.other)
    days = (date(2026, 1, 1), date(2026, 12, 31))
    services.issue_letter(
        by=CLI,
        employee_id=office.people["Fajar"],
        number="ST-1",
        agency_ids=[office.agency],
        period=days,
        valid=days,
    )
    office.hire("Eka")
    office.appoint("Eka", "treasurer")
    viewer = selectors.viewer(office.actor(reader))
    assert {field for field in seen if access.may_see(viewer, field, office.people["Ani"])} == seen
    assert not {field for field in hidden if access.may_see(viewer, field, office.people["Ani"])}


def test_a_visitor_and_an_unknown_field_see_nothing(office):
    assert not any(
        access.may_see(access.Viewer(), field, office.people["Ani"]) for field in FIELD_TABLE
    )
    assert not access.seen_by("unheard of", set(Relation))
