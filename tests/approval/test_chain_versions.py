"""Chains as dated data: tiers by amount, a second person, a dry run, and running filings that keep their seats."""

import uuid
from datetime import date

import pytest

from office.acts.core import Conflict, Invalid, NotAllowed, NotFound
from office.people import services as people
from tests.approval.city import CLERK, NEW_YEAR, SIGNS, give_certificates
from tests.disbursement.conftest import signed_in
from workflows.approval import services
from workflows.approval.core import BadChain, Pick, levels_for, parse_levels
from workflows.approval.models import Chain, Decision, Filing, Step
from workflows.approval.selectors import chains

DAILY = {"document": "daily_report", "due_workdays": 2}
TOMORROW = date(2026, 10, 6)


@pytest.fixture
def house(town):
    """The town hall with two personnel officers: Eka and Fajar."""
    for key in ("eka", "fajar"):
        people.appoint(
            by=CLERK,
            employee_id=town.people[key],
            agency_id=town.agencies["SETDA"],
            kind="personnel",
            decree="SK-K",
            valid_from=NEW_YEAR,
        )
    return town


def level(number, *seats, **rest):
    return {"number": number, "seats": list(seats), **rest}


LONGER = [
    level(1, "superior", **DAILY),
    level(2, "position:SEKDIN", **DAILY),
    level(3, "head", **DAILY),
]


def ask(house, key="eka", **changes):
    given = {
        "by": house.who(key),
        "kind": "daily_report",
        "agency_id": house.agencies["KOMINFO"],
        "valid_from": TOMORROW,
        "levels": LONGER,
        "decree": "SK/7/2026",
        "key": str(uuid.uuid4()),
    }
    return services.propose_chain(**(given | changes))


def set_leave_chain(town, *levels):
    services.set_chain(
        by=CLERK,
        kind="leave",
        agency_id=town.agencies["KOMINFO"],
        valid_from=date(2026, 9, 1),
        levels=levels,
        decree="SE-T",
    )


# --- tiers ---------------------------------------------------------------------------------------

TIERED = (
    level(1, "superior", due_workdays=1),
    level(2, "position:SEKDIN", until_rupiah=49_999_999, due_workdays=1),
    level(3, "head", from_rupiah=50_000_000, due_workdays=1),
)


@pytest.mark.parametrize(
    ("amount", "visited"),
    [(0, [1, 2]), (49_999_999, [1, 2]), (50_000_000, [1, 3])],
)
def test_a_level_is_asked_only_about_its_amounts(amount, visited):
    assert [one.number for one in levels_for(parse_levels(TIERED), amount)] == visited


@pytest.mark.parametrize(
    ("levels", "word"),
    [
        ([level(1, "head", from_rupiah=1)], "Rp0 tidak melewati"),
        ([level(1, "head", until_rupiah=9)], "Rp10 tidak melewati"),
        ([level(1, "head", from_rupiah=5, until_rupiah=4)], "terbalik"),
    ],
)
def test_a_chain_that_leaves_an_amount_to_nobody_is_refused(levels, word):
    with pytest.raises(BadChain, match=word):
        parse_levels(levels)


def test_a_filing_climbs_the_levels_of_its_amount_and_no_other(town):
    set_leave_chain(town, *TIERED)
    small, large = town.submit(amount=10_000), town.submit(amount=60_000_000)
    assert [s.seat_title for s in small.steps] == ["Kepala Bidang", "Sekretaris Dinas"]
    assert [s.seat_title for s in large.steps] == ["Kepala Bidang", "Kepala Dinas"]
    town.decide("budi", large.filing_id)
    assert town.decide("citra", large.filing_id).state == "approved"


def test_a_changed_amount_asks_the_levels_of_the_new_amount(town):
    set_leave_chain(town, *TIERED)
    filing = town.submit(number=900, amount=10_000)
    town.decide("budi", filing.filing_id, "return", note="jumlahnya keliru")
    again = town.submit(number=900, amount=60_000_000)
    assert [s.level for s in again.steps] == [1, 3]


# --- any of, N of M, with more seats than boxes ---------------------------------------------------


