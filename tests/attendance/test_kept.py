"""What the databases themselves refuse."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from office.attendance import selectors, services, sql
from office.attendance.models import (
    DayFact,
    Duty,
    Leave,
    MonthLock,
    PinOwner,
    Punch,
    RawBatch,
    Roster,
)
from office.attendance.problems import AlreadyExplained, BadDates, MonthIsLocked
from office.audit import clock
from tests.attendance.conftest import DECREE, START, SYSTEM


def refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError:
        return True
    return False


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE attendance_punch SET at = '2026-10-05 07:30:00'",
        "UPDATE attendance_punch SET pin = '2'",
        "DELETE FROM attendance_punch",
        "UPDATE attendance_rawbatch SET sha256 = ''",
        "DELETE FROM attendance_rawbatch",
    ],
)
def test_a_punch_and_its_file_never_change(punch, statement):
    punch("1", "2026-10-05 07:28:00")
    before = list(Punch.objects.values()), list(RawBatch.objects.values())
    assert refused(statement)
    assert (list(Punch.objects.values()), list(RawBatch.objects.values())) == before


@pytest.mark.postgresql
def test_punches_are_not_truncated(punch):
    assert refused("TRUNCATE attendance_punch")


def test_no_punch_is_stored_twice_or_without_a_time(punch):
    punch("1", "2026-10-05 07:28:00")
    row = Punch.objects.get()
    values = f"({row.device_id}, {row.batch_id}, '1', '%s', 0, 1, '', 1)"
    insert = "INSERT INTO attendance_punch (device_id, batch_id, pin, at, status, verify, workcode, line) VALUES "
    assert refused(insert + values % "2026-10-05 07:28:00")
    assert refused(insert + values % "besok")
    assert not refused(insert + values % "2026-10-05 07:28:01")


@pytest.mark.django_db
def test_every_guard_stands():
    assert sql.missing_guards() == []


def _dated(days: int = 0, length: int | None = 0) -> dict:
    first = START + timedelta(days=days)
    return {
        "decree": DECREE,
        "valid_from": first,
        "valid_until": None if length is None else first + timedelta(days=length),
        "recorded_at": clock.now(),
    }


@pytest.mark.parametrize("length", [0, 5, None])
def test_two_live_papers_never_cover_one_day(city, device, length):
    owner = PinOwner.objects.filter(pin="1").get()
    pairs = [
        lambda **d: PinOwner(device_id=owner.device_id, pin="9", employee_id=city.ani, **d),
        lambda **d: Roster(code="x", agency_id=city.office, **d),
        lambda **d: Roster(code="x", employee_id=city.ani, **d),
        lambda **d: Roster(code="x", **d),
    ]
    if length is not None:
        pairs += [lambda **d: Leave(employee_id=city.ani, kind="annual", **d)]
        pairs += [lambda **d: Duty(employee_id=city.ani, place="Solo", **d)]
    for make in pairs:
        make(**_dated(3, length)).save()
        with pytest.raises(DatabaseError), transaction.atomic():
            make(**_dated(0, 3)).save()
        make(**_dated(0, 2)).save()
        make(**_dated(0, None if length is None else 30), superseded_at=clock.now()).save()


def test_a_second_leave_for_the_same_day_is_refused_in_words(city):
    dates = {"valid_from": date(2026, 10, 5), "valid_until": date(2026, 10, 7)}
    leave = services.record_leave(
        by=SYSTEM, employee_id=city.ani, kind="annual", decree="1", **dates
    )
    with pytest.raises(AlreadyExplained, match="cuti"):
        services.record_leave(by=SYSTEM, employee_id=city.ani, kind="sick", decree="2", **dates)
    services.revoke_leave(by=SYSTEM, leave_id=leave, reason="keliru", decree="3")
    services.record_leave(by=SYSTEM, employee_id=city.ani, kind="sick", decree="2", **dates)


def test_a_locked_month_keeps_its_days_and_shows_what_came_late(punch, city):
    punch("1", "2026-09-07 07:40:00", "2026-09-07 16:00:00")
    on = date(2026, 9, 7)
    locked = services.lock_month(by=SYSTEM, agency_id=city.office, month="2026-09", decree="BA")
    assert locked.days == 3 * 30
    punch("1", "2026-09-07 07:20:00")
    assert selectors.judged_day(city.ani, on).minutes_late == 10
    assert selectors.stale_days([city.ani, city.budi], date(2026, 9, 1), date(2026, 9, 30)) == [
        (city.ani, on)
    ]
    rebuilt = services.rebuild_days([city.ani], date(2026, 9, 1), date(2026, 9, 30))
    assert (rebuilt.locked, rebuilt.changed) == (30, 0)
    assert refused("UPDATE attendance_dayfact SET minutes_late = 0")
    assert refused("DELETE FROM attendance_dayfact")
    assert refused("DELETE FROM attendance_monthlock")
    with pytest.raises(MonthIsLocked):
        services.lock_month(by=SYSTEM, agency_id=city.office, month="2026-09")


@pytest.mark.parametrize("month", ["2026-11", "2026-12", "2026-13", "oktober"])
def test_a_month_that_is_not_over_is_not_locked(city, month):
    with pytest.raises(BadDates):
        services.lock_month(by=SYSTEM, agency_id=city.office, month=month)
    assert not MonthLock.objects.exists()


def test_day_facts_follow_their_inputs_and_twice_is_once(punch, city):
    punch("1", "2026-10-05 07:40:00", "2026-10-05 16:00:00")
    first, last = date(2026, 10, 5), date(2026, 11, 2)
    built = services.rebuild_days([city.ani], first, last)
    assert (built.new, built.open) == (28, 1)
    assert services.rebuild_days([city.ani], first, last).same == 28
    punch("1", "2026-10-05 07:20:00")
    assert selectors.stale_days([city.ani], first, last) == [(city.ani, first)]
    again = services.rebuild_days([city.ani], first, last)
    assert (again.changed, again.same) == (1, 27)
    fact = DayFact.objects.get(employee_id=city.ani, date=first)
    assert (fact.version, fact.minutes_late) == (2, 0)
    assert selectors.stale_days([city.ani], first, last) == []


def test_a_stored_day_reads_as_it_was_judged(punch, city):
    from office.attendance.selectors.days import as_judged

    punch("1", "2026-10-05 07:40:00", "2026-10-05 16:00:00")
    services.rebuild_days([city.ani], date(2026, 10, 5), date(2026, 10, 5))
    assert as_judged(DayFact.objects.get()) == selectors.judged_day(city.ani, date(2026, 10, 5))
