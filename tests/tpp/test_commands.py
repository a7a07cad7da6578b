"""Commands others rely on: shapes, exit codes, and that trying a draft writes nothing."""

import json

import pytest
from django.apps import apps
from django.core.management import call_command

from performance.tpp import selectors, services
from performance.tpp.models import TppLine, TppRun
from tests.regulations.test_reading import FILE, TEXT
from tests.tpp.conftest import CLERK, OCTOBER, STAFF

ANI = "198001062005011007"


def run(capsys, name, *args):
    capsys.readouterr()
    try:
        call_command(name, *args)
    except SystemExit as left:
        return left.code, capsys.readouterr()
    return 0, capsys.readouterr()


def counts():
    return {model._meta.label: model.objects.count() for model in apps.get_models()}


def test_tpp_run_computes_a_month_and_tells_totals_checks_run_and_regulation(town, capsys):
    code, said = run(capsys, "tpp_run", "--period", "2026-10", "--agency", "KOMINFO", "--json")
    document = json.loads(said.out)
    (one,) = document["runs"]
    made = TppRun.objects.get()
    assert (one["run_id"], one["policy_sha"], one["state"]) == (
        made.pk,
        made.policy_sha,
        "computed",
    )
    assert document["total_rupiah"] == one["total_rupiah"] == made.total_rupiah
    assert one["people"] == len(STAFF)
    assert code == int(bool(one["checks_failed"]))


def test_tpp_run_twice_is_tpp_run_once(town, capsys):
    first = run(capsys, "tpp_run", "--period", "2026-10", "--agency", "KOMINFO", "--json")[1].out
    lines = list(TppLine.objects.values())
    again = run(capsys, "tpp_run", "--period", "2026-10", "--agency", "KOMINFO", "--json")[1].out
    assert json.loads(again) == json.loads(first)
    assert list(TppLine.objects.values()) == lines


def test_without_an_agency_every_agency_with_somebody_to_pay_is_run(town, capsys):
    run(capsys, "tpp_run", "--period", "2026-10", "--json")
    paid = set(TppRun.objects.values_list("agency__code", flat=True))
    # No device of the others brought a file: their month is not measured, and they hold nobody up.
    assert paid == {"KOMINFO"}


def test_a_draft_regulation_is_tried_on_the_month_and_writes_nothing(town, capsys, tmp_path):
    draft = tmp_path / "rancangan.toml"
    draft.write_text(TEXT.replace('percent_per_day = "3"', 'percent_per_day = "5"'))
    before = counts()
    code, said = run(
        capsys,
        "tpp_run",
        "--period",
        "2026-10",
        "--agency",
        "KOMINFO",
        "--what-if",
        str(draft),
        "--json",
    )
    document = json.loads(said.out)
    assert code == 0
    assert counts() == before
    assert (document["winners"], document["losers"]) == (0, 1)
    ani = selectors.month_pay(town.people["ani"], OCTOBER)
    lost = (ani.amounts["discipline_rupiah"] * 500 + 5000) // 10_000 - ani.amounts["absent_rupiah"]
    assert document["now"]["net_rupiah"] - document["then"]["net_rupiah"] == lost > 0


def test_trying_the_law_in_force_changes_nobody(town, capsys):
    code, said = run(capsys, "tpp_run", "--period", "2026-10", "--what-if", str(FILE), "--json")
    document = json.loads(said.out)
    assert code == 0
    assert document["now"] == document["then"]
    assert (
        "naik 0, turun 0"
        in run(capsys, "tpp_run", "--period", "2026-10", "--what-if", str(FILE))[1].out
    )


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--period", "Oktober"], "--period"),
        (["--period", "2026-10", "--agency", "TIDAKADA"], "--agency"),
        (["--period", "2026-10", "--as", "123"], "--as"),
        (["--period", "2026-10", "--what-if", "/tidak/ada.toml"], "/tidak/ada.toml"),
    ],
)
def test_a_bad_call_of_tpp_run_is_told_in_one_line(town, capsys, args, said):
    code, told = run(capsys, "tpp_run", *args)
    assert code == 2
    assert said in told.err
    assert len(told.err.strip().splitlines()) == 1


def test_a_faulty_draft_names_file_key_and_expectation(town, capsys, tmp_path):
    draft = tmp_path / "rancangan.toml"
    draft.write_text(TEXT.replace("grace_minutes = 0", "grace_minutes = -1"))
    code, said = run(capsys, "tpp_run", "--period", "2026-10", "--what-if", str(draft))
    assert code == 2
    assert f"{draft}: attendance.grace_minutes: paling kecil 0" in said.err


def test_a_month_that_is_not_over_ends_with_one(town, capsys):
    code, said = run(capsys, "tpp_run", "--period", "2026-12", "--agency", "KOMINFO")
    assert (code, "setelah bulan berakhir" in said.err) == (1, True)


def test_tpp_explain_prints_facts_rule_clause_arithmetic_and_amount_of_every_step(town, capsys):
    services.start_tpp_run(by=CLERK, agency_id=town.agencies["KOMINFO"], month=OCTOBER)
    call_command("work", "--once")
    code, said = run(capsys, "tpp_explain", "--nip", ANI, "--period", "2026-10", "--json")
    document = json.loads(said.out)
    line = TppLine.objects.get(employee_id=town.people["ani"])
    assert (code, document["net_rupiah"]) == (0, line.net_rupiah)
    assert document["steps"][-1]["amount_rupiah"] == sum(
        step["amount_rupiah"] for step in document["steps"][:-1]
    )
    assert all(step["clause"] and step["rule"] and step["arithmetic"] for step in document["steps"])
    spoken = run(capsys, "tpp_explain", "--nip", ANI, "--period", "2026-10")[1].out
    assert "dasar: Pasal 15 ayat (2)" in spoken


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("--nip", "1", "--period", "2026-10"), 1),
        (("--nip", "9", "--period", "2026-10"), 2),
        ((f"--nip={ANI}", "--period", "x"), 2),
    ],
)
def test_tpp_explain_says_when_there_is_nothing_to_explain(town, capsys, args, code):
    left, said = run(capsys, "tpp_explain", *args)
    assert left == code
    assert said.err.strip()
