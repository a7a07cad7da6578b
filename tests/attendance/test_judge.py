from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.attendance.core import DayInputs, Paper, PunchMark, Shift, Stoppage, inputs_hash, judge
from office.attendance.core.windows import own_punches, window

ON = date(2026, 10, 5)
DAY = Shift("kantor", 450, 960, 60)
NIGHT = Shift("rs/malam", 1260, 1860, 60)
MORNING = Shift("rs/pagi", 420, 870, 0)


def second(text: str, day: int = 0) -> int:
    hour, minute, *rest = (int(part) for part in text.split(":"))
    return ((day * 24 + hour) * 60 + minute) * 60 + (rest[0] if rest else 0)


def office(*times: str, **given) -> DayInputs:
    marks = tuple(PunchMark(second(text), "SN1") for text in times)
    return DayInputs(**{"employee_id": 1, "on": ON, "roster": "kantor", "shift": DAY, "before": DAY, "after": DAY,
                        "punches": marks} | given)  # fmt: skip


@pytest.mark.parametrize(
    ("arrives", "late"),
    [
        ("07:29:59", 0),
        ("07:30:00", 0),
        ("07:30:59", 0),
        ("07:31:00", 1),
        ("08:30:00", 60),
        ("09:00:59", 90),
    ],
)
def test_lateness_is_whole_minutes_with_seconds_dropped(arrives, late):
    assert judge(office(arrives, "16:00")).minutes_late == late


@pytest.mark.parametrize(
    ("leaves", "early"),
    [("16:00:00", 0), ("15:59:01", 0), ("15:59:00", 1), ("15:30:00", 30), ("17:45:00", 0)],
)
def test_leaving_early_is_whole_minutes_with_seconds_dropped(leaves, early):
    assert judge(office("07:20", leaves)).minutes_early == early


@pytest.mark.parametrize(("arrives", "late"), [("07:35:59", 0), ("07:36:00", 6)])
def test_lateness_beyond_the_grace_counts_from_the_start(arrives, late):
    assert judge(office(arrives, "16:00", grace_minutes=5)).minutes_late == late


def test_a_full_day_is_present_minutes_without_the_rest():
    day = judge(office("07:30", "16:00"))
    assert (day.minutes_present, day.minutes_required) == (450, 450)


@pytest.mark.parametrize(
    ("times", "missing", "late", "early"),
    [
        (("07:40",), "out", 10, 0),
        (("07:28", "07:40"), "out", 0, 0),
        (("15:40",), "in", 0, 20),
        (("15:50", "16:03"), "in", 0, 0),
    ],
)
def test_presses_of_one_moment_are_the_side_they_are_nearer_to(times, missing, late, early):
    day = judge(office(*times))
    assert (day.missing_punch, day.minutes_late, day.minutes_early) == (missing, late, early)
    assert day.status == "present"


def test_an_accidental_out_at_noon_does_not_break_the_day():
    day = judge(office("07:25", "12:01", "12:02", "16:04"))
    assert (day.presence, day.minutes_late, day.minutes_early, day.missing_punch) == (
        ((445, 964),),
        0,
        0,
        "",
    )


def test_an_absent_day_adds_no_minutes():
    day = judge(office())
    assert (day.status, day.minutes_late, day.minutes_early, day.missing_punch) == (
        "absent",
        0,
        0,
        "",
    )


@pytest.mark.parametrize(
    ("given", "status", "required"),
    [
        ({"holiday": Paper("Hari Buruh", "SKB"), "shift": None}, "holiday", 0),
        ({"shift": None}, "off", 0),
        ({"leave": Paper("Cuti tahunan", "850")}, "leave", 450),
        ({"duty": Paper("Dinas luar ke Solo", "090")}, "duty", 450),
        ({"leave": Paper("Cuti", "1"), "duty": Paper("Dinas", "2")}, "leave", 450),
        (
            {"leave": Paper("Cuti", "1"), "holiday": Paper("Libur", "2"), "shift": None},
            "holiday",
            0,
        ),
        ({"shift": None, "roster": ""}, "off", 0),
    ],
)
@pytest.mark.parametrize("times", [(), ("09:00", "11:00")])
def test_papers_and_free_days_go_before_punches(given, status, required, times):
    day = judge(office(*times, **given))
    assert (day.status, day.minutes_required) == (status, required)
    assert (day.minutes_late, day.minutes_early) == (0, 0)
    assert day.presence == (((540, 660),) if times else ())
    assert len(day.reasons) == (2 if times else 1)


def stop(since: str, until: str) -> Stoppage:
    return Stoppage(second(since), second(until), "mesin mati", "BA-1")


@pytest.mark.parametrize(
    ("times", "stops", "late", "early", "missing", "status"),
    [
        (("07:33", "16:00"), [("06:52", "07:31")], 2, 0, "", "present"),
        (("07:31", "16:00"), [("06:52", "07:31")], 0, 0, "", "present"),
        (("07:40", "16:00"), [("06:00", "07:20")], 10, 0, "", "present"),
        (("07:40", "16:00"), [("07:35", "07:50")], 10, 0, "", "present"),
        (("08:10", "16:00"), [("07:00", "07:40"), ("07:40", "08:05")], 5, 0, "", "present"),
        (("07:20", "15:00"), [("15:30", "17:00")], 0, 30, "", "present"),
        (("07:20",), [("15:30", "17:00")], 0, 0, "", "present"),
        (("16:01",), [("06:52", "07:31")], 0, 0, "", "present"),
        ((), [("06:00", "18:00")], 0, 0, "", "present"),
        ((), [("06:00", "09:00")], 0, 0, "", "absent"),
        ((), [("15:00", "18:00")], 0, 0, "", "absent"),
    ],
)
def test_what_an_outage_hid_is_not_held_against_anybody(times, stops, late, early, missing, status):
    day = judge(office(*times, stoppages=tuple(stop(*pair) for pair in stops)))
    assert (day.minutes_late, day.minutes_early, day.missing_punch, day.status) == (
        late,
        early,
        missing,
        status,
    )


