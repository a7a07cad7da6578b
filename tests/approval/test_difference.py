"""A round that comes again shows what changed, and whether what was marked was mended."""

import pytest

from tests.approval.city import CONTENT, SIGNS
from tests.disbursement.conftest import signed_in
from workflows.approval.core.difference import Version, changes, is_touched
from workflows.approval.selectors.difference import difference_of


def version(rows=(), facts=(), **rest):
    content = {"facts": [list(f) for f in facts], "rows": [list(r) for r in rows]}
    return Version(
        {"d": content}, rest.get("title", "T"), rest.get("amount", 0), rest.get("minutes", 0)
    )


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (version(), version(), []),
        (version(amount=1), version(amount=2), [("changed", "amount", "1", "2")]),
        (
            version(facts=[("Nama", "Ani"), ("NIP", "1")]),
            version(facts=[("Nama", "Budi"), ("Jabatan", "Staf")]),
            [
                ("changed", "Nama", "Ani", "Budi"),
                ("removed", "NIP", "1", ""),
                ("added", "Jabatan", "", "Staf"),
            ],
        ),
        (
            version(rows=[("1", "rapat"), ("2", "surat")]),
            version(rows=[("1", "telaah"), ("2", "rapat"), ("3", "surat")]),
            [("added", "row", "", "telaah")],
        ),
        (
            version(rows=[("1", "rapat", "2 jam"), ("2", "surat", "1 jam")]),
            version(rows=[("1", "rapat", "1 jam")]),
            [
                ("changed", "row", "rapat · 2 jam", "rapat · 1 jam"),
                ("removed", "row", "surat · 1 jam", ""),
            ],
        ),
    ],
)
def test_facts_are_compared_by_name_and_rows_by_what_they_say(before, after, found):
    assert [(c.kind, c.place, c.before, c.after) for c in changes(before, after)] == found


def test_a_mark_is_mended_when_its_fact_or_row_changed():
    found = changes(
        version(rows=[("1", "rapat", "2 jam"), ("2", "surat", "1 jam")], facts=[("Nama", "A")]),
        version(rows=[("1", "rapat", "1 jam"), ("2", "surat", "1 jam")], facts=[("Nama", "B")]),
    )
    assert is_touched("Nama", found)
    assert is_touched("1. 1 · rapat · 2 jam", found)
    assert not is_touched("2. 2 · surat · 1 jam", found)
    assert not is_touched("NIP", found)


def test_the_decision_page_shows_what_was_asked_and_what_changed(town):
    filing = town.submit(SIGNS, number=800, minutes=450)
    assert difference_of(filing.filing_id) is None
    town.decide(
        "budi",
        filing.filing_id,
        "return",
        note="tulis hasilnya",
        marks=["1. Menyusun laporan", "Nama"],
    )
    mended = CONTENT | {"rows": [["Menyusun laporan triwulan III"]]}
    town.submit(SIGNS, number=800, minutes=420, contents={"daily_report": mended})
    shown = difference_of(filing.filing_id)
    assert (shown.round, [(m.text, m.touched) for m in shown.marks]) == (
        1,
        [("1. Menyusun laporan", True), ("Nama", False)],
    )
    page = (
        signed_in(town, "budi")
        .get(f"/meja/{town.open_step(filing.filing_id).pk}/")
        .content.decode()
    )
    for words in ("Yang berubah sejak putaran 1", "tulis hasilnya", "Tidak diubah", "<del>7 jam 30 menit</del>",
                  "<ins>Menyusun laporan triwulan III</ins>"):  # fmt: skip
        assert words in page


def test_a_return_to_an_earlier_level_changes_nothing_and_says_so_of_the_last_mending(town):
    filing = town.submit()
    town.decide("budi", filing.filing_id)
    town.decide("dedi", filing.filing_id, "return", note="periksa lagi", to_level=1)
    assert difference_of(filing.filing_id) is None
