"""What `fsck` asks of this room, each with a way to break it."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from office.people import selectors, services
from office.people.core import Seat
from office.people.invariants import invariants
from office.people.models import Assignment, PositionTerms
from office.people.selectors import Claim
from office.people.sql import drop_guards, missing_guards, restore_guards
from tests.people.conftest import CLI, DECREE, START


def answers():
    return {invariant.code: invariant.check() for invariant in invariants()}


def test_a_sound_office_has_no_offenders(office):
    found = answers()
    assert found["P1"] == (12, [])
    assert found["P2"] == (6, [])


@pytest.fixture
def unguarded(office):
    connection.check_constraints()  # PostgreSQL alters no table while a foreign key is still to be checked
    drop_guards()
    yield office
    PositionTerms.objects.all().delete()
    Assignment.objects.all().delete()
    connection.check_constraints()
    restore_guards()
    assert missing_guards() == []


def test_lost_guards_and_overlaps_are_found(unguarded):
    Assignment.objects.create(
        employee_id=unguarded.people["Gita"],
        position_id=unguarded.posts["STAF"],
        decree=DECREE,
        valid_from=START,
        recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    offenders = answers()["P1"][1]
    assert any("one_holder_per_position" in line for line in offenders)
    assert any(line.startswith("people_assignment:") for line in offenders)


def test_a_circle_of_superiors_is_found(office):
    PositionTerms.objects.filter(position_id=office.posts["WALI"]).update(
        reports_to_id=office.posts["STAF"]
    )
    assert len(answers()["P2"][1]) == 5
    assert len(selectors.reporting_line(office.posts["STAF"])) <= 32


def claim(office, name, post, *when):
    at = datetime(*when, tzinfo=UTC)
    return Claim(f"decision:{name}", Seat.position(office.posts[post]), office.people[name], at)


def test_old_decisions_are_judged_by_what_was_known_then(office, at, django_assert_num_queries):
    at(2026, 10, 5, 7, 0)
    mandate = office.mandate("plh", "ATASAN", "Dedi", date(2026, 10, 5), date(2026, 10, 9))
    office.appoint("Ani", "treasurer")
    at(2026, 10, 6, 12, 0)
    services.end_mandate(by=CLI, mandate_id=mandate)
    morning, evening = (2026, 10, 6, 3, 0), (2026, 10, 6, 9, 0)
    office_claim = Claim(
        "x",
        Seat("treasurer", office.agency),
        office.people["Ani"],
        datetime(2026, 10, 6, tzinfo=UTC),
    )
    claims = [
        claim(office, "Dedi", "ATASAN", *morning),
        claim(office, "Budi", "ATASAN", *morning),
        claim(office, "Dedi", "ATASAN", *evening),
        claim(office, "Budi", "ATASAN", *evening),
        claim(office, "Gita", "KEPALA", *evening),
        office_claim,
    ]
    with django_assert_num_queries(3):
        wrong = selectors.without_authority(claims)
    assert wrong == [claims[1], claims[2], claims[4]]


def test_a_decision_before_the_person_was_recorded_had_no_authority(office):
    early = claim(office, "Budi", "ATASAN", 2020, 1, 1)
    nowhere = Claim(
        "x", Seat("bud", office.agency), office.people["Budi"], datetime(2026, 10, 6, tzinfo=UTC)
    )
    assert selectors.without_authority([early, nowhere]) == [early, nowhere]


def test_a_retirement_recorded_late_leaves_what_was_decided_before_as_it_was(office, at):
    at(2026, 10, 6, 8, 0)
    decided = claim(office, "Budi", "ATASAN", 2026, 10, 6, 1)
    at(2026, 10, 6, 12, 0)
    services.end_service(
        by=CLI,
        employee_id=office.people["Budi"],
        last_day=date(2026, 10, 1),
        reason="pensiun",
        decree="SK",
    )
    after = claim(office, "Budi", "ATASAN", 2026, 10, 6, 9)
    assert selectors.without_authority([decided, after]) == [after]
