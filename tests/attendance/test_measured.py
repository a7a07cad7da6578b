"""A day counts only when the files of the person's devices reach over it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.attendance import selectors, services
from office.attendance.core import DayInputs, PunchMark, Shift, judge
from office.attendance.core.coverage import DeviceFile, beyond, covers, merged, reach, unseen
from office.attendance.core.drift import readable
from office.attendance.models import ClockDoubt, DayFact
from office.attendance.problems import BadDates, NotYoursToKeep
from office.audit.core import Actor
from office.audit.models import Event
from office.jobs.services import run_due
from tests.attendance.conftest import DECREE, START, SYSTEM, line

MONDAY, TUESDAY = date(2026, 10, 5), date(2026, 10, 6)
ON = date(2026, 10, 5)
DAY = DayInputs(1, ON, "kantor", Shift("kantor", 450, 960, 60))
HOUR = 3600


def status(who: int, on: date = MONDAY) -> str:
    return selectors.judged_day(who, on).status


@pytest.mark.parametrize(
    ("file", "proves"),
    [
        (DeviceFile(0, 10 * HOUR, 11 * HOUR), (0, 11 * HOUR)),
        (DeviceFile(0, 10 * HOUR, 34 * HOUR), (0, 34 * HOUR)),
        (DeviceFile(0, 10 * HOUR, 34 * HOUR + 1), (0, 10 * HOUR)),
        (DeviceFile(0, 99 * HOUR, 11 * HOUR), (0, 11 * HOUR)),
        (DeviceFile(12 * HOUR, 99 * HOUR, 11 * HOUR), None),
    ],
)
def test_a_file_proves_up_to_its_receipt_unless_it_lay_about(file, proves):
    assert reach(file, 24 * HOUR) == proves


SECONDS = st.integers(0, 60)
STRETCHES = st.lists(st.tuples(SECONDS, SECONDS).map(lambda pair: (min(pair), max(pair))))


@given(STRETCHES, SECONDS, SECONDS)
def test_merged_stretches_cover_what_one_after_another_covers(stretches, first, length):
    held = {n for begun, ended in stretches for n in range(begun * 2, ended * 2 + 1)}
    wanted = range(first * 2, (first + length) * 2 + 1)
    assert covers(merged(stretches), first, first + length) == (set(wanted) <= held)


@given(STRETCHES, STRETCHES, SECONDS, SECONDS)
def test_more_files_never_unprove_and_their_order_is_irrelevant(some, more, first, length):
    before = unseen([merged(some)], first, first + length)
    after = unseen([merged([*some, *more])], first, first + length)
    assert set(after) <= set(before)
    assert after == unseen([merged([*reversed(more), *some])], first, first + length)


@given(st.tuples(SECONDS, SECONDS).map(sorted).map(tuple), STRETCHES)
def test_what_is_beyond_known_stretches_completes_them(stretch, known):
    first, until = stretch
    parts = beyond(stretch, known)
    assert covers(merged([*known, *parts, (first, first)]), first, until)
    assert all(not covers(merged(known), *part) for part in parts)


def test_every_device_with_a_pin_of_the_person_must_prove_the_shift():
    assert unseen([[(0, 9)], [(0, 9)]], 1, 8) == ()
    assert unseen([[(0, 9)], [(2, 9)]], 1, 8) == ("in", "shift")
    assert unseen([[(0, 9)], []], 1, 8) == ("in", "shift", "out")
    assert unseen([], 1, 8) == ("in", "shift", "out")


PARTS = st.sets(st.sampled_from(["in", "shift", "out"])).map(sorted).map(tuple)


@given(PARTS, st.sets(st.integers(6 * HOUR, 18 * HOUR), max_size=3))
def test_nothing_unseen_is_held_against_anybody(parts, seconds):
    marks = tuple(PunchMark(second, "SN1") for second in seconds)
    judged = judge(replace(DAY, punches=marks, unseen=parts))
    if not marks:
        assert judged.status == ("unmeasured" if parts else "absent")
    assert judged.missing_punch not in set(parts) - {"shift"}
    if judged.status == "unmeasured":
        assert parts
        assert (judged.minutes_late, judged.minutes_early, judged.missing_punch) == (0, 0, "")


def test_importing_one_device_first_accuses_nobody_of_the_other(punch, city):
    services.register_device(by=SYSTEM, sn="SN2", name="Gudang", agency_id=city.office)
    services.own_pin(
        by=SYSTEM, sn="SN2", pin="5", employee_id=city.hani, valid_from=START, decree=DECREE
    )
    punch("1", "2026-10-05 07:20:00", "2026-10-05 16:05:00", "2026-10-06 07:20:00")
    assert (status(city.ani), status(city.budi), status(city.hani)) == (
        "present",
        "absent",
        "unmeasured",
    )


def test_a_file_that_begins_during_the_shift_accuses_nobody_of_that_day(punch, city):
    punch("1", "2026-10-05 14:53:00", "2026-10-06 07:20:00", "2026-10-06 16:05:00")
    assert [status(city.ani), status(city.ani, TUESDAY)] == ["unmeasured", "present"]
    assert [status(city.budi), status(city.budi, TUESDAY)] == ["unmeasured", "absent"]
    assert "14.53" in selectors.judged_day(city.ani, MONDAY).reasons[0]


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ((2026, 10, 6, 15, 59), "unmeasured"),
        ((2026, 10, 6, 16, 0), "absent"),
        ((2026, 10, 8, 16, 5), "absent"),
        ((2026, 10, 8, 16, 6), "unmeasured"),
    ],
)
def test_a_quiet_office_is_measured_by_a_file_received_after_the_shift(
    punch, city, at, received, expected
):
    at(*received)
    punch("1", "2026-10-05 07:20:00", "2026-10-05 16:05:00")
    at(2026, 11, 2, 7, 0)
    assert status(city.budi, TUESDAY) == expected


def test_later_files_measure_the_day_and_rebuild_it_for_whoever_is_not_in_them(punch, city, at):
    def drain():
        while run_due():
            pass

    def kept():
        row = DayFact.objects.get(employee_id=city.budi, date=MONDAY)
        return row.status, row.version

    punch("2", "2026-10-05 15:00:00")
    drain()
    assert kept() == ("unmeasured", 1)
    punch("1", "2026-10-05 07:20:00", "2026-10-06 07:20:00")
    drain()
    assert kept() == ("present", 2)
    assert DayFact.objects.get(employee_id=city.ani, date=MONDAY).missing_punch == "out"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_order_of_imports_is_irrelevant_once_all_are_in(punch, city, order):
    files = [
        ("1", "2026-10-05 07:20:00", "2026-10-05 12:00:00"),
        ("1", "2026-10-05 11:00:00", "2026-10-05 16:05:00"),
    ]
    for n in order:
        assert status(city.budi) == "unmeasured"
        punch(*files[n])
    assert status(city.budi) == "absent"


@pytest.mark.parametrize("stray", ["2000-01-01 00:00:01", "2099-12-31 00:00:00"])
def test_a_date_no_working_clock_shows_proves_nothing(punch, city, stray):
    punch("1", stray, "2026-10-05 12:00:00")
    assert status(city.budi) == "unmeasured"


def test_a_month_before_anything_was_measured_counts_nothing(punch, city):
    punch("1", "2026-10-05 07:20:00", "2026-10-05 16:05:00")
    july = [date(2026, 7, 1) + timedelta(days=n) for n in range(31)]
    days = selectors.judged_days([city.ani], july[0], july[-1])
    assert {days[city.ani, on].status for on in july} == {"unmeasured", "off"}


def test_a_person_of_another_device_does_not_measure_mine(city, device):
    services.register_device(by=SYSTEM, sn="SN2", name="Gudang", agency_id=city.office)
    services.import_attlog(
        by=SYSTEM,
        sn="SN2",
        content=line("9", "2026-10-05 06:00:00") + line("9", "2026-10-05 18:00:00"),
    )
    assert status(city.ani) == "unmeasured"


def test_a_record_received_before_its_own_time_counts_for_nothing(punch, city, at):
    """Nobody is at work by a file that came in the morning and tells of the evening."""
    at(2026, 10, 5, 7, 23)
    punch("1", "2026-10-05 07:05:00", "2026-10-05 16:05:00")
    punch("2", "2026-10-05 07:05:00", "2026-10-05 07:27:59")
    at(2026, 10, 6, 7, 0)
    assert status(city.ani) == "unmeasured"
    punch("9", "2026-10-05 06:00:00", "2026-10-05 19:00:00")
    day = selectors.judged_day(city.ani, MONDAY)
    assert (day.status, day.missing_punch, day.minutes_present) == ("present", "out", 0)
    assert "16.05" in day.reasons[-1]
    assert "koreksi" in day.reasons[-1]
    assert [one.counts for one in selectors.raw_punches(city.ani, MONDAY)] == [True, False]
    assert all(one.counts for one in selectors.raw_punches(city.budi, MONDAY))
    people = [city.ani, city.budi, city.hani]
    assert selectors.ahead_in(people, MONDAY, MONDAY) == {city.ani}
    punch("1", "2026-10-05 16:05:00")
    assert selectors.judged_day(city.ani, MONDAY).missing_punch == "out"


def test_an_absurd_date_doubts_no_day_between(punch, city):
    punch("1", "2026-10-05 07:05:00", "2099-10-30 07:05:00")
    punch("1", "2026-11-02 07:20:00")
    doubts = {(one.kind, one.first, one.last) for one in ClockDoubt.objects.all()}
    on = date(2026, 11, 2)
    assert doubts == {
        ("future", date(2099, 10, 30), date(2099, 10, 30)),
        ("future", on, on),
    }
    sentences = " ".join(one.sentence for one in ClockDoubt.objects.all())
    assert "73 tahun" in sentences
    assert "20 menit" in sentences


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (12, "12 menit"),
        (60, "1 jam"),
        (522, "8 jam 42 menit"),
        (4400, "3 hari"),
        (38390408, "73 tahun"),
    ],
)
def test_lengths_of_time_are_told_in_units_people_use(minutes, words):
    assert readable(minutes) == words


def test_a_doubt_ends_by_a_named_act_with_a_reason_of_whoever_keeps_the_device(punch, city):
    punch("1", "2026-11-02 07:20:00")
    stranger = Actor.person(city.gita)
    with pytest.raises(NotYoursToKeep):
        services.trust_clock(by=stranger, sn="SN1", reason="Disetel ulang")
    with pytest.raises(BadDates):
        services.trust_clock(by=SYSTEM, sn="SN1", reason=" ")
    assert selectors.devices(SYSTEM)[0].doubts
    assert services.trust_clock(by=SYSTEM, sn="SN1", reason="Disetel ulang") == 1
    assert not selectors.devices(SYSTEM)[0].doubts
    assert ClockDoubt.objects.get().ended_because == "Disetel ulang"
    assert Event.objects.filter(act="attendance.clock.trust").count() == 1
    assert selectors.ahead_in([city.ani], date(2026, 11, 2), date(2026, 11, 2)) == {city.ani}
