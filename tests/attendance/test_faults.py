"""Real faults of devices (domain.md 7.4) and hostile files."""

import hashlib
import random
from datetime import date, timedelta

import pytest

from office.archive.services import read
from office.attendance import intake, selectors, services
from office.attendance.models import ClockDoubt, DayFact, Punch, RawBatch
from office.attendance.problems import BadAttlog, NotYoursToKeep
from office.audit.core import Actor
from office.audit.models import Event
from office.jobs.models import Job
from office.jobs.services import run_due
from tests.attendance.conftest import SYSTEM, line

MONDAY = date(2026, 10, 5)


def test_everyone_always_in_and_status_255_judge_like_any_other(city, device):
    content = b"".join(
        line(pin, f"2026-10-05 {when}", status)
        for pin, status in (("1", 0), ("2", 255))
        for when in ("07:28:00", "16:03:00")
    )
    services.import_attlog(by=SYSTEM, sn=device, content=content)
    days = selectors.judged_days([city.ani, city.budi], MONDAY, MONDAY)
    assert {(day.status, day.missing_punch, day.minutes_late) for day in days.values()} == {
        ("present", "", 0)
    }


def test_a_refetch_in_any_order_with_repeats_adds_nothing(city, device):
    lines = [
        line("1", f"2026-10-{day:02d} {when}")
        for day in range(5, 10)
        for when in ("07:28:00", "16:03:00")
    ]
    services.import_attlog(by=SYSTEM, sn=device, content=b"".join(lines))
    random.Random(7).shuffle(lines)
    again = services.import_attlog(by=SYSTEM, sn=device, content=b"".join(lines * 2))
    assert (again.read, again.new, again.duplicate) == (20, 0, 20)


def _month(minutes: int) -> bytes:
    return b"".join(
        line(pin, f"2026-10-{day:02d} {hour:02d}:{(20 + minutes) % 60:02d}:{day:02d}")
        for day in (5, 6, 7, 8, 9)
        for pin in ("1", "2")
        for hour in (7 + (20 + minutes) // 60, 16 + (20 + minutes) // 60)
    )


def test_a_clock_that_runs_ahead_is_flagged_and_no_punch_changes(city, device):
    services.import_attlog(by=SYSTEM, sn=device, content=_month(47))
    kept = list(Punch.objects.order_by("pin", "at").values_list("pin", "at"))
    while run_due():
        pass
    doubt = ClockDoubt.objects.get()
    assert (doubt.kind, doubt.minutes) == ("shifted", 37)
    assert list(Punch.objects.order_by("pin", "at").values_list("pin", "at")) == kept
    day = selectors.judged_day(city.ani, MONDAY)
    assert day.minutes_late == 37
    assert any("diduga tidak tepat" in reason for reason in day.reasons)
    assert selectors.devices(SYSTEM)[0].doubts


def test_an_honest_clock_is_not_flagged(city, device):
    services.import_attlog(by=SYSTEM, sn=device, content=_month(3))
    while run_due():
        pass
    assert not ClockDoubt.objects.exists()
    assert not Job.objects.exclude(state="done").exclude(key="periodic").exists()


def test_punches_from_the_future_and_from_2000_are_kept_and_flagged(city, device):
    content = (
        line("1", "2026-11-02 09:00:00")
        + line("1", "2000-01-01 00:03:00")
        + line("1", "2026-10-05 07:28:00")
    )
    outcome = services.import_attlog(by=SYSTEM, sn=device, content=content)
    assert outcome.new == 3
    assert {doubt.kind for doubt in ClockDoubt.objects.all()} == {"future", "reset"}
    assert len(outcome.warnings) == 2


def test_an_unmapped_pin_is_judged_once_somebody_owns_it(punch, city):
    punch("8", "2026-10-05 07:28:00", "2026-10-05 16:00:00")
    assert selectors.devices(SYSTEM)[0].unmapped_pins == ("8",)
    assert selectors.judged_day(city.hani, MONDAY).status == "unmeasured"
    services.own_pin(
        by=SYSTEM, sn="SN1", pin="8", employee_id=city.hani, valid_from=MONDAY, decree="x"
    )
    assert selectors.judged_day(city.hani, MONDAY).status == "present"


def test_the_file_lies_in_the_archive_as_it_came(city, device):
    content = line("1", "2026-10-05 07:28:00") + b"rusak\n"
    outcome = services.import_attlog(by=SYSTEM, sn=device, content=content)
    assert outcome.sha256 == hashlib.sha256(content).hexdigest() == RawBatch.objects.get().sha256
    assert read(outcome.sha256) == content
    assert RawBatch.objects.get().rejected == [[2, outcome.rejected[0].reason]]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n \r\n",
        b"\xef\xbb\xbf",
        b"\t" * 50_000,
    ],
)
def test_an_empty_file_is_refused_in_words_and_leaves_nothing(city, device, content):
    with pytest.raises(BadAttlog, match="kosong"):
        services.import_attlog(by=SYSTEM, sn=device, content=content)
    assert not RawBatch.objects.exists()


