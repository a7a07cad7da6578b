"""Employees from CSV and XLSX: what fits, what does not and where, and twice is once."""

import io
import json
from datetime import date
from io import StringIO

import pytest
import xlsxwriter
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from office.audit.models import Event
from office.jobs.child import ChildFailed, run_limited
from office.people import selectors, services
from office.people.importing.columns import NAMES, template_csv
from office.people.models import Agency, Appointment, Assignment, Employee, Position, PositionTerms
from office.people.problems import ImportRefused, NotYoursToManage
from office.people.selectors.imports import READER
from tests.people.conftest import CLI

ANI, BUDI, CITRA = "199001012015032001", "198502022010011002", "197503032000011003"


def line(**cells):
    usual = {
        "kode_opd": "KOMINFO",
        "nama_opd": "Dinas Kominfo",
        "jenis_opd": "dinas",
        "tmt": "2026-01-01",
        "sk": "821/1",
    }
    return usual | cells


HEAD = line(
    nip=CITRA,
    nama="Citra",
    status="PNS",
    golongan="IV/b",
    kode_jabatan="K-1",
    nama_jabatan="Kepala Dinas",
    jenis_jabatan="jpt",
    kelas="14",
    kepala_opd="ya",
    gelar_belakang="M.Si.",
)
CHIEF = line(
    nip=BUDI,
    nama="Budi",
    status="PNS",
    golongan="III/d",
    kode_jabatan="K-2",
    nama_jabatan="Kepala Bidang",
    jenis_jabatan="administrator",
    kelas="11",
    kode_atasan="K-1",
)
STAFF = line(
    nip=ANI,
    nama="Ani",
    status="PNS",
    golongan="III/b",
    kode_jabatan="K-3",
    nama_jabatan="Pranata Komputer",
    jenis_jabatan="fungsional",
    kelas="8",
    kode_atasan="K-2",
)
OFFICE = [STAFF, CHIEF, HEAD]


def csv(*rows, columns=NAMES, delimiter=";"):
    lines = [delimiter.join(columns)] + [
        delimiter.join(row.get(name, "") for name in columns) for row in rows
    ]
    return "\r\n".join(lines).encode()


def xlsx(*rows, columns=NAMES):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, columns)
        for n, row in enumerate(rows, start=1):
            for m, name in enumerate(columns):
                value = row.get(name, "")
                if isinstance(value, str):
                    sheet.write_string(n, m, value)
                else:
                    sheet.write(n, m, value)
    return file.getvalue()


def load(*rows):
    return services.import_employees(by=CLI, payload=csv(*rows), filename="pegawai.csv")


def errors_of(*rows):
    return [(error.line, error.column) for error in selectors.preview_import(csv(*rows)).errors]


def counted():
    return [
        model.objects.count()
        for model in (Agency, Position, PositionTerms, Employee, Assignment, Appointment)
    ]


@pytest.mark.parametrize("write", [csv, xlsx])
def test_a_new_office_is_built_from_one_file_whatever_the_order_of_its_lines(db, write):
    outcome = services.import_employees(by=CLI, payload=write(*OFFICE), filename="pegawai")
    assert outcome.counts == {
        "new_agency": 1,
        "new_person": 3,
        "new_placement": 3,
        "new_position": 3,
    }
    ani = selectors.employee_by_nip(ANI)
    post = selectors.position_of(ani.employee_id, date(2026, 10, 1))
    assert (post.title, post.job_class, post.agency_code) == ("Pranata Komputer", 8, "KOMINFO")
    line_up = [
        selectors.positions_by_id([seat.id])[seat.id].code
        for seat in selectors.reporting_line(post.position_id)
    ]
    assert line_up == ["K-2", "K-1"]
    assert selectors.head_seat(post.agency_id).id == selectors.position_by_code("K-1").position_id
    assert selectors.employee_by_nip(CITRA).full_name == "Citra, M.Si."


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_usual_delimiter_is_read(db, delimiter):
    assert len(selectors.preview_import(csv(*OFFICE, delimiter=delimiter)).changes) == 10


def test_twice_is_once(db):
    load(*OFFICE)
    before = counted()
    assert load(*OFFICE).counts == {}
    assert counted() == before


def test_a_dry_run_says_what_would_change_and_stores_nothing(db):
    report = selectors.preview_import(csv(*OFFICE))
    assert report.counts["new_person"] == 3
    assert [change.action for change in report.changes][:4] == ["new_agency"] + ["new_position"] * 3
    assert counted() == [0] * 6


def test_every_change_is_an_act_of_its_own_under_one_correlation(db):
    load(*OFFICE)
    assert Event.objects.count() == 11
    assert Event.objects.values("correlation").distinct().count() == 1
    assert Event.objects.filter(act="people.import_employees").count() == 1


