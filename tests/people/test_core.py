"""Small pure words of the room: cards, ranks, seats, sheets."""

import io
from datetime import date, datetime

import pytest
import xlsxwriter

from office.people.core import (
    AgencyKind,
    AppointmentKind,
    HeldSeat,
    PositionCard,
    PositionKind,
    Reach,
    Seat,
    Status,
    Viewer,
    months_touched,
    rank_label,
    ranks_for,
    segments_of,
)
from office.people.core.sheets import ROUNDED, read_sheet


@pytest.mark.parametrize(
    ("rank", "label"), [("III/c", "Penata (III/c)"), ("IX", "Golongan IX"), ("", "")]
)
def test_a_rank_is_written_as_papers_write_it(rank, label):
    assert rank_label(rank) == label


@pytest.mark.parametrize(
    ("status", "fits", "does_not"),
    [
        (Status.PNS, "IV/e", "IX"),
        (Status.CPNS, "III/a", ""),
        (Status.PPPK, "IX", "III/a"),
        (Status.PPPK_PW, "", "III/a"),
        (Status.OFFICIAL, "", "I"),
    ],
)
def test_each_status_has_its_own_ranks(status, fits, does_not):
    assert fits in ranks_for(status)
    assert does_not not in ranks_for(status)


def test_a_viewer_holds_the_seats_of_now_within_their_reach():
    held = HeldSeat(Seat.position(3), "delegation", 7, "SK", Reach(("daily_report",), 10))
    viewer = Viewer(employee_id=1, seats=(held,))
    assert viewer.holds(Seat.position(3))
    assert not viewer.holds(Seat("bud", 3))
    assert held.covers("daily_report", 10)
    assert not held.covers("daily_report", 11)
    assert not held.covers("tpp")


def test_a_post_names_its_seat():
    card = PositionCard(
        3,
        "A",
        "Analis",
        1,
        "SATU",
        "Dinas Satu",
        8,
        is_head=False,
        reports_to_id=2,
        kind="fungsional",
    )
    assert card.seat == Seat.position(3)


def test_the_words_in_the_database_are_pinned():
    assert [str(kind) for kind in Status] == ["PNS", "CPNS", "PPPK", "PPPK_PW", "PEJABAT"]
    assert {"jpt", "pelaksana", "kepala_daerah"} < {str(kind) for kind in PositionKind}
    assert {"dinas", "rumah_sakit", "kecamatan"} < {str(kind) for kind in AgencyKind}
    assert len(AppointmentKind) == 9


@pytest.mark.parametrize(
    ("first", "until", "known", "months"),
    [
        (date(2026, 3, 1), None, date(2026, 6, 3), ["2026-03", "2026-04", "2026-05", "2026-06"]),
        (date(2026, 3, 31), date(2026, 4, 1), date(2026, 6, 3), ["2026-03", "2026-04"]),
        (date(2025, 12, 31), None, date(2026, 1, 1), ["2025-12", "2026-01"]),
        (date(2026, 6, 3), None, date(2026, 6, 3), ["2026-06"]),
        (date(2026, 7, 1), None, date(2026, 6, 30), []),
    ],
)
def test_a_late_decree_names_the_months_that_have_begun(first, until, known, months):
    assert [str(month) for month in months_touched(first, until, known)] == months


def test_a_period_that_ends_before_it_begins_has_no_segments():
    assert segments_of(1, "PNS", {}, date(2026, 10, 2), date(2026, 10, 1)) == ()


def workbook(*rows):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet()
        for n, row in enumerate(rows):
            sheet.write_row(n, 0, row)
    return file.getvalue()


def test_cells_of_a_spreadsheet_become_text():
    row = ["Ani ", 8, 8.5, 199001012015032001, datetime(2026, 1, 31, 7, 30), True]  # noqa: DTZ001 - spreadsheets know no zone
    found = read_sheet(workbook(["Nama", "Kelas", "Lain", "NIP", "TMT", "Ya"], row), {})
    assert found["lines"] == [[2, ["Ani", "8", "8.5", ROUNDED, "2026-01-31", "True"]]]


def test_a_day_without_time_stays_a_day():
    assert read_sheet(workbook(["tmt"], [date(2026, 1, 31)]), {})["lines"] == [[2, ["2026-01-31"]]]


@pytest.mark.parametrize(
    ("payload", "header", "lines"),
    [
        (
            b"NIP;Nama Pegawai\n1;Ani\n\n2;Budi\n",
            ["nip", "nama_pegawai"],
            [[2, ["1", "Ani"]], [4, ["2", "Budi"]]],
        ),
        ("\ufeffnip,nama\r\n1,Né\r\n".encode(), ["nip", "nama"], [[2, ["1", "Né"]]]),
        ("nip\tnama\n1\tNé".encode("cp1252"), ["nip", "nama"], [[2, ["1", "Né"]]]),
        (b'nip;nama\n1;"Ani; S.Kom."', ["nip", "nama"], [[2, ["1", "Ani; S.Kom."]]]),
    ],
)
def test_csv_is_read_in_the_usual_spellings(payload, header, lines):
    assert read_sheet(payload, {}) == {"header": header, "lines": lines}


@pytest.mark.parametrize(
    ("payload", "fault"), [(b"", "empty"), (b" ; ;\n;;", "empty"), (b"a\n" * 4, "too long")]
)
def test_an_empty_and_an_endless_file_are_faults(payload, fault):
    assert read_sheet(payload, {"most": 3}) == {"fault": fault}