@pytest.mark.parametrize(
    "content",
    [
        random.Random(1).randbytes(200_000),
        b"\x00" * 100_000,
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 100,
        b"1" * 3_000_000,
        b"PIN,waktu,status\n17,2026-10-05 07:28:00,0\n" * 100,
        b";" * 50_000,
        "١٧\t٢٠٢٦-١٠-٠٥ ٠٧:٢٨:٠٠\t0\t1\n".encode(),
    ],
)
def test_a_file_that_is_none_is_refused_line_by_line(city, device, content):
    outcome = services.import_attlog(by=SYSTEM, sn=device, content=content)
    assert (outcome.read, outcome.new) == (0, 0)
    assert outcome.lines == len(outcome.rejected) + outcome.rejected_beyond > 0
    assert not Punch.objects.exists()


def test_sound_lines_around_rubbish_are_kept(city, device):
    content = (
        line("1", "2026-10-05 07:28:00")
        + b"\x00\x01\xff" * 2000
        + b"\n"
        + line("1", "2026-10-05 16:01:00")
    )
    outcome = services.import_attlog(by=SYSTEM, sn=device, content=content)
    assert (outcome.new, [reject.line for reject in outcome.rejected]) == (2, [2])


def test_a_large_file_goes_through_in_parts_with_its_line_numbers(city, device, monkeypatch):
    monkeypatch.setattr(intake, "PART_BYTES", 10_000)
    start = date(2026, 1, 1)
    lines = [
        line("1", f"{start + timedelta(days=n // 24)} {n % 24:02d}:00:00") for n in range(2_000)
    ]
    lines[1_500] = b"rusak\n"
    outcome = services.import_attlog(by=SYSTEM, sn=device, content=b"".join(lines))
    assert (outcome.lines, outcome.new) == (2_000, 1_999)
    assert [reject.line for reject in outcome.rejected] == [1_501]


def test_a_file_above_any_devices_memory_is_refused(city, device, monkeypatch):
    monkeypatch.setattr(intake, "LARGEST_BYTES", 100)
    with pytest.raises(BadAttlog, match="terlalu besar"):
        services.import_attlog(by=SYSTEM, sn=device, content=line("1", "2026-10-05 07:28:00") * 10)


@pytest.mark.parametrize("sn", ["", "SN 1", "'; DROP TABLE", "x" * 33, "../../etc", "SN\n1"])
def test_a_serial_number_that_is_none_is_refused(city, sn):
    with pytest.raises(BadAttlog, match="Nomor seri"):
        services.import_attlog(by=SYSTEM, sn=sn, content=line("1", "2026-10-05 07:28:00"))


def test_an_import_is_one_act_with_one_event_and_one_receipt(city, device):
    before = Event.objects.count()
    given = {"by": SYSTEM, "sn": device, "content": line("1", "2026-10-05 07:28:00"), "key": "k-1"}
    first, again = services.import_attlog(**given), services.import_attlog(**given)
    assert first == again
    assert first.new == 1
    assert Event.objects.count() == before + 1


def test_a_stranger_keeps_nobodys_attendance(city, device):
    with pytest.raises(NotYoursToKeep):
        services.import_attlog(
            by=Actor.person(city.gita), sn=device, content=line("1", "2026-10-05 07:28:00")
        )
    with pytest.raises(NotYoursToKeep):
        services.import_attlog(
            by=Actor.public(), sn=device, content=line("1", "2026-10-05 07:28:00")
        )
    assert not Punch.objects.exists()


def test_a_rehearsal_says_what_an_import_does_and_stores_nothing(city, device):
    services.import_attlog(by=SYSTEM, sn=device, content=line("1", "2026-10-05 07:28:00"))
    content = line("1", "2026-10-05 07:28:00") + line("9", "2026-10-05 16:00:00") * 2 + b"x\n"
    told = selectors.preview_attlog(device, content, SYSTEM)
    assert Punch.objects.count() == 1
    done = services.import_attlog(by=SYSTEM, sn=device, content=content)
    assert told == done
    assert (done.new, done.duplicate, done.unmapped_pins) == (1, 2, ("9",))


def test_the_totals_of_all_files_add_up(city, device):
    services.import_attlog(
        by=SYSTEM, sn=device, content=line("1", "2026-10-05 07:28:00") * 2 + b"x\n"
    )
    services.import_attlog(
        by=SYSTEM,
        sn=device,
        content=line("1", "2026-10-05 07:28:00") + line("9", "2026-10-05 08:00:00"),
    )
    assert selectors.intake_totals() == {
        "read": 4,
        "new": 2,
        "duplicate": 2,
        "unmapped": 1,
        "rejected": 1,
    }


def test_a_file_with_the_year_2000_and_today_builds_both_stretches_only(city, device):
    """A battery that died once must not make a job judge twenty-six years."""
    services.own_pin(
        by=SYSTEM,
        sn=device,
        pin="5",
        employee_id=city.hani,
        valid_from=date(1999, 1, 1),
        decree="x",
    )
    content = (
        line("5", "2000-01-01 00:04:00")
        + line("5", "2026-10-05 07:28:00")
        + line("1", "2026-10-05 16:01:00")
        + line("5", "2099-12-31 07:28:00")
    )
    services.import_attlog(by=SYSTEM, sn=device, content=content)
    while run_due():
        pass
    assert not Job.objects.exclude(state="done").exclude(key="periodic").exists()
    assert set(DayFact.objects.values_list("date", flat=True)) >= {MONDAY}
    assert DayFact.objects.filter(employee_id=city.hani, date=MONDAY).get().missing_punch == "out"