def test_one_wrong_cell_stores_nothing_at_all(db):
    with pytest.raises(ImportRefused, match="Baris 2, kolom golongan") as refused:
        load(STAFF | {"golongan": "III/z"}, CHIEF, HEAD)
    assert len(refused.value.errors) == 1
    assert counted() == [0] * 6


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"nip": "123"}, "nip"),
        ({"nip": "199013012015032001"}, "nip"),
        ({"nama": ""}, "nama"),
        ({"status": "HONORER"}, "status"),
        ({"golongan": "IX"}, "golongan"),
        ({"status": "PPPK"}, "golongan"),
        ({"kode_opd": ""}, "kode_opd"),
        ({"jenis_opd": "kerajaan"}, "jenis_opd"),
        ({"zona": "GMT"}, "zona"),
        ({"jenis_jabatan": "raja"}, "jenis_jabatan"),
        ({"kelas": "18"}, "kelas"),
        ({"kelas": "delapan"}, "kelas"),
        ({"kelas": ""}, "kelas"),
        ({"nama_jabatan": ""}, "nama_jabatan"),
        ({"kode_atasan": "K-9"}, "kode_atasan"),
        ({"kepala_opd": "mungkin"}, "kepala_opd"),
        ({"tmt": "31-02-2026"}, "tmt"),
        ({"tmt": "kemarin"}, "tmt"),
        ({"sk": ""}, "sk"),
    ],
)
def test_each_wrong_cell_is_named_by_line_and_column(db, change, column):
    assert (2, column) in errors_of(STAFF | change, CHIEF, HEAD)


@pytest.mark.parametrize(
    ("rows", "error"),
    [
        ([STAFF, STAFF | {"kode_jabatan": "K-4"}, CHIEF, HEAD], (3, "nip")),
        ([STAFF, CHIEF | {"kode_jabatan": "K-3"}, HEAD], (3, "kode_jabatan")),
        ([STAFF, CHIEF | {"kode_atasan": "K-3"}, HEAD], (3, "kode_atasan")),
        ([STAFF | {"nama_opd": ""}], (2, "nama_opd")),
    ],
)
def test_lines_that_contradict_each_other_are_named(db, rows, error):
    assert error in errors_of(*rows)


@pytest.mark.parametrize(
    ("columns", "column"),
    [(NAMES[1:], "nip"), ((*NAMES, "gaji_pokok"), "gaji_pokok"), ((*NAMES, "nip"), "nip")],
)
def test_missing_unknown_and_doubled_columns_are_named(db, columns, column):
    report = selectors.preview_import(csv(STAFF, columns=columns))
    assert [(error.line, error.column) for error in report.errors] == [(1, column)]


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"\n\n",
        b"\x00\x01\x02",
        b"PK\x03\x04 torn",
        b'nip;nama\n"open quote;x',
        bytes(range(256)),
        b"%PDF-1.7",
    ],
)
def test_a_file_that_is_no_list_gets_a_plain_answer(db, payload):
    report = selectors.preview_import(payload)
    assert report.errors
    assert not report.changes


def test_a_nip_that_the_spreadsheet_rounded_is_refused_with_the_cure(db):
    report = selectors.preview_import(xlsx(STAFF | {"nip": int(ANI)}, CHIEF, HEAD))
    assert [(error.line, error.column) for error in report.errors] == [(2, "nip")]
    assert "Teks" in report.errors[0].expected


def test_numbers_and_day_first_dates_of_a_spreadsheet_are_read(db):
    report = selectors.preview_import(xlsx(STAFF | {"kelas": 8, "tmt": "31/01/2026"}, CHIEF, HEAD))
    assert not report.errors


def test_a_vacant_post_and_a_person_without_post_are_welcome(db):
    vacant = STAFF | {"nip": "", "nama": "", "status": "", "golongan": ""}
    unplaced = {
        "nip": ANI,
        "nama": "Ani",
        "status": "CPNS",
        "golongan": "III/a",
        "kode_opd": "KOMINFO",
    }
    load(vacant, unplaced, CHIEF, HEAD)
    assert selectors.position_by_code("K-3") is not None
    assert Assignment.objects.count() == 2
    assert selectors.employee_by_nip(ANI).status == "CPNS"


def test_a_mayor_has_a_register_number_and_no_nip(db):
    mayor = line(
        nip="1",
        nama="Wali",
        status="PEJABAT",
        jenis_kelamin="P",
        kode_jabatan="W",
        nama_jabatan="Wali Kota",
        jenis_jabatan="kepala_daerah",
        kelas="0",
    )
    load(mayor)
    assert Employee.objects.get(nip="1").sex == "female"
    assert errors_of(mayor | {"jenis_kelamin": ""}) == [(2, "jenis_kelamin")]


def test_a_promotion_changes_the_person_only(db):
    load(*OFFICE)
    assert load(STAFF | {"golongan": "III/c", "gelar_belakang": "S.Kom."}, CHIEF, HEAD).counts == {
        "changed_person": 1
    }
    assert selectors.employee_by_nip(ANI).rank == "III/c"


def test_a_transfer_ends_the_old_post_and_begins_the_new_one(db):
    load(*OFFICE)
    moved = STAFF | {
        "kode_jabatan": "K-4",
        "nama_jabatan": "Analis",
        "tmt": "2026-08-01",
        "sk": "821/2",
    }
    assert load(moved, CHIEF, HEAD).counts == {
        "end_placement": 1,
        "new_placement": 1,
        "new_position": 1,
    }
    assert load(moved, CHIEF, HEAD).counts == {}