def _one_document(town, needed):
    services.set_chain(
        by=CLERK,
        kind="daily_report",
        agency_id=town.agencies["KOMINFO"],
        valid_from=date(2026, 9, 1),
        levels=[
            level(1, "superior", "position:SEKDIN", "head", needed=needed, **DAILY),
        ],
        decree="SE-N",
    )
    give_certificates(town, "budi", "citra", "dedi")
    return town.submit(SIGNS)


def _sign(town, key, filing_id, title):
    step = Step.objects.get(filing_id=filing_id, seat_title=title)
    revision = Filing.objects.get(pk=filing_id).revision_sha
    (result,) = town.sign(key, Pick(step.pk, revision, str(uuid.uuid4())))
    return result


def test_any_of_three_signs_the_one_box_and_the_others_close(town):
    filing = _one_document(town, 1)
    assert _sign(town, "dedi", filing.filing_id, "Sekretaris Dinas").ok
    assert Filing.objects.get().state == "approved"
    assert sorted(Step.objects.values_list("state", flat=True)) == ["closed", "closed", "decided"]
    assert Decision.objects.get().field == "L1a"


def test_two_of_three_sign_two_boxes_in_the_order_they_come(town):
    filing = _one_document(town, 2)
    assert _sign(town, "citra", filing.filing_id, "Kepala Dinas").ok
    assert Filing.objects.get().state == "running"
    assert _sign(town, "budi", filing.filing_id, "Kepala Bidang").ok
    assert Filing.objects.get().state == "approved"
    fields = Decision.objects.order_by("pk").values_list("field", flat=True)
    assert list(fields) == ["L1a", "L1b"]
    late = _sign(town, "dedi", filing.filing_id, "Sekretaris Dinas")
    assert not late.ok


# --- a new version ---------------------------------------------------------------------------------


def test_a_new_version_waits_for_a_second_person_and_holds_for_new_filings_only(house, at):
    running = house.submit(SIGNS)
    asked = ask(house)
    assert (asked.chain_id, Chain.objects.filter(kind="daily_report").count()) == (None, 0)
    chain_id = services.confirm_chain(by=house.who("fajar"), proposal_id=asked.proposal_id)
    assert Chain.objects.get(pk=chain_id).decree == "SK/7/2026"
    at(2026, 10, 6, 8, 0)
    assert len(house.submit(SIGNS).steps) == 3
    assert Step.objects.filter(filing_id=running.filing_id).count() == 2


def test_a_filing_that_comes_again_keeps_the_version_it_began_under(house, at):
    running = house.submit(SIGNS, number=901)
    asked = ask(house)
    services.confirm_chain(by=house.who("citra"), proposal_id=asked.proposal_id)
    at(2026, 10, 6, 8, 0)
    house.decide("budi", running.filing_id, "return", note="perbaiki")
    assert len(house.submit(SIGNS, number=901).steps) == 2


def test_the_one_who_asks_is_not_the_second_person(house):
    asked = ask(house)
    with pytest.raises(NotAllowed, match="orang kedua"):
        services.confirm_chain(by=house.who("eka"), proposal_id=asked.proposal_id)
    with pytest.raises(NotAllowed, match="pengelola kepegawaian lain"):
        services.confirm_chain(by=house.who("gita"), proposal_id=asked.proposal_id)
    assert services.confirm_chain(by=house.who("fajar"), proposal_id=asked.proposal_id)
    with pytest.raises(Conflict, match="sudah diputuskan"):
        services.confirm_chain(by=house.who("citra"), proposal_id=asked.proposal_id)


def test_only_a_keeper_asks_and_only_one_proposal_waits(house):
    for key in ("ani", "citra", "gita"):
        with pytest.raises(NotAllowed):
            ask(house, key)
    asked = ask(house)
    with pytest.raises(Conflict, match="masih menunggu"):
        ask(house, "fajar")
    services.drop_chain_proposal(
        by=house.who("eka"), proposal_id=asked.proposal_id, reason="keliru"
    )
    assert ask(house, "fajar").proposal_id


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"valid_from": date(2026, 10, 4)}, "hari ini atau sesudahnya"),
        ({"decree": " "}, "nomor keputusannya"),
        (
            {"levels": [level(1, "superior", due_workdays=1)]},
            "penandatangan dokumen ini: daily_rep",
        ),
        ({"levels": [level(1, "position:TIADA", **DAILY)]}, "position:TIADA tidak ada"),
        ({"levels": [level(1, "appointment:raja", **DAILY)]}, "appointment:raja tidak ada"),
        ({"kind": "sulap"}, "Prosedur ini tidak dikenal"),
    ],
)
def test_a_version_that_does_not_fit_is_refused(house, changes, word):
    assert ask(house).proposal_id
    with pytest.raises(Invalid, match=word):
        ask(house, "fajar", **changes)


