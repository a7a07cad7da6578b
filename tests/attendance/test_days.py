from datetime import date

import pytest

from office.attendance import selectors, services
from tests.attendance.conftest import DECREE, START, SYSTEM, line, measure

MONDAY = date(2026, 10, 5)


def test_first_punch_is_the_arrival_and_last_the_departure_whatever_the_device_says(city, device):
    content = (
        line("1", "2026-10-05 07:41:59", 1)
        + line("1", "2026-10-05 12:00:00", 0)
        + line("1", "2026-10-05 15:30:00", 0)
    )
    services.import_attlog(by=SYSTEM, sn=device, content=content)
    day = selectors.judged_day(city.ani, MONDAY)
    assert (day.status, day.minutes_late, day.minutes_early) == ("present", 11, 30)
    assert day.presence == ((461, 930),)


def test_a_working_day_without_record_and_paper_is_absence(city, device):
    measure(device)
    day = selectors.judged_day(city.ani, MONDAY)
    assert day.status == "absent"
    assert (day.minutes_late, day.minutes_early, day.missing_punch) == (0, 0, "")


def test_silence_says_nothing_about_somebody_no_device_knows(city, device):
    measure(device)
    day = selectors.judged_day(city.hani, MONDAY)
    assert day.status == "unmeasured"
    assert any("PIN mesin belum dipetakan" in reason for reason in day.reasons)


def test_a_missing_departure_is_no_early_departure(punch, city):
    measure("SN1")
    punch("1", "2026-10-05 07:28:00")
    day = selectors.judged_day(city.ani, MONDAY)
    assert (day.status, day.missing_punch, day.minutes_early) == ("present", "out", 0)


def test_saturday_sunday_and_holidays_ask_for_nothing(city, device):
    services.load_holidays(by=SYSTEM, year=2026, decree="SKB 3 Menteri 2025")
    days = selectors.judged_days([city.ani], date(2026, 8, 15), date(2026, 8, 17))
    assert [days[city.ani, date(2026, 8, n)].status for n in (15, 16, 17)] == [
        "off",
        "off",
        "holiday",
    ]
    assert "Kemerdekaan" in days[city.ani, date(2026, 8, 17)].reasons[0]


def test_leave_and_duty_explain_working_days(city, device):
    dates = {"valid_from": MONDAY, "valid_until": MONDAY}
    services.record_leave(by=SYSTEM, employee_id=city.ani, kind="annual", decree="850/7", **dates)
    services.record_duty(
        by=SYSTEM, employee_id=city.budi, place="Surabaya", decree="090/3", **dates
    )
    ani, budi = (selectors.judged_day(who, MONDAY) for who in (city.ani, city.budi))
    assert (ani.status, ani.reasons) == ("leave", ("Cuti tahunan (850/7)",))
    assert (budi.status, budi.reasons) == ("duty", ("Dinas luar ke Surabaya (090/3)",))


def test_an_outage_at_the_start_of_work_excuses_the_lateness_it_caused(punch, city, at):
    punch("1", "2026-10-05 07:33:00", "2026-10-05 16:00:00")
    services.record_outage(
        by=SYSTEM,
        sn="SN1",
        starts_at=at(2026, 10, 5, 6, 52),
        ends_at=at(2026, 10, 5, 7, 31),
        cause="mesin mati",
        decree="BA-1",
    )
    at(2026, 11, 2, 7, 0)
    day = selectors.judged_day(city.ani, MONDAY)
    assert day.minutes_late == 2
    assert any("mesin mati" in reason for reason in day.reasons)


def test_a_night_shift_belongs_to_the_date_on_which_it_begins(city):
    services.register_device(by=SYSTEM, sn="RS1", name="IGD", agency_id=city.hospital)
    services.own_pin(
        by=SYSTEM, sn="RS1", pin="7", employee_id=city.citra, valid_from=START, decree=DECREE
    )
    shifts = [
        {"employee_id": city.citra, "on": date(2026, 10, 5), "shift": "malam"},
        {"employee_id": city.citra, "on": date(2026, 10, 6), "shift": ""},
        {"employee_id": city.citra, "on": date(2026, 10, 7), "shift": "pagi"},
    ]
    services.assign_shifts(by=SYSTEM, roster="rumah_sakit", shifts=shifts, decree=DECREE)
    times = (
        "2026-10-05 20:50:00",
        "2026-10-06 07:05:00",
        "2026-10-07 07:12:00",
        "2026-10-07 14:31:00",
    )
    services.import_attlog(by=SYSTEM, sn="RS1", content=b"".join(line("7", when) for when in times))
    days = selectors.judged_days([city.citra], date(2026, 10, 5), date(2026, 10, 7))
    night, free, early = (days[city.citra, date(2026, 10, n)] for n in (5, 6, 7))
    assert (night.status, night.presence, night.minutes_late, night.minutes_early) == (
        "present",
        ((1250, 1865),),
        0,
        0,
    )
    assert (free.status, free.presence) == ("off", ())
    assert (early.status, early.minutes_late) == ("present", 12)


def test_a_hospital_shift_goes_on_through_a_holiday(city):
    services.load_holidays(by=SYSTEM, year=2026, decree="SKB")
    plan = [{"employee_id": city.citra, "on": date(2026, 8, 17), "shift": "pagi"}]
    services.assign_shifts(by=SYSTEM, roster="rumah_sakit", shifts=plan, decree=DECREE)
    services.register_device(by=SYSTEM, sn="RS1", name="IGD", agency_id=city.hospital)
    services.own_pin(
        by=SYSTEM, sn="RS1", pin="7", employee_id=city.citra, valid_from=START, decree=DECREE
    )
    measure("RS1")
    assert selectors.judged_day(city.citra, date(2026, 8, 17)).status == "absent"


