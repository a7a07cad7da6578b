"""The reading room: everything is found, every reading leaves its event, nobody else gets in."""

import json

import pytest
from django.core.management import call_command

from office.audit import selectors as audit
from office.audit import services as audit_services
from office.audit.core import Actor
from office.people import selectors as people
from performance.inspection import selectors
from performance.inspection.core.refs import employees_in, refs_in
from performance.inspection.trails import trail_of

SEALS = pytest.mark.django_db(transaction=True)
"""The sealer numbers what is committed: on PostgreSQL a test's own transaction stays unsealed."""


def test_refs_are_read_from_text_and_numbers():
    body = '{"decision":"decision:9","filing":7,"of":"tpp_run:3","steps":["1 position:4"],"nested":{"document":5}}'
    assert refs_in(body) == {"filing:7", "tpp_run:3", "document:5"}
    assert employees_in('{"employee":12,"x":{"employee":"employee:13"}}') == {12, 13}


def test_the_story_of_a_request_holds_every_act_and_paper(released):
    trail = trail_of(f"disbursement_request:{released.request_id}")
    acts = [event.act for event in trail.events]
    for act in (
        "disbursement.submit", "approval.submit", "signing.prepare_document", "approval.decide",
        "signing.intend_signature", "signing.store_signature", "disbursement.release",
    ):  # fmt: skip
        assert act in acts, act
    assert [event.id for event in trail.events] == sorted(event.id for event in trail.events)
    assert {card.code for card in trail.documents} == {"spm", "sp2d"}


def test_a_story_does_not_spill_into_others(treasury, released):
    other = treasury.ask(1_000_000)
    trail = trail_of(f"disbursement_request:{released.request_id}")
    assert f"disbursement_request:{other.request_id}" not in trail.refs


PAGES = (
    "/periksa/",
    "/periksa/?q=ani",
    "/periksa/pegawai/1/",
    "/periksa/dokumen/1/",
    "/periksa/riwayat/filing:1/",
)


def test_nobody_but_the_inspector_reads(browser, released):
    for who in ("ani", "citra", "gita", "walikota"):
        there = browser(who)
        assert {there.get(page).status_code for page in PAGES} <= {403, 404}, who


def test_nobody_but_the_inspector_verifies_or_exports(browser, released):
    there = browser("citra")
    assert there.post("/periksa/jejak/").status_code in {403, 404}
    assert there.post("/periksa/riwayat/filing:1/bukti/").status_code in {403, 404}


@pytest.mark.parametrize(
    ("address", "act"),
    [
        ("/periksa/?q=ani", "inspection.search"),
        ("/periksa/pegawai/{ani}/", "inspection.read_person"),
        ("/periksa/riwayat/disbursement_request:{request}/", "inspection.read_case"),
        ("/periksa/dokumen/{document}/", "inspection.read_document"),
    ],
)
def test_each_reading_is_an_event_and_says_so(treasury, released, fajar, address, act):
    trail = trail_of(f"disbursement_request:{released.request_id}")
    url = address.format(
        ani=treasury.town.people["ani"], request=released.request_id, document=trail.documents[0].id
    )
    answer = fajar.get(url)
    assert answer.status_code == 200
    newest = audit.events_by(f"employee:{treasury.town.people['fajar']}", limit=1)[0]
    assert newest.act == act
    assert f"catatan nomor {newest.id}" in answer.content.decode()


def test_the_words_searched_for_are_not_in_the_trail(treasury, fajar):
    fajar.get("/periksa/?q=rahasia-sekali")
    newest = audit.events_by(f"employee:{treasury.town.people['fajar']}", limit=1)[0]
    assert "rahasia" not in newest.body
    assert "text_sha256" in json.loads(newest.body)


