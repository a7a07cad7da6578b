"""The pages "Cuti & izin": what staff, deciders and keepers see of a request, and what a stranger does not."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.approval.city import CLERK
from tests.disbursement.conftest import signed_in
from tests.leave.conftest import PDF, leave, paper, permit
from workflows.leave.models import AwayRequest

WEEK = {"first": "2026-10-12", "last": "2026-10-16", "reason": "Acara keluarga", "key": "k-1"}


@pytest.fixture
def browser(desk):
    return lambda key: signed_in(desk.town, key)


def text(answer) -> str:
    return answer.content.decode()


def ask(client, **given):
    return client.post(reverse("leave:leave"), {"kind": "annual"} | WEEK | given)


def test_staff_ask_for_leave_and_find_it_with_its_holder(desk, browser):
    ani = browser("ani")
    answer = ask(ani)
    assert answer.status_code == 302
    page = text(ani.get(answer["Location"]))
    assert "Cuti tahunan" in page
    assert "Budi" in page
    index = text(ani.get(reverse("leave:index")))
    assert "12 Oktober 2026" in index


def test_faults_stand_at_their_fields_and_the_file_is_kept(desk, browser):
    upload = SimpleUploadedFile("dokter.pdf", PDF)
    answer = ask(browser("ani"), kind="sick", reason="", evidence=upload)
    assert answer.status_code == 422
    assert "id_reason_error" in text(answer)
    assert "evidence-kept" in text(answer)
    assert not AwayRequest.objects.exists()


def test_a_file_that_proves_nothing_is_refused(desk, browser):
    answer = ask(browser("ani"), kind="sick", evidence=SimpleUploadedFile("x.pdf", b"MZ"))
    assert (answer.status_code, AwayRequest.objects.count()) == (422, 0)


def test_a_seat_holder_without_a_stand_in_is_told_at_the_field(desk, browser):
    assert "id_plh_error" in text(ask(browser("budi")))
    answer = ask(browser("budi"), plh=desk.town.people["dedi"], key="k-2")
    assert answer.status_code == 302


def test_the_days_are_counted_while_typing(desk, browser):
    given = {"procedure": "leave", "kind": "annual", "first": "2026-10-12", "last": "2026-10-18"}
    page = text(browser("budi").get(reverse("leave:count"), given))
    assert "5 hari kerja" in page
    assert "Plh." in page
    assert "hari" not in text(browser("ani").get(reverse("leave:count"), {"first": "x"}))


def test_a_draft_is_kept_changed_and_sent(desk, browser):
    ani = browser("ani")
    answer = ask(ani, save="1")
    edit = reverse("leave:edit", args=[AwayRequest.objects.get().public_id])
    assert edit in text(ani.get(answer["Location"]))
    assert "2026-10-12" in text(ani.get(edit))
    assert ani.post(edit, {"kind": "annual"} | WEEK | {"key": "k-9"}).status_code == 302
    assert AwayRequest.objects.get().state == "running"
    assert ani.get(edit).status_code == 404


def test_duty_and_permit_have_forms_of_their_own(desk, browser):
    ani = browser("ani")
    assert ani.post(reverse("leave:duty"), WEEK | {"place": "Surabaya"}).status_code == 302
    hours = {"first": "2026-10-20", "since": "07:30", "until": "09:00", "reason": "KTP", "key": "z"}
    answer = ani.post(reverse("leave:permit"), hours)
    assert "07.30-09.00" in text(ani.get(answer["Location"]))
    saved = AwayRequest.objects.get(procedure="permit")
    assert (saved.from_minute, saved.until_minute) == (450, 540)


def test_a_sick_note_and_its_diagnosis_are_closed_to_the_superior(desk, browser):
    desk.ask(leave(kind="sick", diagnosis="demam berdarah", papers=(paper(),)))
    row = AwayRequest.objects.get()
    url = reverse("leave:detail", args=[row.public_id])
    proof = reverse("leave:paper", args=[row.public_id, row.papers.get().pk])
    expected = {
        "ani": (True, 200),
        "budi": (False, 404),
        "citra": (False, 404),
        "eka": (False, 200),
    }
    for key, (diagnosis, status) in expected.items():
        reader = browser(key)
        assert ("demam berdarah" in text(reader.get(url))) is diagnosis, key
        assert reader.get(proof).status_code == status, key
    step = reverse("leave:step", args=[desk.town.open_step(row.filing_id).pk])
    assert "tertutup" in text(browser("budi").get(step))


def test_the_decision_page_shows_the_request_beside_the_verbs(desk, browser):
    asked = desk.ask()
    step = desk.town.open_step(asked.filing_id).pk
    page = text(browser("budi").get(reverse("approval:step", args=[step])))
    assert "Acara keluarga" in page
    assert "Sisa cuti 2026 setelah ini: 7 hari" in page


def test_a_stranger_finds_nothing(desk, browser):
    desk.ask()
    public_id = AwayRequest.objects.get().public_id
    gita = browser("gita")
    assert gita.get(reverse("leave:detail", args=[public_id])).status_code == 404
    for name in ("withdraw", "end"):
        form = {"reason": "x", "letter": "x", "key": "k"}
        assert gita.post(reverse(f"leave:{name}", args=[public_id]), form).status_code == 404


def test_the_maker_withdraws_with_a_reason(desk, browser):
    desk.ask()
    url = reverse("leave:withdraw", args=[AwayRequest.objects.get().public_id])
    ani = browser("ani")
    assert ani.post(url, {"key": "a"}).status_code == 422
    assert ani.post(url, {"key": "b", "reason": "Batal"}).status_code == 302
    assert ani.post(url, {"key": "c", "reason": "Batal"}).status_code == 409


def test_a_superior_ends_what_was_granted(desk, browser):
    asked = desk.ask(permit())
    desk.town.decide("budi", asked.filing_id)
    url = reverse("leave:end", args=[asked.public_id])
    budi = browser("budi")
    assert budi.post(url, {"key": "a"}).status_code == 422
    outside = {"key": "b", "letter": "S", "reason": "x", "last_day": "2026-12-01"}
    assert budi.post(url, outside).status_code == 422
    assert budi.post(url, {"key": "c", "letter": "S-1", "reason": "Batal"}).status_code == 302
    assert "membatalkan" in text(budi.get(reverse("leave:detail", args=[asked.public_id])))


def test_personnel_checks_and_stores_balances(desk, browser):
    from office.people.models import Employee

    nip = Employee.objects.get(pk=desk.town.people["ani"]).nip
    content = f"nip,tahun,sisa_tahun_lalu,terpakai\n{nip},2026,2,1\n".encode()

    def send(**more):
        file = SimpleUploadedFile("saldo.csv", content)
        return browser("eka").post(reverse("leave:balances"), {"file": file, "key": "s"} | more)

    assert "1 saldo berubah" in text(send())
    assert send(store="1").status_code == 302
    assert browser("ani").get(reverse("leave:balances")).status_code == 403


def test_pay_is_told_in_the_words_of_the_regulation(desk, browser):
    page = text(browser("ani").get(reverse("leave:leave")))
    assert "Hari cuti dikeluarkan dari norma waktu kerja" in page
    assert "Pasal 7" in page


def test_what_the_system_asked_for_is_nobodys(desk):
    from workflows.leave.selectors import my_balances, my_requests

    assert (my_requests(CLERK), my_balances(CLERK)) == ([], [])
