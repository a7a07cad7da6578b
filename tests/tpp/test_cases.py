"""Worked examples of the law: every file under tests/cases agrees, and an unsupported rule never passes."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from performance.tpp.cases import UnreadableCase, verdicts

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.yaml"))
LAW = Path(__file__).parents[2] / "office/regulations/kota_contoh_2026.toml"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_golden_cases_agree_to_the_rupiah(path):
    assert [one for one in verdicts(path) if one.status != "pass"] == []


def test_the_published_examples_are_all_there():
    assert {path.stem.split("_")[0] for path in CASES} >= {"we1", "we3", "we4", "we7", "we8"}


def written(tmp_path, example, extra=""):
    path = tmp_path / "kasus.yaml"
    path.write_text(f"case: uji\nregulation: {LAW}\n{extra}examples:\n  - {json.dumps(example)}\n")
    return path


@pytest.mark.parametrize(
    ("example", "said"),
    [
        ({"facts": {"class": 8, "golf": 1}, "expected": {"net_rupiah": 1}}, "golf"),
        ({"facts": {"class": 8}, "expected": {"bonus_rupiah": 1}}, "bonus_rupiah"),
        ({"facts": {"class": 8}, "expected": {}}, "sekurangnya satu"),
        ({"facts": {"class": 16}, "expected": {"net_rupiah": 1}}, "no amount"),
        ({"facts": {"class": 8, "status": "HONORER"}, "expected": {"net_rupiah": 1}}, "PPPK"),
        (
            {"facts": {"class": 8, "sanction_percent": 25}, "expected": {"net_rupiah": 1}},
            "sanction_percent",
        ),
        (
            {
                "with": {"report": {"missing": "absent"}},
                "facts": {"class": 8},
                "expected": {"net_rupiah": 1},
            },
            "warn",
        ),
        (
            {
                "with": {"tpp.december": {"full": True}},
                "facts": {"class": 8},
                "expected": {"net_rupiah": 1},
            },
            "tpp.december",
        ),
        (
            {
                "with": {"money": {"round_stage": "end"}},
                "facts": {"class": 8},
                "expected": {"net_rupiah": 1},
            },
            "each_cut",
        ),
        ({"facts": {"class": 8}}, "facts dan expected"),
        (
            {"facts": {"class": 8, "workdays": 1, "absent": 2}, "expected": {"net_rupiah": 1}},
            "workdays",
        ),
    ],
)
def test_a_rule_or_key_that_is_not_supported_is_an_error(tmp_path, example, said):
    (verdict,) = verdicts(written(tmp_path, example))
    assert verdict.status == "error"
    assert said in verdict.error


@pytest.mark.parametrize("text", ["[", "case: x", "case: x\nregulation: y\nexamples: []", "- 1"])
def test_a_file_not_in_the_form_is_unreadable(tmp_path, text):
    path = tmp_path / "kasus.yaml"
    path.write_text(text)
    with pytest.raises(UnreadableCase):
        list(verdicts(path))


def run(capsys, *paths):
    with pytest.raises(SystemExit) as left:
        call_command("check_cases", *map(str, paths), "--json")
    return left.value.code, capsys.readouterr()


def test_the_command_prints_expected_and_got_and_tells_by_its_exit(capsys, tmp_path):
    code, said = run(capsys, *CASES)
    assert code == 0
    assert {one["status"] for one in json.loads(said.out)} == {"pass"}
    wrong = written(
        tmp_path, {"name": "salah", "facts": {"class": 8}, "expected": {"job_class": 9}}
    )
    code, said = run(capsys, wrong)
    assert code == 1
    assert json.loads(said.out)[0]["differences"] == [{"key": "job_class", "expected": 9, "got": 8}]
    assert run(capsys, tmp_path / "tidak-ada.yaml")[0] == 2


def test_the_command_speaks_in_words_too(capsys, tmp_path):
    wrong = written(
        tmp_path, {"name": "salah", "facts": {"class": 8}, "expected": {"job_class": 9}}
    )
    with pytest.raises(SystemExit):
        call_command("check_cases", str(wrong), str(tmp_path / "tidak-ada.yaml"))
    said = capsys.readouterr()
    assert "BERBEDA" in said.out
    assert "job_class: diharapkan 9, diperoleh 8" in said.out
    assert "tidak-ada.yaml" in said.err


def test_days_written_out_one_by_one_and_a_move_are_read(tmp_path):
    days = [{"status": "present", "late": 45, "approved": 300}] * 10 + [{"status": "off"}] * 18
    segments = [{"from": 1, "until": 5, "class": 5}, {"from": 6, "until": 28, "class": 8}]
    example = {
        "facts": {"days": days, "segments": segments},
        "expected": {"job_class": 8, "late_bp": 1000},
    }
    assert [one.status for one in verdicts(written(tmp_path, example))] == ["pass"]


@pytest.mark.parametrize(
    "facts",
    [
        {"days": [{"status": "present", "mood": 1}], "class": 8},
        {"segments": [{"from": 1, "until": 31, "class": 8, "kind": "x"}]},
        {"class": "8"},
        {"class": 8, "approved_minutes": "penuh"},
    ],
)
def test_facts_that_are_not_described_are_an_error(tmp_path, facts):
    (verdict,) = verdicts(written(tmp_path, {"facts": facts, "expected": {"net_rupiah": 1}}))
    assert verdict.status == "error"


def test_an_example_of_an_unknown_regulation_or_replacement_is_an_error(tmp_path):
    path = tmp_path / "kasus.yaml"
    path.write_text(
        "case: x\nregulation: tidak-ada.toml\nexamples: [{facts: {class: 8}, expected: {job_class: 8}}, 7]\n"
    )
    assert [one.status for one in verdicts(path)] == ["error", "error"]
    example = {"with": {"money": 5}, "facts": {"class": 8}, "expected": {"job_class": 8}}
    assert [one.status for one in verdicts(written(tmp_path, example))] == ["error"]
