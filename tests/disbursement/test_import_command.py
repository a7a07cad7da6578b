"""The command import_budget: what it answers, and that a broken row stores nothing."""

import json

import pytest
from django.core.management import call_command

from office.audit.core import Actor
from workflows.disbursement import services
from workflows.disbursement.errors import NotYourAgency, UnreadableBudget
from workflows.disbursement.models import BudgetLine

HEADS = "kode_opd,tahun,kode_rekening,uraian,pagu,dpa"
FRESH = "KOMINFO,2026,5.9,Pemeliharaan,5000000,DPA/2"
RAISED = "KOMINFO,2026,5.1.02.01,Belanja alat tulis,12.000.000,DPA/1/2026"
SAME = "KOMINFO,2026,5.1.02.01,Belanja alat tulis,10000000,DPA/1/2026"


def run(capsys, tmp_path, *rows: str, options=()) -> tuple[int, dict, str]:
    path = tmp_path / "anggaran.csv"
    path.write_text("\n".join([HEADS, *rows]))
    code = 0
    try:
        call_command("import_budget", str(path), "--json", *options)
    except SystemExit as stop:
        code = stop.code
    out, err = capsys.readouterr()
    return code, json.loads(out or "{}"), err


def test_lines_are_opened_changed_and_left_alone(treasury, capsys, tmp_path):
    code, answer, _err = run(capsys, tmp_path, FRESH, RAISED)
    assert (code, answer) == (
        0,
        {"new": 1, "changed": 1, "unchanged": 0, "rejected": [], "stored": True},
    )
    assert treasury.line()[0] == 12_000_000
    assert run(capsys, tmp_path, FRESH, RAISED)[1]["unchanged"] == 2


def test_a_dry_run_stores_nothing(treasury, capsys, tmp_path):
    code, answer, _err = run(capsys, tmp_path, FRESH, options=["--dry-run"])
    assert (code, answer["new"], answer["stored"]) == (0, 1, False)
    assert BudgetLine.objects.count() == 1


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("TIADA,2026,5.8,Lain,1,D", "kode perangkat daerah “TIADA” tidak dikenal"),
        ("KOMINFO,26,5.8,Lain,1,D", "kolom tahun harus empat angka"),
        ("KOMINFO,2026,5.8,Lain,sejuta,D", "kolom pagu harus rupiah bulat"),
        (
            "KOMINFO,2026,5.1.02.01,Belanja alat tulis,1,DPA/1/2026",
            "lebih kecil daripada yang sudah dipesan",
        ),
        (FRESH, "sudah disebut di baris sebelumnya"),
    ],
)
def test_one_broken_row_keeps_all_others_out(treasury, capsys, tmp_path, row, reason):
    treasury.ask(2_000_000)
    code, answer, err = run(capsys, tmp_path, FRESH, row)
    assert (code, answer["stored"], [p["line"] for p in answer["rejected"]]) == (1, False, [3])
    assert reason in answer["rejected"][0]["reason"]
    assert "anggaran.csv:3:" in err
    assert BudgetLine.objects.count() == 1


def test_a_missing_file_is_a_wrong_call(treasury, capsys, tmp_path):
    with pytest.raises(SystemExit) as stop:
        call_command("import_budget", str(tmp_path / "tiada.csv"))
    assert stop.value.code == 2


def test_only_bud_or_the_server_keeps_the_budget(treasury):
    payload = f"{HEADS}\n{FRESH}".encode()
    with pytest.raises(NotYourAgency):
        services.import_budget(by=treasury.town.who("eka"), payload=payload)
    assert services.import_budget(by=treasury.town.who("gita"), payload=payload).fresh == 1


def test_the_service_refuses_what_the_preview_refuses(treasury):
    with pytest.raises(UnreadableBudget) as refusal:
        services.import_budget(by=Actor.system("cli"), payload=b"PK\x03\x04 torn")
    assert "tidak dapat dibaca" in refusal.value.message
