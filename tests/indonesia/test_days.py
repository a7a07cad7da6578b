"""Days, hours, zones, durations and months."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from office.indonesia import (
    CalendarMonth,
    clock_time,
    duration,
    full_name,
    long_date,
    weekday,
    zone_label,
)

MONTHS = st.builds(CalendarMonth, st.integers(1000, 9000), st.integers(1, 12))


def test_a_day_is_written_in_full():
    assert long_date(date(2026, 11, 21)) == "21 November 2026"
    assert weekday(date(2026, 11, 21)) == "Sabtu"


@pytest.mark.parametrize(
    ("zone", "text"),
    [
        ("Asia/Jakarta", "07.30 WIB"),
        ("Asia/Makassar", "08.30 WITA"),
        ("Asia/Jayapura", "09.30 WIT"),
    ],
)
def test_an_hour_always_names_its_zone(zone, text):
    assert clock_time(datetime(2026, 11, 2, 0, 30, tzinfo=UTC), zone) == text


def test_a_zone_outside_indonesia_keeps_its_own_name():
    assert zone_label("Asia/Tokyo") == "Asia/Tokyo"


def test_a_naive_moment_has_no_clock_time():
    with pytest.raises(ValueError, match="without zone"):
        clock_time(datetime(2026, 11, 2, 0, 30))  # noqa: DTZ001 - the naive moment is the case


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0, "0 menit"),
        (59, "59 menit"),
        (60, "1 jam"),
        (450, "7 jam 30 menit"),
        (-61, "-1 jam 1 menit"),
    ],
)
def test_a_duration_is_hours_and_minutes(minutes, text):
    assert duration(minutes) == text


@given(MONTHS)
def test_a_month_has_every_day_once_and_only_its_own(month):
    assert month.days[0] == month.first
    assert month.days[-1] == month.last
    assert len(set(month.days)) == month.length
    assert all(day in month for day in month.days)
    assert month.last + timedelta(days=1) not in month
    assert month.first - timedelta(days=1) not in month


@given(MONTHS, st.integers(-500, 500))
def test_months_are_added_and_taken_back(month, count):
    assert month.plus(count).plus(-count) == month
    assert (month.plus(count) > month) == (count > 0)
    assert month.next().previous() == month


@given(MONTHS)
def test_a_month_is_written_and_read_back(month):
    assert CalendarMonth.parse(str(month)) == month
    assert CalendarMonth.of(month.last) == month
    assert month.next().first == month.last + timedelta(days=1)


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-00", "2026-1", "10-2026", "", "2026-10-01", "٢٠٢٦-١٠"]
)
def test_a_text_that_is_no_month_is_refused(text):
    with pytest.raises(ValueError, match="month"):
        CalendarMonth.parse(text)


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        ("", "", "Budi Santoso"),
        ("Dr.", "S.H., M.H.", "Dr. Budi Santoso, S.H., M.H."),
        ("", ", S.Kom.", "Budi Santoso, S.Kom."),
        ("dr. ", "", "dr. Budi Santoso"),
    ],
)
def test_a_name_carries_its_titles(before, after, text):
    assert full_name("Budi Santoso", before, after) == text


def render(source, **values):
    return Template("{% load indonesia %}" + source).render(Context(values))


def test_templates_write_money_dates_and_numbers():
    moment = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)
    assert render("{{ n|rupiah }}", n=1_234_567) == "Rp1.234.567"
    assert render("{{ n|terbilang }}", n=21) == "dua puluh satu"
    assert render("{{ m|tanggal }}, {{ m|hari }}", m=moment) == "21 November 2026, Sabtu"
    assert render("{{ m|jam }} = {{ m|jam:'Asia/Jayapura' }}", m=moment) == "01.30 WIB = 03.30 WIT"
    assert render("{{ n|nip }}", n="199001012015031001") == "19900101 201503 1 001"
    assert render("{{ n|durasi }}", n=90) == "1 jam 30 menit"
    assert render("{{ m|bulan }}", m=CalendarMonth(2026, 10)) == "Oktober 2026"


@pytest.mark.parametrize(
    "name", ["rupiah", "terbilang", "tanggal", "hari", "jam", "nip", "durasi", "bulan"]
)
@pytest.mark.parametrize("empty", [None, ""])
def test_an_empty_value_stays_empty_in_templates(name, empty):
    assert render("{{ value|" + name + " }}", value=empty) == ""
