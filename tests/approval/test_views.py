"""The desk's pages: what they show, what a form refuses at its place, what Gita gets."""

import uuid

import pytest

from office.audit.core import Secret
from office.people.services import create_account
from tests.approval.city import CLERK, CONTENT, PASSPHRASE, SIGNS, give_certificates
from workflows.approval.models import Decision, Filing, Step


@pytest.fixture
def enter(town, client, settings):
    """Log in as one of the cast."""
    from django.contrib.auth import get_user_model

    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }

    def log_in(key):
        accounts = get_user_model().objects
        if not accounts.filter(employee_id=town.people[key]).exists():
            create_account(
                by=CLERK, employee_id=town.people[key], password=Secret("Sandi-masuk-uji-1")
            )
        user = accounts.get(employee_id=town.people[key])
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    return log_in


def step_of(outcome):
    return next(step for step in outcome.steps if step.state == "open").step_id


def post(client, step_id, verb, filing_id, **data):
    revision = Filing.objects.get(pk=filing_id).revision_sha
    return client.post(
        f"/meja/{step_id}/{verb}/", {"revision_sha": revision, "key": str(uuid.uuid4()), **data}
    )


def test_the_desk_lists_what_can_be_decided_with_its_facts(town, enter):
    town.submit(minutes=450, findings=2)
    page = enter("budi").get("/meja/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "Laporan 5 Oktober 2026" in text
    assert "Ani" in text
    assert "Dinas Komunikasi dan Informatika" in text
    assert "7 jam 30 menit" in text
    assert "2 temuan" in text


def test_an_empty_desk_says_what_will_come(town, enter):
    for tab in ("mine", "delegated", "waiting", "nonsense"):
        assert "muncul di sini" in enter("gita").get(f"/meja/?tab={tab}").content.decode()


def test_the_decision_page_shows_the_document_and_the_three_verbs(town, enter):
    filing = town.submit(SIGNS)
    text = enter("budi").get(f"/meja/{step_of(filing)}/").content.decode()
    assert "halaman-1.png" in text
    for word in ("Setujui & tanda tangani", "Kembalikan", "Tolak", "Di meja Budi"):
        assert word in text


def test_gita_sees_nothing_of_a_filing_of_another_agency(town, enter):
    filing = town.submit(SIGNS)
    client = enter("gita")
    for path in (
        f"/meja/{step_of(filing)}/",
        f"/meja/berkas/{filing.filing_id}/",
        f"/meja/berkas/{filing.filing_id}/posisi/",
        "/meja/999999/",
    ):
        assert client.get(path).status_code == 404
    for verb in ("setujui", "kembalikan", "tolak"):
        assert post(client, step_of(filing), verb, filing.filing_id, note="x").status_code == 404
    assert not Decision.objects.exists()


def test_nobody_enters_the_desk_without_login(client, db):
    assert client.get("/meja/").status_code == 302


def test_a_return_without_reason_is_refused_at_the_field(town, enter):
    filing = town.submit()
    answer = post(enter("budi"), step_of(filing), "kembalikan", filing.filing_id, note=" ")
    assert answer.status_code == 422
    assert "Tulis alasannya" in answer.content.decode()
    assert not Decision.objects.exists()


def test_a_return_with_reason_and_marks_opens_the_next_step(town, enter):
    first, second = town.submit(SIGNS), town.submit(SIGNS)
    answer = post(
        enter("budi"), step_of(first), "kembalikan", first.filing_id,
        note="Lengkapi bukti.", marks=["Nama"],
    )  # fmt: skip
    assert answer.status_code == 302
    assert answer.url == f"/meja/{step_of(second)}/"
    decision = Decision.objects.get()
    assert (decision.choice, decision.marks, decision.note) == (
        "return",
        ["Nama"],
        "Lengkapi bukti.",
    )


def test_a_rejection_ends_the_filing(town, enter):
    filing = town.submit()
    answer = post(
        enter("budi"), step_of(filing), "tolak", filing.filing_id, note="Bukan tugas Anda."
    )
    assert answer.url == "/meja/"
    assert Filing.objects.get().state == "rejected"


def test_an_approval_without_document_needs_no_passphrase(town, enter):
    filing = town.submit()
    assert post(enter("budi"), step_of(filing), "setujui", filing.filing_id).status_code == 302
    assert Decision.objects.get().state == "made"


def test_approve_and_sign_asks_for_the_passphrase_and_signs(town, enter):
    give_certificates(town, "budi")
    filing = town.submit(SIGNS)
    client = enter("budi")
    empty = post(client, step_of(filing), "setujui", filing.filing_id)
    assert empty.status_code == 422
    wrong = post(
        client, step_of(filing), "setujui", filing.filing_id, passphrase="salah sama sekali"
    )
    assert wrong.status_code == 403
    assert "Frasa sandi salah" in wrong.content.decode()
    assert "salah sama sekali" not in wrong.content.decode()
    right = post(client, step_of(filing), "setujui", filing.filing_id, passphrase=PASSPHRASE)
    assert right.status_code == 302
    assert Decision.objects.get(state="made").field == "L1a"


def test_a_decision_on_a_revision_that_has_changed_is_refused_at_the_place(town, enter):
    filing = town.submit()
    answer = enter("budi").post(
        f"/meja/{step_of(filing)}/setujui/", {"revision_sha": "0" * 64, "key": str(uuid.uuid4())}
    )
    assert answer.status_code == 409
    assert "sudah berubah" in answer.content.decode()


def test_a_late_second_decision_names_who_was_first(town, enter):
    filing = town.submit()
    step = step_of(filing)
    town.decide("budi", filing.filing_id)
    answer = post(enter("budi"), step, "tolak", filing.filing_id, note="Terlambat.")
    assert answer.status_code == 409
    assert "Sudah diputuskan oleh Budi pada 5 Oktober 2026 08.00 WIB" in answer.content.decode()


def batch(client, *steps, read=None, opened=True, **data):
    review = client.post("/meja/tanda-tangan/", {"pick": [str(s) for s in steps]})
    picks = review.context["form"].initial["picks"]
    sample = [str(row.step_id) for row in review.context["sample"]]
    if opened:
        for step in sample:
            client.get(f"/meja/{step}/")
    return client.post(
        "/meja/tanda-tangan/jalan/",
        {
            "picks": picks,
            "read": sample if read is None else read,
            "passphrase": PASSPHRASE,
            **data,
        },
    )


def test_a_batch_streams_one_line_per_document_and_a_sum(town, enter):
    give_certificates(town, "budi")
    filings = [town.submit(SIGNS, title=f"Laporan {n}") for n in range(3)]
    answer = batch(enter("budi"), *(step_of(f) for f in filings))
    assert answer.streaming
    parts = [part.decode() for part in answer]
    assert len(parts) == 1 + 3 + 1 + 1
    assert "1/3" in parts[1]
    assert "Ditandatangani" in parts[1]
    assert "Semua 3 berkas selesai" in parts[4]
    assert parts[-1].rstrip().endswith("</html>")
    assert Decision.objects.filter(state="made").count() == 3


def test_a_lost_connection_stops_between_documents_and_the_rest_stays(town, enter):
    give_certificates(town, "budi")
    filings = [town.submit(SIGNS) for _ in range(3)]
    answer = batch(enter("budi"), *(step_of(f) for f in filings))
    stream = answer.streaming_content
    next(stream)
    next(stream)
    answer._iterator.close()
    assert Decision.objects.filter(state="made").count() == 1
    assert not Decision.objects.filter(state="pending").exists()
    assert Step.objects.filter(level=1, state="open").count() == 2


def test_a_batch_is_not_signed_before_its_sample_is_read(town, enter):
    give_certificates(town, "budi")
    answer = batch(enter("budi"), step_of(town.submit(SIGNS)), read=[])
    assert answer.status_code == 422
    assert "Buka dan baca dahulu" in answer.content.decode()
    assert not Decision.objects.exists()


def test_a_mark_on_a_sample_that_was_never_opened_counts_for_nothing(town, enter):
    give_certificates(town, "budi")
    client, step = enter("budi"), step_of(town.submit(SIGNS, title="Laporan tertutup"))
    answer = batch(client, step, opened=False)
    assert answer.status_code == 422
    assert "beri tanda: Laporan tertutup." in answer.content.decode()
    assert not Decision.objects.exists()
    assert batch(client, step).streaming


def test_a_sample_opened_before_it_changed_is_to_be_opened_again(town, enter):
    give_certificates(town, "budi")
    client = enter("budi")
    filing = town.submit(SIGNS)
    client.get(f"/meja/{step_of(filing)}/")
    town.decide("budi", filing.filing_id, choice="return", note="Lengkapi.")
    again = CONTENT | {"rows": [["Menyusun laporan lengkap"]]}
    ref = Filing.objects.get(pk=filing.filing_id).subject_ref.partition(":")[2]
    town.submit(SIGNS, filing_id=filing.filing_id, number=ref, contents={"daily_report": again})
    step = town.open_step(filing.filing_id).pk
    assert batch(client, step, opened=False).status_code == 422


def test_a_wrong_passphrase_signs_nothing_and_says_so_at_the_field(town, enter):
    give_certificates(town, "budi")
    answer = batch(enter("budi"), step_of(town.submit(SIGNS)), passphrase="bukan frasa sandinya")
    assert answer.status_code == 403
    assert "Frasa sandi salah" in answer.content.decode()
    assert not Decision.objects.exists()


def test_picks_that_are_none_are_refused(town, enter):
    client = enter("budi")
    answer = client.post("/meja/tanda-tangan/jalan/", {"picks": "x:y:z", "passphrase": PASSPHRASE})
    assert answer.status_code == 422
    assert client.post("/meja/tanda-tangan/", {"pick": ["x"]}).url == "/meja/"


def test_all_that_fit_the_filter_can_be_reviewed_at_once(town, enter):
    town.submit(title="Laporan A")
    town.submit(title="Laporan B")
    answer = enter("budi").post(
        "/meja/tanda-tangan/", {"all": "1", "tab": "mine", "q": "Laporan B"}
    )
    assert [row.title for row in answer.context["rows"]] == ["Laporan B"]


def test_the_maker_sees_where_the_filing_is_and_since_when(town, enter):
    filing = town.submit()
    town.decide("budi", filing.filing_id, note="Baik.")
    text = enter("ani").get(f"/meja/berkas/{filing.filing_id}/").content.decode()
    assert "Di meja Dedi" in text
    assert "Baik." in text
    fragment = enter("ani").get(f"/meja/berkas/{filing.filing_id}/posisi/").content.decode()
    assert "<html" not in fragment


def test_personnel_sees_filings_that_wait_for_a_vacant_seat(town, enter):
    from datetime import date

    from office.people import services as people

    people.appoint(
        by=CLERK, employee_id=town.people["eka"], agency_id=town.agencies["SETDA"], kind="personnel",
        decree="SK", valid_from=date(2026, 1, 1),
    )  # fmt: skip
    people.end_service(
        by=CLERK,
        employee_id=town.people["budi"],
        last_day=date(2026, 9, 30),
        reason="pensiun",
        decree="SK",
    )
    outcome = town.submit()
    assert outcome.steps[0].vacant
    client = enter("eka")
    assert "Berkas yang menunggu kursi kosong" in client.get("/meja/").content.decode()
    assert "Kepala Bidang" in client.get("/meja/kursi-kosong/").content.decode()
    assert "Kepala Bidang" not in enter("gita").get("/meja/kursi-kosong/").content.decode()


def test_the_maker_reads_the_document_and_gita_does_not(town, enter):
    filing = town.submit(SIGNS)
    from workflows.approval.selectors import filing_card

    (document,) = filing_card(filing.filing_id, town.who("ani")).documents
    for key, status in (("ani", 200), ("citra", 200), ("fajar", 200), ("gita", 404), ("eka", 404)):
        assert enter(key).get(f"/dokumen/{document.public_code}/").status_code == status, key
