import io
import json

import pytest
from django.core.management import call_command

from office.attendance.models import Punch
from office.people.selectors import person
from tests.attendance.conftest import line


def run(*words: str) -> tuple[int, str, str]:
    """Call a command and return its exit code, output and messages."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit) as left:
        call_command(*words, stdout=out, stderr=err)
    return left.value.code, out.getvalue(), err.getvalue()


@pytest.fixture
def attlog(tmp_path):
    def write(*lines: bytes):
        path = tmp_path / "attlog.dat"
        path.write_bytes(b"".join(lines))
        return str(path)

    return write


def test_import_prints_the_outcome_the_interface_names(device, attlog):
    path = attlog(line("1", "2026-10-05 07:28:00") * 2, line("9", "2026-10-05 07:29:00"))
    code, out, _err = run("import_attlog", path, "--device", device, "--json")
    told = json.loads(out)
    assert code == 0
    assert {name: told[name] for name in ("lines", "read", "new", "duplicate", "unmapped_pins", "rejected")} == {
        "lines": 3, "read": 3, "new": 2, "duplicate": 1, "unmapped_pins": ["9"], "rejected": [],
    }  # fmt: skip


def test_import_names_file_line_and_expectation_of_a_bad_line(device, attlog):
    path = attlog(line("1", "2026-10-05 07:28:00"), b"1\t2026-10-05 07:\n")
    code, out, err = run("import_attlog", path, "--device", device, "--json")
    assert code == 1
    assert json.loads(out)["new"] == 1
    assert json.loads(out)["rejected"][0]["line"] == 2
    assert f"{path}: baris 2: " in err
    assert "diharapkan" in err


def test_a_rehearsal_stores_nothing(device, attlog):
    code, out, _err = run(
        "import_attlog",
        attlog(line("1", "2026-10-05 07:28:00")),
        "--device",
        device,
        "--dry-run",
        "--json",
    )
    assert (code, json.loads(out)["new"], Punch.objects.count()) == (0, 1, 0)


@pytest.mark.parametrize("content", [None, b"", b"\n"])
def test_an_unusable_file_is_a_wrong_call_in_one_line(device, attlog, tmp_path, content):
    path = str(tmp_path / "tidak-ada") if content is None else attlog(content)
    code, out, err = run("import_attlog", path, "--device", device, "--json")
    assert (code, out, len(err.strip().splitlines())) == (2, "", 1)
    assert path in err


def test_import_on_behalf_of_somebody_asks_for_the_right(city, device, attlog):
    nip = person(city.gita).nip
    code, _out, err = run(
        "import_attlog", attlog(line("1", "2026-10-05 07:28:00")), "--device", device, "--as", nip
    )
    assert code == 2
    assert "kepegawaian" in err


def test_show_day_prints_judgement_punches_and_reasons(city, punch):
    punch("1", "2026-10-05 07:41:59", "2026-10-05 16:00:00")
    code, out, _err = run(
        "show_day", "--nip", person(city.ani).nip, "--date", "2026-10-05", "--json"
    )
    told = json.loads(out)
    assert code == 0
    assert (told["status"], told["minutes_late"], told["presence"]) == ("present", 11, [[461, 960]])
    assert [p["at"] for p in told["punches"]] == ["2026-10-05 07:41:59", "2026-10-05 16:00:00"]
    assert told["reasons"]
    code, out, _err = run("show_day", "--nip", person(city.ani).nip, "--date", "2026-10-05")
    assert (code, "terlambat 11" in out) == (0, True)


def test_show_day_of_nobody_is_a_wrong_call(city):
    code, out, err = run("show_day", "--nip", "199001012015011999", "--date", "2026-10-05")
    assert (code, out) == (2, "")
    assert "tidak ditemukan" in err
