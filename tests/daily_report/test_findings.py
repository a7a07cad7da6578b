"""What the checks find, and what they leave alone: one change from an honest day each."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.daily_report.core.activities import (
    ActivityEntry,
    Evidence,
    claimed_minutes,
    shape_faults,
)
from workflows.daily_report.core.findings import DayCase, DayNorms, Finding, Kind, findings_of_day
from workflows.daily_report.core.intervals import total

NORMS = DayNorms(stay_flag_after_minutes=60, effective_minutes_day=300)
DAY = date(2026, 10, 5)
FILE = Evidence("a" * 64, "notulen.pdf", "application/pdf", 1200)


def work(start: int, end: int, text: str = "Menyusun notulen") -> ActivityEntry:
    return ActivityEntry(start, end, text, "Notulen", 1, "dokumen")


HONEST = DayCase(
    day=DAY,
    status="present",
    presence=((445, 965),),
    end_of_day=960,
    activities=(work(450, 600), work(780, 900)),
    filed_on=date(2026, 10, 6),
    deadline=date(2026, 10, 8),
    today=date(2026, 10, 6),
)
"""Present 07.25-16.05, work filed the next morning for 270 of 300 minutes."""


def kinds(case: DayCase) -> list[str]:
    return [finding.kind for finding in findings_of_day(case, NORMS)]


def only(case: DayCase) -> Finding:
    """Return the one finding; more or fewer fail."""
    (finding,) = findings_of_day(case, NORMS)
    return finding


def test_an_honest_day_has_no_finding():
    assert kinds(HONEST) == []


def test_work_claimed_before_the_in_punch_is_outside_presence_with_its_minutes():
    found = only(replace(HONEST, activities=(work(420, 500),)))
    assert (found.kind, found.minutes) == (Kind.OUTSIDE_PRESENCE, 25)
    assert found.evidence == {"intervals": [[420, 445]], "activities": ["Menyusun notulen"]}


def test_a_missing_punch_is_told_beside_the_claim_it_leaves_unproven():
    found = only(
        replace(HONEST, presence=((445, 445),), missing_punch="out", activities=(work(450, 500),))
    )
    assert (found.kind, found.minutes, found.evidence["missing_punch"]) == (
        Kind.OUTSIDE_PRESENCE,
        50,
        "out",
    )


def test_two_activities_at_one_time_overlap_by_the_shared_minutes():
    found = only(replace(HONEST, activities=(work(450, 600), work(570, 630, "Rapat"))))
    assert (found.kind, found.minutes) == (Kind.OVERLAP, 30)
    assert found.evidence == {
        "intervals": [[570, 600]],
        "activities": ["Menyusun notulen", "Rapat"],
    }


def test_activities_that_only_touch_do_not_overlap():
    assert kinds(replace(HONEST, activities=(work(450, 600), work(600, 660)))) == []


@pytest.mark.parametrize(("out", "expected"), [(1020, []), (1021, [Kind.STAY_WITHOUT_WORK])])
def test_a_stay_shows_only_beyond_the_tolerance(out, expected):
    assert kinds(replace(HONEST, presence=((445, out),))) == expected


def test_a_stay_without_work_tells_the_idle_minutes_after_the_end_of_day():
    found = only(
        replace(HONEST, presence=((445, 1200),), activities=(work(780, 900), work(960, 1020)))
    )
    assert (found.kind, found.minutes) == (Kind.STAY_WITHOUT_WORK, 180)
    assert found.evidence == {"intervals": [[1020, 1200]], "end_of_day": 960, "out": 1200}


def test_a_stay_covered_by_work_is_no_finding():
    assert kinds(replace(HONEST, presence=((445, 1200),), activities=(work(960, 1200),))) == []


def test_a_stay_shows_even_when_nothing_was_filed():
    silent = replace(HONEST, presence=((445, 1200),), activities=(), filed_on=None)
    assert only(silent).minutes == 240


def test_a_night_shift_is_measured_on_its_own_date():
    night = replace(
        HONEST, presence=((1255, 1865),), end_of_day=1860, activities=(work(1260, 1500),)
    )
    assert kinds(night) == []
    beyond = only(replace(night, activities=(work(1700, 1900),)))
    assert (beyond.kind, beyond.minutes) == (Kind.OUTSIDE_PRESENCE, 35)


@pytest.mark.parametrize(
    ("status", "kind"), [("absent", Kind.CLAIM_WHILE_ABSENT), ("leave", Kind.CLAIM_ON_LEAVE)]
)
def test_a_claim_on_a_day_away_is_one_finding_not_two(status, kind):
    found = only(replace(HONEST, status=status, presence=()))
    assert (found.kind, found.minutes) == (kind, 270)


def test_on_duty_no_device_is_asked():
    assert kinds(replace(HONEST, status="duty", presence=())) == []


def test_work_on_a_day_off_must_lie_within_presence():
    off = replace(HONEST, status="off", end_of_day=None)
    assert kinds(off) == []
    assert kinds(replace(off, presence=())) == [Kind.OUTSIDE_PRESENCE]


def test_an_activity_without_volume_and_file_lacks_evidence():
    bare = ActivityEntry(450, 500, "Rapat")
    assert only(replace(HONEST, activities=(bare,))).evidence["activities"] == ["Rapat"]
    assert kinds(replace(HONEST, activities=(replace(bare, evidence=FILE),))) == []
    assert kinds(replace(HONEST, activities=(replace(bare, volume=2, unit="orang"),))) == []


def test_minutes_above_the_day_norm_are_a_note_and_no_accusation():
    found = only(replace(HONEST, activities=(work(450, 800),)))
    assert (found.kind, found.minutes, found.is_note) == (Kind.OVER_DAY_NORM, 50, True)


@pytest.mark.parametrize(("filed", "expected"), [(8, []), (9, [Kind.REPORT_LATE])])
def test_a_report_is_late_from_the_day_after_its_deadline(filed, expected):
    assert kinds(replace(HONEST, filed_on=date(2026, 10, filed))) == expected


@pytest.mark.parametrize(("today", "expected"), [(8, []), (9, [Kind.REPORT_MISSING])])
def test_a_report_is_missing_from_the_day_after_its_deadline(today, expected):
    unfiled = replace(HONEST, activities=(), filed_on=None, today=date(2026, 10, today))
    assert kinds(unfiled) == expected


def test_an_absent_day_misses_no_report():
    unfiled = replace(
        HONEST, status="absent", presence=(), activities=(), filed_on=None, today=date(2026, 10, 20)
    )
    assert kinds(unfiled) == []


def test_the_same_fact_has_one_fingerprint_and_another_person_another():
    found = only(replace(HONEST, activities=(work(420, 500),)))
    again = only(replace(HONEST, activities=(work(420, 500),)))
    assert found.fingerprint(1) == again.fingerprint(1) != found.fingerprint(2)


entries = st.lists(
    st.builds(
        ActivityEntry,
        st.integers(0, 600),
        st.integers(601, 1300),
        st.sampled_from(["Rapat", "Surat", "Survei"]),
        st.just(""),
        st.sampled_from([None, 0, 3]),
        st.just("berkas"),
    ),
    max_size=5,
)
presences = st.lists(st.tuples(st.integers(0, 700), st.integers(701, 1400)), max_size=3)


@given(
    entries,
    presences,
    st.sampled_from(["present", "absent", "leave", "duty", "off"]),
    st.randoms(use_true_random=False),
)
def test_the_order_of_activities_and_punches_changes_nothing(activities, presence, status, chance):
    case = replace(HONEST, status=status, activities=tuple(activities), presence=tuple(presence))
    found = findings_of_day(case, NORMS)
    chance.shuffle(activities)
    chance.shuffle(presence)
    assert (
        findings_of_day(
            replace(case, activities=tuple(activities), presence=tuple(presence)), NORMS
        )
        == found
    )


@given(entries, presences)
def test_outside_presence_and_stay_equal_counting_minute_by_minute(activities, presence):
    case = replace(HONEST, activities=tuple(activities), presence=tuple(presence))
    told = {finding.kind: finding.minutes for finding in findings_of_day(case, NORMS)}
    claimed = {m for a in activities for m in range(a.start_minute, a.end_minute)}
    there = {m for start, end in presence for m in range(start, end)}
    idle = {m for m in there - claimed if m >= HONEST.end_of_day}
    assert told.get(Kind.OUTSIDE_PRESENCE, 0) == len(claimed - there)
    assert told.get(Kind.STAY_WITHOUT_WORK, 0) == (len(idle) if len(idle) > 60 else 0)
    assert claimed_minutes(activities) == len(claimed) == total(a.interval for a in activities)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"end_minute": 450}, ("end_minute", "ends_before_start")),
        ({"end_minute": 400}, ("end_minute", "ends_before_start")),
        ({"start_minute": -1}, ("start_minute", "outside_day")),
        ({"end_minute": 2881}, ("end_minute", "outside_day")),
        ({"text": "  "}, ("text", "no_text")),
        ({"volume": -1}, ("volume", "negative_volume")),
        ({"unit": ""}, ("unit", "no_unit")),
    ],
)
def test_an_entry_of_wrong_shape_names_its_field(change, fault):
    assert shape_faults(work(450, 600)) == []
    (found,) = shape_faults(replace(work(450, 600), **change))
    assert (found.field, found.code) == fault
