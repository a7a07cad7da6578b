"""Correcting a day: what is refused, two who confirm, what attendance then says, and the pages."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from office.archive import services as archive
from office.attendance import selectors as attendance
from office.attendance import services as attendance_services
from office.attendance.models import Punch
from office.attendance.problems import MonthIsLocked
from tests.approval import city
from tests.disbursement.conftest import signed_in
from workflows.approval.errors import FourEyes, NotYourSeat
from workflows.correction import services
from workflows.correction.core.requests import Draft, Paper
from workflows.correction.errors import (
    AskedAlready,
    IncompleteRequest,
    NoSuchRequest,
    NotYours,
    WrongState,
)
from workflows.correction.invariants import invariants
from workflows.correction.models import CorrectionRequest

ON = date(2026, 10, 2)
PDF = b"%PDF-1.7\nfoto\n%%EOF"


@pytest.fixture
def town(db, at):
    """Monday 5 October 2026; on Friday Ani punched in at 08.10 by a wrong clock and not out."""
    at(2026, 10, 5, 8, 0)
    made = city.found()
    attendance_services.register_device(
        by=city.CLERK, sn="SN1", name="Lobi", agency_id=made.agencies["KOMINFO"]
    )
    attendance_services.own_pin(
        by=city.CLERK,
        sn="SN1",
        pin="1",
        employee_id=made.people["ani"],
        valid_from=city.NEW_YEAR,
        decree="X",
    )
    attendance_services.import_attlog(
        by=city.CLERK, sn="SN1", content=b"1\t2026-10-02 08:10:00\t255\t1\n"
    )
    return made


def draft(on: date = ON, **given) -> Draft:
    told = {"reason": "Jam mesin keliru", "in_minute": 445, "out_minute": 995}
    return Draft(on=on, **(told | given))


def ask(town, made: Draft | None = None, who: str = "ani", **rest):
    return services.submit(by=town.who(who), draft=made or draft(), **rest)


def judged(town):
    day = attendance.judged_day(town.people["ani"], ON)
    return day.minutes_late, day.missing_punch


def broken() -> list[str]:
    return [line for invariant in invariants() for line in invariant.check()[1]]


def test_two_people_confirm_and_the_day_is_judged_anew_while_the_punch_stays(town):
    before = list(Punch.objects.values_list("at", flat=True))
    asked = ask(town)
    assert judged(town) == (40, "out")
    town.decide("budi", asked.filing_id)
    assert judged(town) == (40, "out")
    town.decide("citra", asked.filing_id)
    assert CorrectionRequest.objects.get().state == "approved"
    assert judged(town) == (0, "")
    assert list(Punch.objects.values_list("at", flat=True)) == before
    assert broken() == []


def test_neither_the_maker_nor_one_person_twice_confirms(town):
    asked = ask(town)
    with pytest.raises((NotYourSeat, FourEyes)):
        town.decide("ani", asked.filing_id)
    town.decide("budi", asked.filing_id)
    with pytest.raises((NotYourSeat, FourEyes)):
        town.decide("budi", asked.filing_id)


@pytest.mark.parametrize(
    ("made", "field"),
    [
        (draft(date(2026, 10, 5)), "on"),
        (draft(date(2026, 10, 4)), "on"),
        (draft(date(2026, 9, 21)), "on"),
        (draft(in_minute=None, out_minute=None), "arrived"),
        (draft(in_minute=900, out_minute=800), "left"),
        (draft(reason=" "), "reason"),
    ],
)
def test_what_is_missing_or_too_late_is_told_at_its_field(town, made, field):
    with pytest.raises(IncompleteRequest) as problem:
        ask(town, made)
    assert field in problem.value.fields
    assert not CorrectionRequest.objects.exists()


def test_a_locked_month_takes_no_request_and_no_decision(town, at):
    at(2026, 11, 2, 8, 0)
    made = draft(date(2026, 10, 30))
    asked = ask(town, made)
    town.decide("budi", asked.filing_id)
    attendance_services.lock_month(
        by=city.CLERK, agency_id=town.agencies["KOMINFO"], month="2026-10"
    )
    with pytest.raises(MonthIsLocked):
        town.decide("citra", asked.filing_id)
    assert CorrectionRequest.objects.get().state == "running"
    with pytest.raises(IncompleteRequest, match="dikunci"):
        ask(town, draft(date(2026, 10, 29)))


def test_a_day_is_corrected_by_one_live_request(town):
    ask(town)
    with pytest.raises(AskedAlready):
        ask(town, draft(in_minute=450))


def test_a_withdrawn_and_a_rejected_one_may_be_sent_again(town):
    asked = ask(town)
    ani = town.who("ani")
    taken = services.withdraw(by=ani, request_id=asked.request_id, reason="Salah jam")
    assert taken.state == "draft"
    again = ask(town, request_id=asked.request_id)
    assert again.filing_id == asked.filing_id
    with pytest.raises(WrongState):
        ask(town, request_id=asked.request_id)
    town.decide("budi", asked.filing_id, choice="reject", note="Tidak benar")
    assert ask(town, request_id=asked.request_id).filing_id != asked.filing_id
    assert broken() == []


def test_a_stranger_and_the_system_ask_for_nobody(town):
    asked = ask(town)
    with pytest.raises(NoSuchRequest):
        services.withdraw(by=town.who("gita"), request_id=asked.request_id, reason="x")
    with pytest.raises(NotYours):
        services.submit(by=city.CLERK, draft=draft())
    with pytest.raises(NotYours):
        services.settle(by=town.who("citra"), filing_id=asked.filing_id, outcome="approved")


def test_a_double_tap_is_one_request(town):
    assert ask(town, key="ketuk") == ask(town, key="ketuk")
    assert CorrectionRequest.objects.count() == 1


@pytest.fixture
def browser(town):
    return lambda key: signed_in(town, key)


def text(answer) -> str:
    return answer.content.decode()


def test_a_day_leads_to_the_form_and_the_form_to_its_page(town, browser):
    ani = browser("ani")
    day = text(ani.get(reverse("attendance:day", args=[ON])))
    assert f"{reverse('correction:new')}?hari=2026-10-02" in day
    assert reverse("correction:index") in text(ani.get(reverse("attendance:index")))
    form = {"on": "2026-10-02", "arrived": "07:25", "left": "16:35", "reason": "x", "key": "k"}
    proof = {"evidence": SimpleUploadedFile("foto.pdf", PDF)}
    answer = ani.post(reverse("correction:new"), form | proof)
    page = text(ani.get(answer["Location"]))
    assert "07.25" in page
    assert "Budi" in page
    row = CorrectionRequest.objects.get()
    assert ani.get(reverse("correction:paper", args=[row.public_id])).status_code == 200
    assert "2 Oktober 2026" in text(ani.get(reverse("correction:index")))


def test_faults_stand_at_their_fields(town, browser):
    ani = browser("ani")
    answer = ani.post(reverse("correction:new"), {"on": "2026-10-02", "reason": "x"})
    assert (answer.status_code, "id_arrived_error" in text(answer)) == (422, True)
    wrong = {"on": "2026-10-02", "arrived": "07:25", "reason": "x"}
    file = {"evidence": SimpleUploadedFile("x.pdf", b"MZ")}
    assert ani.post(reverse("correction:new"), wrong | file).status_code == 422
    assert not CorrectionRequest.objects.exists()


def test_a_past_window_offers_nothing(town, browser):
    assert text(browser("ani").get(reverse("correction:offer", args=[date(2026, 9, 1)]))) == ""


def test_the_decision_page_shows_what_is_asked_and_a_stranger_nothing(town, browser):
    kept = Paper("foto.pdf", archive.put(PDF), "application/pdf")
    asked = ask(town, draft(paper=kept))
    step = town.open_step(asked.filing_id).pk
    page = text(browser("budi").get(reverse("approval:step", args=[step])))
    assert "Jam mesin keliru" in page
    assert "2026-10-02 08:10" not in page  # raw punches are not for a superior
    detail = reverse("correction:detail", args=[asked.public_id])
    assert browser("gita").get(detail).status_code == 404


def test_the_maker_withdraws_and_mends(town, browser):
    asked = ask(town)
    ani = browser("ani")
    url = reverse("correction:withdraw", args=[asked.public_id])
    edit = reverse("correction:edit", args=[asked.public_id])
    assert ani.get(edit).status_code == 404
    assert ani.post(url, {"key": "a"}).status_code == 422
    assert ani.post(url, {"key": "b", "reason": "Salah"}).status_code == 302
    assert ani.post(url, {"key": "c", "reason": "Salah"}).status_code == 409
    assert "07:25" in text(ani.get(edit))
