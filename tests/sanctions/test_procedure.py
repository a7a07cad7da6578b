"""Thresholds of PP 94/2021 and the steps of due process."""

from datetime import date
from pathlib import Path

import pytest

from office.indonesia import CalendarMonth
from office.regulations.core import parse
from performance.sanctions.core.counter import AbsenceCount
from performance.sanctions.core.procedure import (
    CaseDates,
    HearingFacts,
    Missing,
    first_month,
    missing_steps,
    threshold_reached,
)

LAW = parse(Path("office/regulations/kota_contoh_2026.toml").read_bytes()).sections["sanction"]
CAME = HearingFacts(date(2026, 9, 1), date(2026, 9, 8), attended=True)
AWAY = HearingFacts(date(2026, 9, 1), date(2026, 9, 8), attended=False)
DATES = CaseDates(opened_on=date(2026, 8, 11), last_counted=date(2026, 8, 6))


def count(days: int, run: int = 0) -> AbsenceCount:
    return AbsenceCount(days, 0, 0, run, ())


@pytest.mark.parametrize(
    ("days", "kind"),
    [
        (0, None), (2, None), (3, "teguran_lisan"), (4, "teguran_tertulis"), (6, "teguran_tertulis"),
        (7, "pernyataan_tidak_puas"), (10, "pernyataan_tidak_puas"), (11, "potongan_6_bulan"), (13, "potongan_6_bulan"),
        (14, "potongan_9_bulan"), (17, "potongan_12_bulan"), (20, "potongan_12_bulan"), (21, "penurunan_jabatan"),
        (25, "pembebasan_jabatan"), (28, "pemberhentian"), (300, "pemberhentian"),
    ],
)  # fmt: skip
def test_days_lead_to_the_threshold_of_the_regulation(days, kind):
    reached = threshold_reached(count(days), LAW)
    assert (reached.kind if reached else None) == kind


@pytest.mark.parametrize(("run", "kind"), [(9, "pernyataan_tidak_puas"), (10, "pemberhentian")])
def test_ten_days_in_a_row_lead_straight_to_dismissal(run, kind):
    assert threshold_reached(count(10, run), LAW).kind == kind


@pytest.mark.parametrize(
    ("hearings", "missing"),
    [
        ([], [Missing.HEARING]),
        ([AWAY], [Missing.SECOND_SUMMONS]),
        ([CAME], []),
        ([AWAY, CAME], []),
        ([AWAY, AWAY], []),
    ],
)
def test_nobody_is_sanctioned_unheard_or_after_one_summons(hearings, missing):
    assert missing_steps(hearings, DATES, still_reached=True) == missing


def test_a_case_whose_facts_melted_cannot_be_proposed():
    assert missing_steps([CAME], DATES, still_reached=False) == [Missing.BELOW_THRESHOLD]


def heard(summoned: date, held: date, earliest: date | None = None) -> HearingFacts:
    return HearingFacts(summoned, held, attended=True, earliest_on=earliest)


@pytest.mark.parametrize(
    ("hearing", "missing"),
    [
        (heard(date(2026, 8, 11), date(2026, 8, 20), date(2026, 8, 20)), []),
        (
            heard(date(2026, 8, 11), date(2026, 8, 19), date(2026, 8, 20)),
            [Missing.NOTICE_TOO_SHORT],
        ),
        (heard(date(2026, 8, 10), date(2026, 8, 20)), [Missing.SUMMONS_BEFORE_CASE]),
        (heard(date(2026, 8, 12), date(2026, 8, 11)), [Missing.HEARING_BEFORE_DAYS]),
        (
            heard(date(2020, 1, 1), date(2020, 1, 1)),
            [Missing.SUMMONS_BEFORE_CASE, Missing.HEARING_BEFORE_DAYS],
        ),
    ],
)
def test_an_examination_comes_after_the_days_the_case_and_the_notice(hearing, missing):
    assert missing_steps([hearing], DATES, still_reached=True) == missing
    assert missing_steps([hearing, CAME], DATES, still_reached=True) == []


@pytest.mark.parametrize(
    ("decided", "starts", "month"),
    [
        (date(2026, 9, 30), "next_month", CalendarMonth(2026, 10)),
        (date(2026, 12, 1), "next_month", CalendarMonth(2027, 1)),
        (date(2026, 9, 30), "same_month", CalendarMonth(2026, 9)),
    ],
)
def test_pay_changes_from_the_month_the_regulation_says(decided, starts, month):
    assert first_month(decided, starts) == month
