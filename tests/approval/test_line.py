"""The line above a filing: recusal, a disputed superior, and what personnel sees."""

from datetime import date

import pytest

from office.acts.core import Conflict, Invalid, NotAllowed
from office.notices.models import Notice
from office.people import services as people
from office.people.selectors import without_superior
from tests.approval.city import CLERK, NEW_YEAR, SIGNS, give_certificates
from tests.disbursement.conftest import signed_in
from workflows.approval import services
from workflows.approval.errors import NotYourSeat, ReasonMissing, WrongState
from workflows.approval.handlers import lapse_disputes
from workflows.approval.line_models import Dispute
from workflows.approval.models import Filing, Step
from workflows.approval.selectors import desk_counts, filing_card
from workflows.approval.selectors.line import personnel_badge, personnel_desk

WHY = "saudara kandung pembuat berkas"


@pytest.fixture
def house(town):
    people.appoint(
        by=CLERK,
        employee_id=town.people["eka"],
        agency_id=town.agencies["SETDA"],
        kind="personnel",
        decree="SK-K",
        valid_from=NEW_YEAR,
    )
    return town


def waiting(filing_id):
    filing = Filing.objects.get(pk=filing_id)
    rows = Step.objects.filter(filing=filing, round=filing.round).order_by("level", "pk")
    return [(s.level, s.seat_title, s.state) for s in rows]


def recuse(town, key, filing_id, reason=WHY):
    step = town.open_step(filing_id)
    return services.recuse(by=town.who(key), step_id=step.pk, reason=reason)


def test_a_recused_step_goes_to_the_next_seat_of_the_line_with_the_reason(town):
    filing = town.submit(SIGNS)
    recuse(town, "budi", filing.filing_id)
    assert waiting(filing.filing_id) == [
        (1, "Kepala Dinas", "open"),
        (2, "Sekretaris Daerah", "waiting"),
    ]
    dropped = filing_card(filing.filing_id, town.who("ani")).dropped
    assert any("berbenturan kepentingan" in line for line in dropped)
    assert desk_counts(town.who("budi"))["mine"] == 0


def test_a_recused_seat_stays_out_when_the_filing_comes_again(town):
    filing = town.submit(SIGNS, number=700)
    recuse(town, "budi", filing.filing_id)
    town.decide("citra", filing.filing_id, "return", note="perbaiki")
    again = town.submit(SIGNS, number=700)
    assert [s.seat_title for s in again.steps] == ["Kepala Dinas", "Sekretaris Daerah"]


def test_a_recusal_above_a_signature_has_the_new_revision_signed_from_below(town):
    give_certificates(town, "budi", "citra")
    filing = town.submit(SIGNS)
    (done,) = town.sign("budi", town.pick(filing.filing_id))
    assert done.ok
    recuse(town, "citra", filing.filing_id)
    assert waiting(filing.filing_id) == [
        (1, "Kepala Bidang", "open"),
        (2, "Sekretaris Daerah", "waiting"),
    ]


def test_only_who_could_decide_recuses_and_says_why(town):
    filing = town.submit()
    for key in ("ani", "citra"):
        with pytest.raises(NotYourSeat):
            recuse(town, key, filing.filing_id)
    with pytest.raises(ReasonMissing):
        recuse(town, "budi", filing.filing_id, " ")
    assert recuse(town, "budi", filing.filing_id) == "running"


def test_recusing_is_a_page_of_its_own(town):
    filing = town.submit()
    client, step = signed_in(town, "budi"), town.open_step(filing.filing_id)
    assert "berbenturan" in client.get(f"/meja/{step.pk}/").content.decode()
    assert client.get(f"/meja/{step.pk}/berbenturan/").status_code == 200
    answer = client.post(f"/meja/{step.pk}/berbenturan/", {"reason": WHY, "key": "r-1"})
    assert answer.status_code == 302
    assert signed_in(town, "gita").get(f"/meja/{step.pk}/berbenturan/").status_code == 404


# --- "Ini bukan atasan saya" --------------------------------------------------------------------------


def dispute(town, filing_id, key="ani", reason="atasan saya Sekretaris Dinas sejak Januari"):
    return services.dispute_superior(by=town.who(key), filing_id=filing_id, reason=reason)


def answer(town, dispute_id, superior=None, key="eka"):
    return services.answer_dispute(
        by=town.who(key),
        dispute_id=dispute_id,
        answer="SK penempatan 12/2026",
        superior_id=superior,
    )


def test_a_disputed_step_leaves_the_desk_until_personnel_answers(house):
    filing = house.submit()
    dispute_id = dispute(house, filing.filing_id)
    row = Dispute.objects.get(pk=dispute_id)
    assert row.due == date(2026, 10, 7)  # two working days of the regulation
    assert desk_counts(house.who("budi"))["mine"] == 0
    with pytest.raises(WrongState, match="belum sampai"):
        house.decide("budi", filing.filing_id, step=row.step)
    assert [c.dispute_id for c in personnel_desk(house.who("eka")).disputes] == [dispute_id]
    assert personnel_badge(house.who("eka")) == 1
    assert personnel_desk(house.who("budi")).disputes == ()


