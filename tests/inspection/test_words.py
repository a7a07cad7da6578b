"""No machine name reaches the inspector's page: acts, things and details are said in words."""

import importlib
import json
import pkgutil

import pytest

import office
import performance
import signing
import workflows
from performance.inspection.naming import detail_words, label_words, ref_of_words, thing_words
from performance.inspection.reading import story
from performance.inspection.trails import trail_of
from performance.inspection.words import WORDS, act_words, part_words


def _acts() -> set[str]:
    rooms = [
        found.name
        for top in (office, signing, workflows, performance)
        for found in pkgutil.walk_packages(top.__path__, f"{top.__name__}.")
        if found.name.endswith(".acts") and not found.ispkg
    ]
    modules = [importlib.import_module(name) for name in rooms]
    return {act.value for module in modules if hasattr(module, "Acts") for act in module.Acts}


def test_every_act_of_every_room_has_words_and_no_words_are_left_over():
    assert _acts() | {"demo.finish_scene"} == set(WORDS)


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("sanction_decision L1a", "Keputusan Penjatuhan Hukuman Disiplin tingkat 1"),
        ("L2a Citra, M.T.", "tingkat 2 Citra, M.T."),
        ("tpp_list 0001/TPP/KOM/2026", "Daftar Tambahan Penghasilan Pegawai 0001/TPP/KOM/2026"),
        ("Laporan harian 9 Agustus 2026", "Laporan harian 9 Agustus 2026"),
    ],
)
def test_a_label_of_the_trail_is_said_in_words(label, words):
    assert label_words(label) == words


def test_a_thing_is_called_by_kind_and_number_both_ways():
    assert thing_words("sanction_case:3") == "Perkara disiplin 3"
    assert ref_of_words("perkara disiplin 3") == "sanction_case:3"
    assert (ref_of_words("Budi 3"), ref_of_words("berkas tujuh")) == ("", "")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("choice", "return", ("Pilihan", "kembalikan")),
        ("amount", 4_000_000, ("Jumlah", "Rp4.000.000")),
        ("percent_bp", 2_500, ("Potongan", "25%")),
        ("valid_from", "2026-01-02", ("Berlaku sejak", "2 Januari 2026")),
        ("from_month", "2026-09", ("Mulai bulan", "September 2026")),
        ("employee", 7, ("Pegawai", "Ani")),
        ("seat", "position:4", ("Kursi", "Kepala Dinas")),
        ("attended", False, ("Hadir", "tidak")),
        ("counts", {"new": 3, "duplicate": 0}, ("Hitungan", "Baru: 3, Sudah ada: 0")),
    ],
)
def test_a_detail_is_said_in_words(name, value, words):
    assert detail_words(name, value, {"employee:7": "Ani", "position:4": "Kepala Dinas"}) == words


def test_a_fingerprint_stays_as_the_trail_holds_it():
    assert detail_words("revision_sha", "ab12", {}) is None


def test_an_act_or_part_unknown_to_the_words_is_not_silent():
    assert (act_words("new.act"), part_words("new.part")) == ("new.act", "Sistem")


def test_the_story_of_a_request_shows_no_machine_name(released):
    lines = story(trail_of(f"disbursement_request:{released.request_id}").events)
    shown = json.dumps([[line.who, line.what, line.thing, line.facts] for line in lines])
    for machine in ("L1a", "spm ", "sp2d ", "position:", "filing:", "employee:", "approve", "_"):
        assert machine not in shown, machine