def test_an_outage_stands_in_for_the_punch_it_hid():
    day = judge(office("07:20", stoppages=(stop("15:30", "17:00"),)))
    assert day.presence == ((440, 960),)
    assert any("BA-1" in reason for reason in day.reasons)


def marks(*seconds: int) -> tuple[PunchMark, ...]:
    return tuple(PunchMark(s) for s in seconds)


def test_a_night_shift_counts_minutes_above_1440():
    day = judge(DayInputs(1, ON, "rs", NIGHT, punches=marks(second("21:15"), second("06:40", 1))))
    assert (day.presence, day.minutes_late, day.minutes_early) == (((1275, 1840),), 15, 20)
    assert "esok hari" in " ".join(day.reasons)


def test_the_morning_after_a_night_shift_is_not_the_next_days_arrival():
    after = DayInputs(1, ON, "rs", None, before=NIGHT, punches=marks(second("07:05")))
    assert judge(after).presence == ()


@pytest.mark.parametrize(("leaves", "belongs"), [("03:29", True), ("03:31", False)])
def test_work_past_midnight_ends_the_day_before(leaves, belongs):
    inputs = office(punches=(PunchMark(second("07:20")), PunchMark(second(leaves, 1))))
    assert (len(own_punches(inputs)) == 2) is belongs


def test_a_day_that_is_not_over_holds_nothing_against_anybody():
    assert judge(office(), second("15:00")).status == "pending"
    running = judge(office("07:40"), second("10:00"))
    assert (running.status, running.minutes_late, running.missing_punch) == ("present", 10, "")
    assert running.presence == ((460, 600),)
    left = judge(office("07:20", "16:05"), second("18:00"))
    assert (left.presence, left.minutes_early) == (((440, 965),), 0)
    assert judge(office(), second("09:00", 2)).status == "absent"


def test_a_doubted_clock_is_said_and_changes_no_minute():
    doubted = judge(office("08:17", "16:47", suspect_devices=("SN1",)))
    assert doubted.minutes_late == 47
    assert any("SN1" in reason for reason in doubted.reasons)


shifts = st.builds(
    lambda start, length: Shift("s", start, start + length, 0),
    st.integers(0, 1439),
    st.integers(60, 720),
)
maybe_shift = st.one_of(st.none(), shifts)
some_marks = st.lists(st.integers(-86_400, 3 * 86_400), max_size=8)


@given(maybe_shift, maybe_shift, maybe_shift, some_marks, st.randoms())
def test_order_and_repeats_of_punches_are_irrelevant(before, shift, after, seconds, random):
    day = DayInputs(1, ON, "s", shift, before, after, punches=marks(*seconds))
    shuffled = list(marks(*seconds, *seconds))
    random.shuffle(shuffled)
    again = replace(day, punches=tuple(shuffled))
    assert judge(day) == judge(again)
    assert inputs_hash(day) == inputs_hash(again)


@given(
    maybe_shift,
    maybe_shift,
    maybe_shift,
    some_marks,
    st.one_of(st.none(), st.integers(-86_400, 3 * 86_400)),
)
def test_no_day_has_negative_minutes_and_only_present_ones_cost(before, shift, after, seconds, now):
    judged = judge(DayInputs(1, ON, "s", shift, before, after, punches=marks(*seconds)), now)
    assert (
        min(
            judged.minutes_present,
            judged.minutes_late,
            judged.minutes_early,
            judged.minutes_required,
        )
        >= 0
    )
    assert judged.reasons
    assert all(since <= until for since, until in judged.presence)
    if judged.status != "present":
        assert (judged.minutes_late, judged.minutes_early, judged.missing_punch) == (0, 0, "")


@given(maybe_shift, maybe_shift, maybe_shift)
def test_windows_of_following_dates_never_share_a_minute(first, second_, third):
    today = window(DayInputs(1, ON, "s", first, None, second_))
    tomorrow = window(DayInputs(1, ON, "s", second_, first, third))
    assert today[1] <= tomorrow[0] + 1440


@given(shifts, some_marks, st.integers(1, 59))
def test_an_earlier_arrival_never_makes_anybody_later(shift, seconds, minutes):
    day = DayInputs(1, ON, "s", shift, punches=marks(*seconds))
    own = own_punches(day)
    if not own or judge(day).missing_punch == "in":
        return
    sooner = replace(day, punches=(*day.punches, PunchMark(own[0].second - minutes * 60)))
    assert judge(sooner).minutes_late <= judge(day).minutes_late


def test_the_fingerprint_changes_with_whatever_decides_the_day():
    day = office("07:28", "16:00")
    others = [
        replace(day, leave=Paper("Cuti", "1")),
        replace(day, stoppages=(stop("07:00", "08:00"),)),
        replace(day, grace_minutes=5),
        replace(day, punches=day.punches[:1]),
        replace(day, shift=Shift("kantor", 450, 990, 90)),
    ]
    assert len({inputs_hash(day), *(inputs_hash(other) for other in others)}) == 6
    foreign = replace(day, punches=(*day.punches, PunchMark(second("07:00", 1))))
    assert inputs_hash(foreign) == inputs_hash(day)
