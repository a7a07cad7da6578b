"""A regulation file is read as the law says it, or every mistake is named with its key."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from office.regulations.core import SECTIONS, RegulationError, Section, differences, parse
from office.regulations.core.bands import Tier, rising
from office.regulations.core.section import Part
from office.regulations.core.values import basis_points

FILE = Path(__file__).parents[2] / "office/regulations/kota_contoh_2026.toml"
TEXT = FILE.read_text()


def faults(text):
    with pytest.raises(RegulationError) as problem:
        parse(text.encode())
    return {fault.key: fault.expected for fault in problem.value.faults}


def changed(old, new):
    assert old in TEXT
    return TEXT.replace(old, new, 1)


def test_the_demo_city_s_regulation_has_every_section_each_with_its_clause():
    law = parse(FILE.read_bytes())
    assert set(law.sections) == set(SECTIONS)
    for section in law.sections.values():
        assert section.clause.startswith("Pasal")
        assert section.legal_basis == law.instrument
        assert section.regulation_sha == law.sha256
    assert law.valid_from == date(2026, 1, 1)


def test_a_published_rupiah_wins_over_the_derived_one_and_they_differ_in_class_three_only():
    table = parse(FILE.read_bytes()).sections["tpp.table"]
    different = {
        one for one in table.classes if table.derived_rupiah(one) != table.basic_rupiah(one)
    }
    assert different == {3}
    assert (table.basic_rupiah(3), table.derived_rupiah(3)) == (1_391_519, 1_391_520)
    assert table.index == Fraction("0.59112978")


def test_office_rosters_make_thirty_seven_and_a_half_hours_a_week():
    rosters = parse(FILE.read_bytes()).sections["rosters"].by_code
    for code in ("kantor_5_hari", "kantor_6_hari"):
        week = [rosters[code].on_weekday(day) for day in range(1, 8)]
        assert sum(hours.required_minutes for hours in week if hours) == 2250
    night = rosters["rumah_sakit"].shifts["malam"]
    assert (night.start_minute, night.end_minute) == (21 * 60, 31 * 60)


@pytest.mark.parametrize(
    ("old", "new", "key", "expected"),
    [
        ('clause = "Pasal 8"\n', "", "attendance.clause", "wajib diisi"),
        ("grace_minutes = 0", 'grace_minutes = "0"', "attendance.grace_minutes", "bilangan bulat"),
        ("grace_minutes = 0", "grace_minutes = true", "attendance.grace_minutes", "bilangan bulat"),
        ("grace_minutes = 0", "grace_minute = 0", "attendance.grace_minute", "tidak dikenal"),
        ('discipline = "40"', "discipline = 40.0", "tpp.split.discipline", "teks desimal"),
        ('discipline = "40"', "discipline = 40", "tpp.split.discipline", "persen sebagai teks"),
        ('discipline = "40"', 'discipline = "50"', "tpp.split", "berjumlah"),
        (
            'percent = "0.5"',
            'percent = "0.555"',
            "discipline.late.tiers[1].percent",
            "persen sebagai teks",
        ),
        ('percent = "0.5"', 'percent = "100.01"', "discipline.late.tiers[1].percent", "antara"),
        ('"15" = 17311827', '"18" = 17311827', "tpp.table.rupiah.18.[key]", "kelas jabatan"),
        ('"15" = 17311827', '"15" = 17311827.5', "tpp.table.rupiah.15", "pecahan ditolak"),
        ('"15" = 17311827', '"15" = 1000000000000', "tpp.table.rupiah.15", "kurang dari"),
        ('"15" = 17311827', '"15" = -1', "tpp.table.rupiah.15", "paling kecil 0"),
        ('index = "0.59112978"', 'index = "0,59"', "tpp.table.index", "indeks sebagai teks"),
        (
            "from_minutes = 31, until",
            "from_minutes = 30, until",
            "discipline.late.tiers",
            "tumpang tindih",
        ),
        (
            "from_minutes = 31, until",
            "from_minutes = 32, until",
            "discipline.late.tiers",
            "menyambung",
        ),
        (
            'start = "07:30"',
            'start = "7.30"',
            "rosters.by_code.kantor_5_hari.week[1].start",
            "jam sebagai teks",
        ),
        ("next_day = true, ", "", "rosters.by_code.rumah_sakit.shifts.malam", "jam pulang"),
        (
            'seats = ["superior"]',
            'seats = ["boss"]',
            "chains.levels.daily_report[1].seats[1]",
            "superior, head",
        ),
        (
            'document = "spm"',
            'document = "surat"',
            "chains.levels.disbursement[2].document",
            "salah satu dari",
        ),
        ('round = "half_up"', 'round = "up_a_bit"', "money.round", "salah satu dari"),
        ('missing = "warn"', 'missing = "absent"', "report.missing", "'warn'"),
        ("from_days = 7", "from_days = 6", "sanction.thresholds", "tumpang tindih"),
        (
            "[sanction.tpp_cut.teguran_tertulis]",
            "[sanction.tpp_cut.teguran]",
            "sanction",
            "jenis yang ada",
        ),
        ('mode = "cutoff"', 'mode = "prorata"', "tpp.move", "cutoff_day"),
        ("[finance.sla]", "[finance.times]", "finance.sla", "wajib diisi"),
        (
            "valid_from = 2026-01-01",
            'valid_from = "awal tahun"',
            "instrument.valid_from",
            "tanggal",
        ),
        (
            "week = [",
            "shifts = {}\nweeks = [",
            "rosters.by_code.kantor_5_hari.weeks",
            "tidak dikenal",
        ),
        (
            "holidays_off = false",
            'week = [{ weekdays = [1], start = "07:00", end = "08:00" }]',
            "rosters.by_code.rumah_sakit",
            "salah satu",
        ),
        (
            'weekdays = [5], start = "07:30", end = "16:30"',
            'weekdays = [4], start = "07:30", end = "16:30"',
            "rosters.by_code.kantor_5_hari",
            "hanya sekali",
        ),
        (
            "until_minutes = 30, percent",
            "until_minutes = -1, percent",
            "discipline.late.tiers[1].until_minutes",
            "paling kecil",
        ),
        (
            "from_minutes = 31, until_minutes = 60",
            "from_minutes = 31, until_minutes = 30",
            "discipline.late.tiers",
            "mendahului",
        ),
        (
            'label = "TL4", from_minutes = 91,',
            'label = "TL4", from_minutes = 91, until_minutes = 200,',
            "discipline.late.tiers",
            "terbuka",
        ),
        ('index = "0.59112978"\n', "", "tpp.table", "diisi bersama"),
        (
            'seats = ["head"]\ndocument = "daily_report"',
            'seats = ["head"]\nneeded = 2\ndocument = "daily_report"',
            "chains.levels.daily_report[2]",
            "needed",
        ),
        (
            'number = 2\nseats = ["head"]\ndocument = "daily_report"',
            'number = 3\nseats = ["head"]\ndocument = "daily_report"',
            "chains",
            "berurutan",
        ),
        ("[money]", "[uang]", "uang", "bagian yang dikenal"),
    ],
)
def test_a_mistake_is_named_with_its_key_and_what_was_expected(old, new, key, expected):
    assert expected in faults(changed(old, new))[key]


def test_every_mistake_of_a_file_is_named_at_once():
    text = changed("grace_minutes = 0", "grace_minutes = -1").replace(
        'mode = "cutoff"', 'mode = "lain"'
    )
    assert set(faults(text)) == {"attendance.grace_minutes", "tpp.move.mode"}


@pytest.mark.parametrize("text", ["[instrument", "\x00", ""])
def test_what_is_no_toml_or_no_instrument_is_refused(text):
    assert faults(text)


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(RegulationError):
        parse(b"\xff\xfe")


def test_a_section_cannot_be_changed_once_read():
    law = parse(FILE.read_bytes())
    with pytest.raises(ValueError, match="frozen"):
        law.sections["money"].round = "down"
    with pytest.raises(TypeError):
        law.sections["tpp.table"].rupiah[8] = 1
    assert all(isinstance(section, Section) for section in law.sections.values())


def test_the_difference_of_two_files_names_the_values_that_changed():
    later = parse(changed('percent = "0.5" }', 'percent = "0.75" }').encode())
    (change,) = differences(parse(FILE.read_bytes()), later)
    assert (change.key, change.before, change.after) == (
        "discipline.late.tiers[1].percent_bp",
        "0.50 %",
        "0.75 %",
    )
    shorter = parse(
        changed(
            "[[sanction.thresholds]]\nfrom_days = 28",
            "[[sanction.thresholds]]\nuntil_days = 40\nfrom_days = 28",
        ).encode()
    )
    assert [(c.before, c.after) for c in differences(parse(FILE.read_bytes()), shorter)] == [
        (None, "40")
    ]


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_a_percent_written_as_text_reads_back_exactly(points):
    assert basis_points(f"{points // 100}.{points % 100:02}") == points


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 200), st.integers(0, 40)), min_size=1, max_size=5))
def test_bands_are_accepted_only_when_each_minute_falls_in_exactly_one(drawn):
    tiers = [
        Tier(label="T", from_minutes=first, until_minutes=first + length, percent_bp="1")
        for first, length in drawn
    ]
    minutes = [
        minute for tier in tiers for minute in range(tier.from_minutes, tier.until_minutes + 1)
    ]
    whole = minutes == list(range(minutes[0], minutes[0] + len(minutes)))
    try:
        rising(tiers)
    except ValueError:
        assert not whole
    else:
        assert whole


@pytest.mark.parametrize(
    ("days", "kind"),
    [
        (2, None),
        (3, "teguran_lisan"),
        (4, "teguran_tertulis"),
        (6, "teguran_tertulis"),
        (7, "pernyataan_tidak_puas"),
        (27, "pembebasan_jabatan"),
        (28, "pemberhentian"),
        (200, "pemberhentian"),
    ],
)
def test_days_absent_reach_the_threshold_of_pp_94(days, kind):
    reached = parse(FILE.read_bytes()).sections["sanction"].threshold_for(days)
    assert (reached and reached.kind) == kind


def test_a_part_refuses_what_it_does_not_know():
    with pytest.raises(ValueError, match="extra"):
        Part(anything=1)


def test_empty_bands_and_a_table_without_amounts_are_refused():
    with pytest.raises(ValueError, match="sekurangnya satu"):
        rising([])
    table = parse(FILE.read_bytes()).sections["tpp.table"]
    with pytest.raises(ValueError, match="tabel rupiah"):
        type(table)(clause="Pasal 4", legal_basis="x", regulation_sha="x")
