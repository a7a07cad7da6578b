"""Permits and corrections: hours that are not judged, moments that stand in the place of a punch."""

from datetime import date

import pytest

from office.attendance import selectors, services
from office.attendance.core import Attested, Stoppage, inputs_hash, judge
from office.attendance.models import Correction, Punch
from office.attendance.problems import AlreadyExplained, BadDates, MonthIsLocked, NoSuchPaper
from office.audit.core import Actor
from tests.attendance.conftest import DECREE, SYSTEM
from tests.attendance.test_judge import office, second

ON = date(2026, 10, 5)


def permit(since: str, until: str) -> Stoppage:
    return Stoppage(second(since), second(until), "Izin", "IZ-1")


def attested(side: str, at: str) -> Attested:
    return Attested(side, second(at), "KK-1")


@pytest.mark.parametrize(
    ("times", "hours", "late", "early", "missing", "status"),
    [
        (("10:00", "16:00"), [("07:30", "10:00")], 0, 0, "", "present"),
        (("10:20", "16:00"), [("07:30", "10:00")], 20, 0, "", "present"),
        (("07:20", "14:00"), [("14:00", "16:00")], 0, 0, "", "present"),
        (("07:20", "13:30"), [("14:00", "16:00")], 0, 30, "", "present"),
        (("07:20", "16:00"), [("10:00", "11:00")], 0, 0, "", "present"),
        (("07:20",), [("14:00", "16:00")], 0, 0, "out", "present"),
        ((), [("07:30", "11:00")], 0, 0, "", "absent"),
    ],
)
def test_permitted_hours_are_not_judged_and_stand_in_for_no_punch(
    times, hours, late, early, missing, status
):
    day = judge(office(*times, permits=tuple(permit(*pair) for pair in hours)))
    told = (day.minutes_late, day.minutes_early, day.missing_punch, day.status)
    assert told == (late, early, missing, status)


@pytest.mark.parametrize(
    ("times", "marks", "late", "early", "missing", "status"),
    [
        (("07:25",), [("out", "16:00")], 0, 0, "", "present"),
        (("16:02",), [("in", "07:45")], 15, 0, "", "present"),
        (("09:10", "16:00"), [("in", "07:30")], 0, 0, "", "present"),
        (("07:25", "15:00"), [("out", "15:40")], 0, 20, "", "present"),
        ((), [("in", "07:30"), ("out", "16:00")], 0, 0, "", "present"),
        ((), [("in", "07:30")], 0, 0, "out", "present"),
    ],
)
def test_a_correction_is_judged_as_if_it_had_been_punched(
    times, marks, late, early, missing, status
):
    day = judge(office(*times, attested=tuple(attested(*mark) for mark in marks)))
    told = (day.minutes_late, day.minutes_early, day.missing_punch, day.status)
    assert told == (late, early, missing, status)
    assert any("KK-1" in reason for reason in day.reasons)


def test_a_day_without_permits_and_corrections_keeps_its_fingerprint():
    """Days hashed before these facts existed must not look changed."""
    day = office("07:28", "16:00")
    pinned = "eb9452af8725b4c280e0dfb4c7d2ec63470d017389e0a1fa333f48315542bb62"
    assert inputs_hash(day) == pinned


def record(**given):
    told = {"by": SYSTEM, "on": ON, "side": "in", "minute": 450, "decree": "KK-1"}
    return services.record_correction(**(told | given))


def test_the_raw_punch_stays_and_the_day_is_judged_by_the_correction(city, punch):
    punch("1", "2026-10-05 08:10:00", "2026-10-05 16:03:00")
    before = list(Punch.objects.values_list("at", flat=True))
    assert selectors.judged_day(city.ani, ON).minutes_late == 40
    record(employee_id=city.ani)
    assert selectors.judged_day(city.ani, ON).minutes_late == 0
    assert list(Punch.objects.values_list("at", flat=True)) == before


def test_a_second_correction_of_a_side_supersedes_the_first(city):
    record(employee_id=city.ani)
    record(employee_id=city.ani, minute=460)
    assert list(Correction.objects.filter(superseded_at=None).values_list("minute")) == [(460,)]
    assert Correction.objects.count() == 2


def test_a_revoked_correction_lets_the_punches_count_again(city, punch):
    punch("1", "2026-10-05 08:10:00", "2026-10-05 16:03:00")
    row = record(employee_id=city.ani)
    given = {"by": SYSTEM, "correction_id": row, "reason": "Keliru", "decree": "KK-2"}
    services.revoke_correction(**given)
    assert selectors.judged_day(city.ani, ON).minutes_late == 40
    with pytest.raises(NoSuchPaper):
        services.revoke_correction(**given)


def test_a_locked_month_takes_no_correction(city):
    services.lock_month(by=SYSTEM, agency_id=city.office, month="2026-10")
    with pytest.raises(MonthIsLocked):
        record(employee_id=city.ani)


@pytest.mark.parametrize("given", [{"on": date(2026, 11, 2)}, {"side": "x"}, {"minute": 3000}])
def test_a_correction_names_a_past_day_and_a_known_side(city, given):
    with pytest.raises(BadDates):
        record(employee_id=city.ani, **given)


def test_a_stranger_records_nothing(city):
    from office.attendance.problems import NotYoursToKeep

    with pytest.raises(NotYoursToKeep):
        record(employee_id=city.ani, by=Actor.person(city.gita))


def test_a_permit_moves_the_moment_that_is_expected_until_it_is_revoked(city, punch):
    punch("1", "2026-10-05 09:30:00", "2026-10-05 16:03:00")
    given = {"by": SYSTEM, "employee_id": city.ani, "on": ON, "from_minute": 450}
    row = services.record_permit(**given, until_minute=570, decree=DECREE)
    assert selectors.judged_day(city.ani, ON).minutes_late == 0
    with pytest.raises(AlreadyExplained):
        services.record_permit(**given, until_minute=600, decree=DECREE)
    with pytest.raises(BadDates):
        services.record_permit(**given, until_minute=450, decree=DECREE)
    services.revoke_permit(by=SYSTEM, permit_id=row, reason="Keliru", decree=DECREE)
    assert selectors.judged_day(city.ani, ON).minutes_late == 120


def test_personal_workdays_follow_roster_and_holidays_and_not_leave(city):
    services.declare_holiday(
        by=SYSTEM, on=date(2026, 10, 7), name="Pilkada", kind="regional", decree=DECREE
    )
    services.record_leave(
        by=SYSTEM,
        employee_id=city.ani,
        kind="annual",
        valid_from=ON,
        valid_until=ON,
        decree=DECREE,
    )
    days = selectors.personal_workdays(city.ani, date(2026, 10, 3), date(2026, 10, 12))
    assert [on.day for on in days] == [5, 6, 8, 9, 12]