def test_search_finds_people_documents_and_references(treasury, released, fajar):
    viewer = people.viewer(treasury.town.who("fajar"))
    card = trail_of(f"disbursement_request:{released.request_id}").documents[0]
    assert selectors.search("ani", viewer).people[0].name == "Ani"
    assert selectors.search(card.public_code, viewer).documents[0].id == card.id
    assert selectors.search(card.sha256, viewer).documents[0].id == card.id
    filing = selectors.FoundThing(f"filing:{released.filing_id}", f"Berkas {released.filing_id}")
    assert selectors.search(f"filing:{released.filing_id}", viewer).things == (filing,)
    assert selectors.search(f"berkas {released.filing_id}", viewer).things == (filing,)
    assert selectors.search("filing:999", viewer).is_empty
    assert "Tidak ada yang cocok" in fajar.get("/periksa/?q=zzz").content.decode()


def test_an_unknown_story_is_not_found(fajar):
    for ref in ("filing:999", "consent:1", "x", "employee:1", "../etc", "999"):
        assert fajar.get(f"/periksa/riwayat/{ref}/").status_code == 404, ref


def test_a_document_s_page_verifies_its_newest_file(released, fajar):
    card = trail_of(f"disbursement_request:{released.request_id}").documents[0]
    assert "Asli dan utuh" in fajar.get(f"/periksa/dokumen/{card.id}/").content.decode()
    assert fajar.get("/periksa/dokumen/999/").status_code == 404


def test_the_trail_s_answer_is_shown(fajar, released):
    assert "Utuh" in fajar.post("/periksa/jejak/").content.decode()


@SEALS
def test_the_inspector_takes_a_bundle_home(fajar, released, tmp_path):
    from performance.inspection.standalone.verify import verify

    answer = fajar.post(f"/periksa/riwayat/filing:{released.filing_id}/bukti/")
    path = tmp_path / "a.zip"
    path.write_bytes(answer.content)
    assert (answer["Content-Type"], verify(str(path))[0]) == ("application/zip", [])


def run(capsys, *words) -> tuple[int, dict]:
    try:
        call_command(*words, "--json")
        code = 0
    except SystemExit as stop:
        code = stop.code
    return code, json.loads(capsys.readouterr().out or "{}")


def test_fsck_asks_every_room_and_holds(released, capsys):
    code, answer = run(capsys, "fsck")
    broken = [finding for finding in answer["invariants"] if not finding["holds"]]
    assert (code, broken) == (0, [])
    assert {"I1", "I2", "I3", "I4", "I5", "I6"} <= {
        finding["code"] for finding in answer["invariants"]
    }


def test_fsck_says_what_is_broken(treasury, released, capsys):
    from workflows.disbursement.models import BudgetLine

    BudgetLine.objects.update(committed=5_000_000)
    code, answer = run(capsys, "fsck")
    (broken,) = [finding for finding in answer["invariants"] if not finding["holds"]]
    assert (code, broken["code"], broken["broken"]) == (1, "I3", 1)


@SEALS
def test_verify_audit_counts_what_is_sealed(released, capsys):
    code, answer = run(capsys, "verify_audit")
    assert (code, answer["holds"], answer["unsealed"]) == (0, True, 0)
    audit_services.append_event(act="test.act", by=Actor.public(), subject="x:1")
    assert run(capsys, "verify_audit")[1]["unsealed"] == 1


@SEALS
def test_a_bundle_for_each_way_of_asking(treasury, released, tmp_path, capsys):
    card = trail_of(f"disbursement_request:{released.request_id}").documents[0]
    nip = people.person(treasury.town.people["eka"]).nip
    for asked in (
        ["--document", card.sha256],
        ["--case", f"filing:{released.filing_id}"],
        ["--person", nip],
    ):
        out = tmp_path / "x.zip"
        code, answer = run(capsys, "export_evidence", *asked, str(out))
        assert (code, answer["documents"]) == (0, 2)
        assert run(capsys, "verify_audit", "--bundle", str(out))[0] == 0


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (["--case", "999"], 1),
        (["--person", "1" * 18], 1),
        (["--period", "2026-13"], 2),
        (["--period", "2026-10"], 1),
    ],
)
def test_a_wrong_request_for_evidence_ends_in_one_line(treasury, tmp_path, capsys, asked, code):
    with pytest.raises(SystemExit) as stop:
        call_command("export_evidence", *asked, str(tmp_path / "x.zip"))
    assert stop.value.code == code
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