@pytest.mark.parametrize(
    ("zone", "when"),
    [("Asia/Jayapura", "07:40:00"), ("Asia/Jakarta", "05:40:00"), ("Asia/Makassar", "06:40:00")],
)
def test_minutes_count_in_the_zone_of_the_office_whatever_zone_the_device_keeps(city, zone, when):
    services.register_device(by=SYSTEM, sn="T1", name="Timur", agency_id=city.east, zone=zone)
    services.own_pin(
        by=SYSTEM, sn="T1", pin="3", employee_id=city.gita, valid_from=START, decree=DECREE
    )
    measure("T1")
    services.import_attlog(by=SYSTEM, sn="T1", content=line("3", f"2026-10-05 {when}"))
    assert selectors.judged_day(city.gita, MONDAY).minutes_late == 10


def test_a_device_in_the_wrong_zone_is_mended_without_touching_a_punch(city):
    services.register_device(by=SYSTEM, sn="T1", name="Timur", agency_id=city.east)
    services.own_pin(
        by=SYSTEM, sn="T1", pin="3", employee_id=city.gita, valid_from=START, decree=DECREE
    )
    measure("T1")
    services.import_attlog(by=SYSTEM, sn="T1", content=line("3", "2026-10-05 05:40:00"))
    services.register_device(
        by=SYSTEM, sn="T1", name="Timur", agency_id=city.east, zone="Asia/Jakarta"
    )
    assert selectors.judged_day(city.gita, MONDAY).minutes_late == 10
    assert selectors.raw_punches(city.gita, MONDAY)[0].at == "2026-10-05 05:40:00"


def test_a_day_that_is_not_over_holds_nothing_against_anybody(punch, city, at):
    punch("1", "2026-11-02 06:58:00")
    ani, budi = (selectors.judged_day(who, date(2026, 11, 2)) for who in (city.ani, city.budi))
    assert (ani.status, ani.missing_punch, ani.presence) == ("present", "", ((418, 420),))
    assert budi.status == "pending"


def test_a_pin_is_judged_for_whoever_owned_it_that_day(punch, city):
    punch(
        "1",
        "2026-10-05 07:00:00",
        "2026-10-05 16:00:00",
        "2026-10-06 07:00:00",
        "2026-10-06 16:00:00",
    )
    services.own_pin(
        by=SYSTEM,
        sn="SN1",
        pin="1",
        employee_id=city.hani,
        valid_from=date(2026, 10, 6),
        valid_until=date(2026, 10, 6),
        decree="x",
    )
    days = selectors.judged_days([city.ani, city.hani], MONDAY, date(2026, 10, 6))
    # On the day the PIN was the other's, no device knew them.
    assert [days[city.ani, date(2026, 10, n)].status for n in (5, 6)] == ["present", "unmeasured"]
    assert [days[city.hani, date(2026, 10, n)].status for n in (5, 6)] == ["unmeasured", "present"]


def test_a_roster_with_an_end_leaves_the_usual_one_after_it(city):
    services.set_roster(
        by=SYSTEM, roster="kantor_5_hari", agency_id=city.office, valid_from=START, decree=DECREE
    )
    services.set_roster(
        by=SYSTEM,
        roster="kantor_6_hari",
        agency_id=city.office,
        valid_from=date(2026, 10, 5),
        valid_until=date(2026, 10, 11),
        decree="x",
    )
    saturdays = [date(2026, 10, 3), date(2026, 10, 10), date(2026, 10, 17)]
    assert [selectors.is_workday(city.ani, on) for on in saturdays] == [False, True, False]


def test_a_month_of_many_people_takes_few_queries(city, device, django_assert_max_num_queries):
    people = [city.ani, city.budi, city.citra, city.gita, city.hani]
    selectors.judged_days(people, date(2026, 10, 1), date(2026, 10, 31))
    # The last one asks how far the devices' files reach.
    with django_assert_max_num_queries(23):
        days = selectors.judged_days(people, date(2026, 10, 1), date(2026, 10, 31))
    assert len(days) == 5 * 31


def test_working_days_skip_weekends_and_holidays(city):
    services.load_holidays(by=SYSTEM, year=2026, decree="SKB")
    months = [(date(2026, m, 1), date(2026, m + 1, 1)) for m in range(1, 12)]
    counts = [len([d for d in selectors.workdays(a, b) if d < b]) for a, b in months]
    # domain.md 2.1: working days by month of a five-day week in 2026
    assert counts == [20, 18, 17, 21, 16, 20, 23, 19, 22, 22, 21]


def test_days_are_added_over_weekends_and_holidays(city):
    services.declare_holiday(
        by=SYSTEM, on=date(2026, 10, 9), name="Libur daerah", decree="SE 1", kind="regional"
    )
    assert selectors.add_workdays(date(2026, 10, 8), 1) == date(2026, 10, 12)
    assert selectors.add_workdays(date(2026, 10, 12), -1) == date(2026, 10, 8)
    assert selectors.add_workdays(date(2026, 10, 10), 0) == date(2026, 10, 10)
    services.cancel_holiday(by=SYSTEM, on=date(2026, 10, 9), reason="dicabut", decree="SE 2")
    assert selectors.add_workdays(date(2026, 10, 8), 1) == date(2026, 10, 9)