def test_two_people_change_places_in_one_file(db):
    load(*OFFICE)
    there = {
        "kode_jabatan": "K-2",
        "nama_jabatan": "",
        "kelas": "",
        "kode_atasan": "K-1",
        "tmt": "2026-08-01",
    }
    back = {
        "kode_jabatan": "K-3",
        "nama_jabatan": "",
        "kelas": "",
        "kode_atasan": "K-2",
        "tmt": "2026-08-01",
    }
    outcome = load(STAFF | there, CHIEF | back, HEAD)
    assert outcome.counts == {"end_placement": 2, "new_placement": 2}


def test_a_post_that_stays_occupied_is_named(db):
    load(*OFFICE)
    newcomer = STAFF | {"nip": "199105052016031001", "nama": "Hadi", "tmt": "2026-08-01"}
    assert errors_of(newcomer) == [(2, "kode_jabatan")]


def test_a_transfer_before_the_present_post_began_is_named(db):
    load(*OFFICE)
    moved = STAFF | {"kode_jabatan": "K-4", "nama_jabatan": "Analis", "tmt": "2025-08-01"}
    assert errors_of(moved, CHIEF, HEAD) == [(2, "tmt")]


def test_another_day_or_decree_for_the_same_post_is_a_correction(db):
    load(*OFFICE)
    assert load(STAFF | {"tmt": "2026-02-01", "sk": "821/9"}, CHIEF, HEAD).counts == {
        "corrected_placement": 1
    }
    assert Assignment.objects.filter(superseded_at__isnull=False).count() == 1


def test_a_changed_class_becomes_new_terms_from_its_day(db):
    load(*OFFICE)
    raised = STAFF | {"kelas": "9", "jabatan_sejak": "2026-07-01"}
    assert load(raised, CHIEF, HEAD).counts == {"new_terms": 1}
    assert load(raised, CHIEF, HEAD).counts == {}
    assert PositionTerms.objects.filter(position__code="K-3", superseded_at=None).count() == 2


def test_a_post_keeps_its_name_and_agency(db):
    load(*OFFICE)
    assert errors_of(STAFF | {"nama_jabatan": "Lain"}, CHIEF, HEAD) == [(2, "nama_jabatan")]
    assert (2, "kode_opd") in errors_of(STAFF | {"kode_opd": "LAIN"}, CHIEF, HEAD)


def test_only_personnel_import(office):
    with pytest.raises(NotYoursToManage):
        services.import_employees(by=office.actor("Gita"), payload=csv(*OFFICE))
    office.appoint("Ani", "personnel")
    assert services.import_employees(by=office.actor("Ani"), payload=csv(*OFFICE)).rows == 3


def run(*arguments):
    out, err = StringIO(), StringIO()
    code = 0
    try:
        call_command("import_employees", *arguments, stdout=out, stderr=err)
    except SystemExit as stopped:
        code = stopped.code or 0
    return code, out.getvalue(), err.getvalue()


def test_the_command_previews_stores_and_says_so(db, tmp_path):
    file = tmp_path / "pegawai.csv"
    file.write_bytes(csv(*OFFICE))
    code, out, err = run(str(file), "--dry-run", "--json")
    answer = json.loads(out)
    assert (code, err, answer["applied"], answer["rows"], answer["counts"]["new_person"]) == (
        0,
        "",
        False,
        3,
        3,
    )
    assert Employee.objects.count() == 0
    code, out, _ = run(str(file))
    assert (code, Employee.objects.count()) == (0, 3)
    assert "stored" in out
    assert "nothing to change" in run(str(file))[1]


def test_the_command_names_file_line_and_expectation(db, tmp_path):
    file = tmp_path / "pegawai.csv"
    file.write_bytes(csv(STAFF | {"nip": "123"}, CHIEF, HEAD))
    code, out, err = run(str(file), "--json")
    assert code == 1
    assert json.loads(out)["errors"][0] | {"expected": ""} == {
        "line": 2,
        "column": "nip",
        "expected": "",
        "found": "123",
    }
    assert "line 2, nip: expected NIP harus 18 angka, found '123'" in err
    assert Employee.objects.count() == 0


def test_the_command_called_wrongly_exits_2(db):
    code, _, err = run("/no/such/file.csv")
    assert code == 2
    assert "expected a CSV or XLSX file" in err


def test_the_template_of_the_command_can_be_imported_as_it_is(db, tmp_path):
    assert run("--template")[1] == template_csv()
    file = tmp_path / "templat.csv"
    file.write_text(template_csv())
    assert run(str(file))[0] == 0
    assert Employee.objects.count() == 1


@settings(max_examples=15, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_become_lines_a_fault_or_a_plain_refusal(payload):
    try:
        found = run_limited(READER, payload)
    except ChildFailed as failed:
        found = {"fault": str(failed)}
    assert set(found) in ({"fault"}, {"header", "lines"})