def test_the_right_superior_named_by_personnel_is_asked_instead(house):
    filing = house.submit()
    assert answer(house, dispute(house, filing.filing_id), house.posts["dedi"]) == "upheld"
    assert waiting(filing.filing_id)[0] == (1, "Sekretaris Dinas", "open")
    assert house.decide("dedi", filing.filing_id).state == "running"
    assert "Atasannya lain" in Notice.objects.get(employee_id=house.people["ani"]).text


def test_a_refused_dispute_puts_the_step_back_with_a_whole_new_time(house, at):
    filing = house.submit()
    before = house.open_step(filing.filing_id).due
    dispute_id = dispute(house, filing.filing_id)
    at(2026, 10, 7, 9, 0)
    assert answer(house, dispute_id) == "refused"
    step = house.open_step(filing.filing_id)
    assert (step.seat_title, step.due) == ("Kepala Bidang", date(2026, 10, 9))
    assert step.due > before
    with pytest.raises(Conflict, match="sudah pernah"):
        dispute(house, filing.filing_id)
    assert house.decide("budi", filing.filing_id).level == 2


def test_silence_of_personnel_sends_the_filing_to_the_next_seat(house, at):
    filing = house.submit()
    dispute_id = dispute(house, filing.filing_id)
    at(2026, 10, 7, 23, 0)
    lapse_disputes("periodic", {})
    assert Dispute.objects.get(pk=dispute_id).state == "open"
    at(2026, 10, 8, 0, 30)
    lapse_disputes("periodic", {})
    lapse_disputes("periodic", {})
    assert Dispute.objects.get(pk=dispute_id).state == "lapsed"
    assert waiting(filing.filing_id)[0] == (1, "Kepala Dinas", "open")


def test_only_the_maker_disputes_and_only_personnel_answers(house):
    filing = house.submit()
    with pytest.raises(NotAllowed):
        dispute(house, filing.filing_id, "budi")
    with pytest.raises(Invalid):
        dispute(house, filing.filing_id, reason=" ")
    dispute_id = dispute(house, filing.filing_id)
    for key in ("ani", "budi", "citra"):
        with pytest.raises(NotAllowed):
            answer(house, dispute_id, key=key)
    with pytest.raises(Invalid, match="Pilih jabatan lain"):
        answer(house, dispute_id, house.posts["budi"])
    answer(house, dispute_id)
    with pytest.raises(Conflict):
        answer(house, dispute_id)


def test_a_withdrawn_filing_takes_its_dispute_off_the_desk(house):
    filing = house.submit()
    dispute_id = dispute(house, filing.filing_id)
    services.withdraw_filing(
        by=house.who("ani"), filing_id=filing.filing_id, reason="salah tanggal"
    )
    assert personnel_desk(house.who("eka")).disputes == ()
    with pytest.raises(Conflict):
        answer(house, dispute_id)


def test_the_maker_asks_on_the_filing_page_and_personnel_answers_on_theirs(house):
    filing = house.submit()
    ani, eka = signed_in(house, "ani"), signed_in(house, "eka")
    page = f"/meja/berkas/{filing.filing_id}/"
    assert "Ini bukan atasan saya" in ani.get(page).content.decode()
    assert ani.get(f"{page}atasan/").status_code == 200
    assert ani.post(f"{page}atasan/", {"reason": "bukan", "key": "d-1"}).status_code == 302
    assert ani.get(f"{page}atasan/").status_code == 404
    assert signed_in(house, "budi").get("/meja/kepegawaian/").status_code == 403
    assert "bukan atasannya: Kepala Bidang" in eka.get("/meja/kepegawaian/").content.decode()
    asked = f"/meja/kepegawaian/sengketa/{Dispute.objects.get().pk}/"
    assert "Sekretaris Dinas" in eka.get(asked).content.decode()
    form = {"superior": house.posts["dedi"], "answer": "SK 12", "key": "d-2"}
    assert eka.post(asked, form | {"answer": ""}).status_code == 422
    assert eka.post(asked, form).status_code == 302
    assert waiting(filing.filing_id)[0][1] == "Sekretaris Dinas"


def test_people_without_a_superior_are_listed(town):
    assert [one.person.name for one in without_superior(date(2026, 10, 5))] == []
    people.change_terms(
        by=CLERK,
        position_id=town.posts["eka"],
        job_class=7,
        reports_to_id=None,
        decree="SOTK-2",
        valid_from=date(2026, 10, 1),
    )
    assert [one.person.name for one in without_superior(date(2026, 10, 5))] == ["Eka"]