def test_the_dry_run_names_running_filings_that_would_have_other_seats(house):
    spared, touched = house.submit(SIGNS), house.submit(SIGNS, maker="eka")
    levels = parse_levels([level(1, "position:KABID", **DAILY), level(2, "head", **DAILY)])
    run = chains.dry_run("daily_report", house.agencies["KOMINFO"], levels)
    assert (run.running, run.other) == (2, 1)
    assert [one.filing_id for one in run.examples] == [touched.filing_id]
    assert run.examples[0].now == ("Sekretaris Dinas", "Kepala Dinas")
    assert run.examples[0].would_be == ("Kepala Bidang", "Kepala Dinas")
    assert Step.objects.filter(filing_id=spared.filing_id).count() == 2


# --- the pages -----------------------------------------------------------------------------------

ROWS = {
    "tingkat-TOTAL_FORMS": "6", "tingkat-INITIAL_FORMS": "6", "rantai-x": "",
    "tingkat-0-seats": ["superior"], "tingkat-0-document": "daily_report", "tingkat-0-due_workdays": "2",
    "tingkat-1-seats": ["head"], "tingkat-1-posts": "SEKDIN", "tingkat-1-needed": "1",
    "tingkat-1-document": "daily_report", "tingkat-1-due_workdays": "3",
    "valid_from": "2026-10-06", "decree": "SK/8/2026",
}  # fmt: skip


def test_personnel_read_a_version_back_with_its_dry_run_before_it_is_stored(house):
    house.submit(SIGNS)
    client = signed_in(house, "eka")
    where = f"/meja/rantai/baru/?kind=daily_report&agency={house.agencies['KOMINFO']}"
    assert "Pejabat" in client.get(where).content.decode()
    checked = client.post(where, ROWS | {"key": "k-1"}).content.decode()
    assert "salah satu dari kepala Perangkat Daerah, jabatan SEKDIN" in checked
    assert "1 dari 1 berkas yang berjalan" in checked
    assert not chains.chain_proposals(house.who("eka"))
    stored = client.post(where, ROWS | {"key": "k-2", "store": "1"})
    assert stored.status_code == 302
    (waiting,) = chains.chain_proposals(house.who("citra"))
    assert (waiting.decree, waiting.may_confirm) == ("SK/8/2026", True)
    page = f"/meja/rantai/usulan/{waiting.proposal_id}/"
    assert "Tetapkan rantai ini" not in client.get(page).content.decode()
    head = signed_in(house, "citra")
    assert "Tetapkan rantai ini" in head.get(page).content.decode()
    assert head.post(page, {"act": "confirm", "key": "k-3"}).status_code == 302
    assert Chain.objects.filter(kind="daily_report").exists()


def test_a_faulty_version_is_told_at_its_place(house):
    client = signed_in(house, "eka")
    where = f"/meja/rantai/baru/?kind=daily_report&agency={house.agencies['KOMINFO']}"
    bad = client.post(where, ROWS | {"valid_from": "2026-01-01", "store": "1", "key": "k"})
    assert bad.status_code == 422
    assert "hari ini atau sesudahnya" in bad.content.decode()


def test_a_head_sees_the_chains_of_the_own_agency_and_a_stranger_none(house):
    assert [a.code for a in chains.chain_agencies(house.who("citra"))] == ["KOMINFO"]
    with pytest.raises(NotFound):
        chains.chain_versions("daily_report", house.agencies["KOMINFO"], house.who("gita"))
    assert signed_in(house, "ani").get("/meja/rantai/").status_code == 403
    other = f"/meja/rantai/?kind=daily_report&agency={house.agencies['KOMINFO']}"
    assert signed_in(house, "gita").get(other).status_code == 404


def test_the_chain_in_force_reads_as_sentences(house):
    page = signed_in(house, "citra").get("/meja/rantai/?kind=daily_report").content.decode()
    assert "Tingkat 1: atasan langsung pembuat berkas menyetujui dan menandatangani" in page
    assert "Menurut peraturan" in page
