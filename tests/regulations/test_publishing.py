"""A regulation is published once, never changed, and read by date."""

import json
from datetime import date

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from office.audit.core import Actor
from office.audit.models import Event
from office.regulations import selectors, services
from office.regulations.models import Regulation
from tests.regulations.test_reading import FILE, TEXT, changed

CLERK = Actor.system("test")
AMENDMENT = b"""
[instrument]
number = "Peraturan Wali Kota Contoh Nomor 12 Tahun 2026"
title = "Perubahan"
valid_from = 2026-07-01
legal_basis = ["Perwali 7/2026"]
[money]
clause = "Pasal I angka 1"
round = "down"
round_stage = "each_cut"
"""


@pytest.fixture
def law(db):
    return services.publish_regulation(by=CLERK, toml_bytes=FILE.read_bytes())


def test_publishing_the_same_file_again_is_publishing_it_once(law):
    again = services.publish_regulation(by=CLERK, toml_bytes=FILE.read_bytes())
    assert (again.regulation_id, again.new) == (law.regulation_id, False)
    assert Regulation.objects.count() == 1
    assert Event.objects.filter(act="regulations.publish").count() == 2


def test_another_text_of_the_same_instrument_and_day_is_refused(law):
    with pytest.raises(services.AlreadyPublished):
        services.publish_regulation(
            by=CLERK, toml_bytes=changed("grace_minutes = 0", "grace_minutes = 5").encode()
        )


def test_a_faulty_file_is_refused_with_its_key_and_leaves_nothing(db):
    with pytest.raises(services.FaultyRegulation, match=r"attendance\.grace_minutes"):
        services.publish_regulation(
            by=CLERK, toml_bytes=changed("grace_minutes = 0", "grace_minutes = -5").encode()
        )
    assert not Regulation.objects.exists()


def test_a_person_cannot_publish(db):
    with pytest.raises(services.NotTheServer):
        services.publish_regulation(by=Actor.person(1), toml_bytes=FILE.read_bytes())


def test_an_amendment_rules_the_sections_it_names_from_its_day_on(law):
    services.publish_regulation(by=CLERK, toml_bytes=AMENDMENT)
    assert selectors.in_force("money", date(2026, 6, 30)).round == "half_up"
    assert selectors.in_force("money", date(2026, 7, 1)).round == "down"
    assert selectors.in_force("money", date(2026, 7, 1)).source == (
        "Pasal I angka 1, Peraturan Wali Kota Contoh Nomor 12 Tahun 2026"
    )
    assert selectors.in_force("report", date(2026, 7, 1)).regulation_sha == law.sha256


def test_a_day_before_any_regulation_has_no_rule(law):
    with pytest.raises(selectors.NoRule, match="2025-12-31"):
        selectors.in_force("money", date(2025, 12, 31))


def test_reading_the_law_asks_one_question_and_parses_once(law, django_assert_num_queries):
    selectors.in_force("money", date(2026, 7, 1))
    with django_assert_num_queries(1):
        selectors.in_force("money", date(2026, 7, 1))


def test_the_database_refuses_to_change_or_delete_a_regulation(law):
    rows = Regulation.objects.filter(pk=law.regulation_id)
    for change in (lambda: rows.update(title="lain"), lambda: rows._raw_delete("default")):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def run(capsys, *args):
    with pytest.raises(SystemExit) as left:
        call_command("regulation", *args)
    return left.value.code, capsys.readouterr()


def test_the_command_names_file_key_and_expectation(capsys, tmp_path):
    wrong = tmp_path / "salah.toml"
    wrong.write_text(changed("grace_minutes = 0", "grace_minutes = -1"))
    code, said = run(capsys, "check", str(FILE), str(wrong), "--json")
    assert code == 1
    assert f"{wrong}: attendance.grace_minutes: paling kecil 0" in said.err
    good, bad = json.loads(said.out)
    assert good["ok"]
    assert bad["faults"] == [{"key": "attendance.grace_minutes", "expected": "paling kecil 0"}]
    assert run(capsys, "check", str(FILE))[0] == 0
    assert run(capsys, "check", str(tmp_path / "tidak-ada.toml"))[0] == 2


def test_the_command_shows_a_readable_difference(capsys, tmp_path):
    other = tmp_path / "lain.toml"
    other.write_text(TEXT.replace("grace_minutes = 0", "grace_minutes = 5"))
    code, said = run(capsys, "diff", str(FILE), str(other))
    assert (code, said.out.strip()) == (1, "~ attendance.grace_minutes: 0 -> 5")
    code, said = run(capsys, "diff", str(FILE), str(FILE), "--json")
    assert (code, json.loads(said.out)) == (0, [])
    assert run(capsys, "diff", str(FILE), str(tmp_path / "tidak-ada.toml"))[0] == 2
