"""Plh and Plt: three taps to appoint one, what they may not decide, and what a late decree touches."""

import uuid
from datetime import date

import pytest

from office.attendance.services import record_leave
from office.people.models import Mandate
from office.people.problems import NotDated, Overlap
from office.people.services import grant_mandate
from tests.approval.city import CLERK, LAW
from tests.disbursement.conftest import signed_in
from workflows.approval.errors import StrategicDecision
from workflows.approval.models import Decision
from workflows.approval.selectors import desk_counts, step_detail
from workflows.approval.selectors.standing_in import stand_in_offers, touched_by_mandate

ARTICLE = "Undang-Undang Nomor 30 Tahun 2014, Pasal 14 ayat (7)"


@pytest.fixture
def strict_law(town, at):
    """From today a Plh decides no leave either."""
    from office.regulations.services import publish_regulation

    text = LAW.read_text().replace("2026-01-01", "2026-10-05", 1)
    text = text.replace("Nomor 7 Tahun 2026", "Nomor 8 Tahun 2026", 1)
    text = text.replace("[mandate.strategic]\n", f'[mandate.strategic]\nleave = "{ARTICLE}"\n')
    publish_regulation(by=CLERK, toml_bytes=text.encode())
    return town


@pytest.mark.parametrize("choice", ["approve", "return", "reject"])
def test_a_plh_takes_no_strategic_decision_and_is_told_the_article(strict_law, choice):
    town = strict_law
    town.mandate("plh", "budi", "dedi")
    filing = town.submit()
    with pytest.raises(StrategicDecision, match=r"Pasal 14 ayat \(7\)"):
        town.decide("dedi", filing.filing_id, choice, note="x")
    assert desk_counts(town.who("dedi"))["delegated"] == 0
    detail = step_detail(filing.steps[0].step_id, town.who("dedi"))
    assert (detail.may_decide, ARTICLE in detail.refusal) == (False, True)
    assert not Decision.objects.exists()


def test_a_delegate_and_the_official_still_take_it(strict_law):
    town = strict_law
    town.mandate("delegation", "budi", "dedi")
    first, second = town.submit(), town.submit()
    assert town.decide("dedi", first.filing_id).level == 2
    assert town.decide("budi", second.filing_id).level == 2


def test_a_plh_decides_what_is_not_strategic(town):
    town.mandate("plh", "budi", "dedi")
    filing = town.submit()
    assert desk_counts(town.who("dedi"))["delegated"] == 1
    assert town.decide("dedi", filing.filing_id).level == 2


# --- three taps -------------------------------------------------------------------------------------


def test_the_offer_names_the_usual_deputy_and_the_days_of_the_next_leave(town):
    record_leave(
        by=CLERK,
        employee_id=town.people["citra"],
        kind="annual",
        valid_from=date(2026, 10, 12),
        valid_until=date(2026, 10, 14),
        decree="CUTI/1",
    )
    (offer,) = stand_in_offers(town.who("citra"))
    assert (offer.first, offer.last) == (date(2026, 10, 12), date(2026, 10, 14))
    assert "Cuti tahunan" in offer.absence
    assert (offer.holder_id, offer.reason) == (town.people["dedi"], "below")
    town.mandate("plh", "citra", "budi", date(2026, 9, 1), date(2026, 9, 3))
    (offer,) = stand_in_offers(town.who("citra"))
    assert (offer.holder_id, offer.reason) == (town.people["budi"], "last")


def test_a_plh_is_appointed_by_one_post_of_what_the_page_offers(town):
    client = signed_in(town, "citra")
    assert "/meja/plh/" in client.get("/meja/").content.decode()  # the first tap
    page = client.get("/meja/plh/").content.decode()
    assert "Tetapkan Plh." in page  # the second
    (offer,) = stand_in_offers(town.who("citra"))
    answer = client.post(
        "/meja/plh/",
        {
            "position": offer.position_id,
            "holder": offer.holder_id,
            "valid_from": offer.first.isoformat(),
            "valid_until": offer.last.isoformat(),
            "decree": offer.decree,
            "key": str(uuid.uuid4()),
        },
    )
    assert answer.status_code == 302
    made = Mandate.objects.get()
    assert (made.kind, made.holder_id, made.decree) == ("plh", town.people["dedi"], offer.decree)


def test_an_overlap_is_refused_by_the_database_and_told_on_the_page(town):
    town.mandate("plh", "citra", "budi")
    with pytest.raises(Overlap):
        town.mandate("plh", "citra", "dedi")


def test_nobody_grants_a_mandate_to_the_own_person(town):
    with pytest.raises(NotDated, match="diri sendiri"):
        grant_mandate(
            by=town.who("citra"),
            kind="plh",
            position_id=town.posts["budi"],
            holder_id=town.people["citra"],
            decree="X",
            valid_from=date(2026, 10, 5),
            valid_until=date(2026, 10, 6),
        )


def test_a_stand_in_passes_nothing_on(town):
    from office.people.problems import NotYoursToManage

    town.mandate("plh", "budi", "dedi")
    with pytest.raises(NotYoursToManage):
        grant_mandate(
            by=town.who("dedi"),
            kind="delegation",
            position_id=town.posts["budi"],
            holder_id=town.people["eka"],
            decree="X",
            valid_from=date(2026, 10, 5),
            valid_until=date(2026, 10, 6),
        )


# --- late decrees -----------------------------------------------------------------------------------


def test_a_late_decree_shows_what_it_touches_before_it_is_stored(town):
    filing = town.submit()
    town.submit()
    town.decide("budi", filing.filing_id)
    found = touched_by_mandate(
        town.posts["budi"], date(2026, 10, 1), date(2026, 10, 31), town.who("citra")
    )
    assert (found.open, found.decided, len(found.titles)) == (1, 1, 2)
    client = signed_in(town, "citra")
    form = {
        "position": town.posts["budi"], "kind": "plh", "holder": town.people["dedi"], "decree": "SPT/9",
        "valid_from": "2026-09-28", "valid_until": "2026-10-09", "scope": ["leave"], "limit_rupiah": "5000000",
    }  # fmt: skip
    shown = client.post("/personalia/mandat/", form | {"key": "m-1"}).content.decode()
    assert "2026-09, 2026-10" in shown
    assert "1 berkas menunggu di kursi ini sekarang; 1 keputusan" in shown
    assert not Mandate.objects.exists()
    client.post("/personalia/mandat/", form | {"key": "m-2", "seen": "1"})
    made = Mandate.objects.get()
    assert (made.scope, made.limit_rupiah) == (["leave"], 5_000_000)
    assert "paling banyak Rp5.000.000" in client.get("/personalia/mandat/").content.decode()


def test_a_stranger_learns_nothing_about_a_seat(town):
    town.submit()
    found = touched_by_mandate(
        town.posts["budi"], date(2026, 10, 1), date(2026, 10, 31), town.who("gita")
    )
    assert (found.open, found.decided, found.titles) == (0, 0, ())
    path = f"/meja/plh/{town.posts['budi']}/2026-10-01/2026-10-31/"
    assert signed_in(town, "gita").get(path).status_code == 404
    assert signed_in(town, "citra").get(path.replace("2026-10-01", "besok")).status_code == 404


def test_the_quick_page_appoints_for_no_day_gone_by_and_no_longer_than_the_law(town):
    client = signed_in(town, "citra")
    offered = {
        "position": town.posts["citra"],
        "holder": town.people["dedi"],
        "decree": "SP-1",
        "valid_from": "2026-10-06",
        "valid_until": "2026-10-09",
    }
    for changes, said in (
        ({"valid_from": "2026-10-01"}, "Yang mewakili saya"),
        ({"valid_until": "2099-12-31"}, "paling lama 92 hari"),
        ({"valid_until": "2027-01-06"}, "paling lama 92 hari"),
    ):
        answer = client.post("/meja/plh/", offered | changes | {"key": str(uuid.uuid4())})
        assert (answer.status_code, said in answer.content.decode()) == (422, True), changes
    assert not Mandate.objects.exists()
    foreign = client.post("/meja/plh/", offered | {"position": town.posts["sekda"]})
    assert foreign.status_code == 404
    last = client.post("/meja/plh/", offered | {"valid_until": "2027-01-05", "key": "k"})
    assert last.status_code == 302
