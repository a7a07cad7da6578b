"""A letter goes when its reader wants it, holds a title and a link, and is sent at most once whatever breaks."""

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured

from config import env
from office.acts.core import NotAllowed
from office.audit.core import Secret
from office.jobs.models import Job
from office.jobs.services import ATTEMPTS_BEFORE_FAILED, run_due
from office.notices import selectors, services
from office.notices.models import Delivery
from office.people import services as people
from office.people.models import Account, Agency
from office.people.problems import BadPerson
from office.regulations.services import publish_regulation
from tests.approval.city import LAW
from tests.notices.test_notices import HOURS, sent
from tests.people.conftest import CLI

BACKENDS = "tests.notices.backends."


@pytest.fixture
def post(office, at, settings):
    """A mail server, Ani and Budi with addresses, Monday 5 October 2026, 09.00; `tell` makes a notice and looks out."""
    at(2026, 10, 5, 9, 0)
    settings.MAIL_READY = True
    settings.SITE_URL = "https://kinerja.contoh.go.id"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for name in ("Ani", "Budi"):
        people.create_account(
            by=CLI,
            employee_id=office.people[name],
            password=Secret("kata-sandi-uji"),
            email=f"{name.lower()}@contoh.go.id",
        )

    def tell(name="Ani", kind="returned", **more):
        given = {"text": "Rahasia isi", "title": "Laporan 5 Oktober", "link": "/meja/berkas/7/"}
        services.notify(by=CLI, employee_id=office.people[name], kind=kind, **given | more)
        run_due()
        return mail.outbox

    office.tell = tell
    office.states = lambda: list(Delivery.objects.order_by("pk").values_list("state", flat=True))
    return office


def choose(post, name="Ani", **changes):
    ways = {k: changes.pop(k) for k in list(changes) if k not in HOURS}
    services.set_preferences(by=post.actor(name), ways=ways, **HOURS | changes)


def test_a_letter_holds_title_link_and_the_way_to_stop_it_and_nothing_else(post):
    (letter,) = post.tell()
    assert letter.to == ["ani@contoh.go.id"]
    assert letter.subject == "E-Performance: Berkas Anda dikembalikan"
    assert letter.body == (
        "Berkas Anda dikembalikan: Laporan 5 Oktober\n"
        "https://kinerja.contoh.go.id/meja/berkas/7/\n\n"
        "--\nPilih apa yang dikirim kepada Anda, atau hentikan surat ini:\n"
        "https://kinerja.contoh.go.id/pemberitahuan/atur/\n"
    )
    assert letter.extra_headers["Message-ID"].endswith("@kinerja.contoh.go.id>")
    assert post.states() == ["sent"]


def test_a_letter_is_in_its_readers_language(post):
    choose(post, language="en")
    (letter,) = post.tell()
    assert letter.subject == "E-Performance: Your filing was returned"
    assert "Choose what is sent to you" in letter.body


@pytest.mark.parametrize("way", ["app", "none"])
def test_who_wants_no_letter_gets_none(post, way):
    choose(post, returned=way)
    assert post.tell() == []
    assert post.states() == []


def test_without_a_server_nothing_is_planned_and_the_page_says_so(post, settings, client):
    settings.MAIL_READY = False
    assert post.tell() == []
    assert post.states() == []
    client.force_login(Account.objects.get(employee_id=post.people["Ani"]))
    assert "Server surat belum dipasang" in client.get("/pemberitahuan/atur/").content.decode()
    settings.MAIL_READY = True
    assert "Server surat belum" not in client.get("/pemberitahuan/atur/").content.decode()


@pytest.mark.parametrize("lacking", ["address", "account"])
def test_without_an_address_or_an_open_account_nothing_is_planned(post, lacking):
    if lacking == "address":
        people.change_email(by=post.actor("Ani"), email="")
    else:
        people.close_account(by=CLI, employee_id=post.people["Ani"])
    assert post.tell() == []
    assert (post.states(), selectors.unread_notices(post.people["Ani"])) == ([], 1)


def test_before_the_first_regulation_every_day_counts_as_a_working_day(post, at):
    at(2026, 10, 10, 9, 0)  # Saturday
    assert len(post.tell()) == 1


def test_quiet_hours_delay_a_letter_and_lose_none(post, at):
    publish_regulation(by=CLI, toml_bytes=LAW.read_bytes())
    at(2026, 10, 9, 18, 30)  # Friday evening
    assert post.tell() == []
    assert selectors.unread_notices(post.people["Ani"]) == 1
    at(2026, 10, 12, 5, 59)
    run_due()
    assert mail.outbox == []
    at(2026, 10, 12, 6, 0)
    run_due()
    assert len(mail.outbox) == 1


def test_quiet_hours_are_those_of_the_office_of_its_reader(post, at):
    Agency.objects.filter(code="SATU").update(zone="Asia/Jayapura")  # two hours ahead
    at(2026, 10, 5, 15, 59)
    assert len(post.tell()) == 1
    at(2026, 10, 5, 16, 0)
    assert len(post.tell()) == 1
    at(2026, 10, 6, 4, 0)
    run_due()
    assert len(mail.outbox) == 2


def test_the_daily_letter_goes_once_with_all_of_the_day(post, at):
    choose(post, returned="digest", approved="digest")
    post.tell()
    post.tell(kind="approved", title="Cuti 7 Oktober", link="/meja/berkas/8/")
    assert mail.outbox == []
    at(2026, 10, 6, 7, 0)
    run_due()
    run_due()
    (letter,) = mail.outbox
    assert letter.subject == "E-Performance: 2 pemberitahuan"
    assert letter.body.index("/meja/berkas/7/") < letter.body.index("Cuti 7 Oktober")
    at(2026, 10, 7, 7, 0)
    run_due()
    assert len(mail.outbox) == 1


def test_the_daily_letter_leaves_out_what_was_read_and_is_not_sent_empty(post, at):
    choose(post, returned="digest")
    post.tell()
    services.read_notices(by=post.actor("Ani"))
    at(2026, 10, 6, 7, 0)
    run_due()
    assert (mail.outbox, post.states()) == ([], ["seen"])


def test_a_long_daily_letter_counts_the_rest(post, at):
    choose(post, waiting="digest")
    for n in range(43):
        services.notify(
            by=CLI, employee_id=post.people["Ani"], kind="waiting", text="x", title=f"Berkas {n}"
        )
    at(2026, 10, 6, 7, 0)
    run_due()
    (letter,) = mail.outbox
    assert "Berkas 39" in letter.body
    assert "Berkas 40" not in letter.body
    assert "dan 3 lainnya: https://kinerja.contoh.go.id/pemberitahuan/" in letter.body


@pytest.mark.parametrize("backend", ["Unreachable", "Busy"])
def test_a_letter_surely_not_taken_is_tried_again_later_and_then_arrives(
    post, settings, at, backend
):
    right, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, BACKENDS + backend
    post.tell()
    assert post.states() == ["waiting"]
    run_due()
    assert Delivery.objects.get().attempts == 1  # not before its time
    settings.EMAIL_BACKEND = right
    at(2026, 10, 5, 9, 1)
    run_due()
    assert (post.states(), len(mail.outbox)) == (["sent"], 1)


def test_after_the_last_try_a_letter_is_given_up_where_its_reader_and_operators_see_it(
    post, settings, at, client
):
    settings.EMAIL_BACKEND = BACKENDS + "Unreachable"
    post.tell()
    waits = []
    for hour in range(ATTEMPTS_BEFORE_FAILED):
        job = Job.objects.get(kind="notices.mail")
        waits.append(job.due)
        at(2026, 10, 6 + hour, 9, 0)
        run_due()
    assert (post.states(), Delivery.objects.get().attempts) == (["failed"], ATTEMPTS_BEFORE_FAILED)
    assert Delivery.objects.get().error == "ConnectionRefusedError"
    assert Job.objects.get(kind="notices.mail").state == Job.State.FAILED
    client.force_login(Account.objects.get(employee_id=post.people["Ani"]))
    assert "Gagal dikirim" in client.get("/pemberitahuan/atur/").content.decode()


def test_a_mailbox_that_is_not_there_is_not_asked_again(post, settings, at):
    settings.EMAIL_BACKEND = BACKENDS + "NoSuchBox"
    post.tell()
    assert (post.states(), Delivery.objects.get().attempts) == (["failed"], 1)
    assert Job.objects.get(kind="notices.mail").state == Job.State.DONE


def test_a_line_that_breaks_leaves_the_letter_unsure_and_sends_no_second(post, settings, at):
    right, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, BACKENDS + "LineBreaks"
    post.tell()
    settings.EMAIL_BACKEND = right
    at(2026, 10, 5, 12, 0)
    run_due()
    assert (post.states(), len(mail.outbox)) == (["unsure"], 1)


def test_a_worker_that_dies_between_sending_and_storing_sends_no_second(post, settings, at):
    right, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, BACKENDS + "WorkerDies"
    with pytest.raises(SystemExit):
        post.tell()
    assert post.states() == ["sending"]
    settings.EMAIL_BACKEND = right
    at(2026, 10, 5, 9, 11)  # the lease is over
    run_due()
    assert (post.states(), len(mail.outbox)) == (["unsure"], 1)


def test_a_worker_that_dies_before_sending_counts_as_unsure_too(post, at):
    choose(post, returned="digest")
    post.tell()
    at(2026, 10, 6, 7, 0)
    services.hand_out(
        by=CLI, delivery_ids=[Delivery.objects.get().pk]
    )  # and dies before it has opened the line
    run_due()
    assert (post.states(), mail.outbox) == (["sending"], [])
    at(2026, 10, 6, 8, 0)
    run_due()
    assert (post.states(), mail.outbox) == (["unsure"], [])


def test_what_one_worker_has_out_no_other_takes(post):
    post.tell(kind="approved")
    choose(post, returned="digest")
    post.tell()
    own = [Delivery.objects.get().pk]
    assert services.hand_out(by=CLI, delivery_ids=own).taken == tuple(own)
    again = services.hand_out(by=CLI, delivery_ids=own)
    assert (again.taken, again.out) == ((), tuple(own))


def test_an_address_that_went_away_is_a_failure_not_a_letter(post, at):
    at(2026, 10, 5, 19, 0)
    post.tell()
    people.change_email(by=post.actor("Ani"), email="")
    at(2026, 10, 6, 6, 0)
    run_due()
    assert (post.states(), Delivery.objects.get().error) == (["failed"], "no address")


def test_only_the_system_hands_out(post):
    with pytest.raises(NotAllowed):
        services.hand_out(by=post.actor("Ani"), delivery_ids=[])
    with pytest.raises(NotAllowed):
        services.note_delivery(by=post.actor("Ani"), delivery_ids=[], state="sent")


def test_the_page_stores_the_own_address_and_no_broken_one(post, client):
    client.force_login(Account.objects.get(employee_id=post.people["Ani"]))
    client.post("/pemberitahuan/atur/", sent(email="baru@contoh.go.id"))
    assert Account.objects.get(employee_id=post.people["Ani"]).email == "baru@contoh.go.id"
    assert client.post("/pemberitahuan/atur/", sent(email="baru@", key="b")).status_code == 422
    with pytest.raises(BadPerson):
        people.change_email(by=post.actor("Ani"), email="baru@")
    assert Account.objects.get(employee_id=post.people["Budi"]).email == "budi@contoh.go.id"


@pytest.mark.parametrize(
    ("url", "port", "tls", "starttls"),
    [
        ("smtp://surat.contoh.go.id", 587, False, True),
        ("smtp://127.0.0.1:25?tls=0", 25, False, False),
        ("smtps://u%40x:p%2Fq@surat.contoh.go.id", 465, True, False),
    ],
)
def test_a_mail_server_is_named_by_one_address(monkeypatch, url, port, tls, starttls):
    monkeypatch.setenv("EMAIL_URL", url)
    ready, found = env.mail("EMAIL_URL")
    assert ready
    assert (found["port"], found["tls"], found["starttls"]) == (port, tls, starttls)
    if "@" in url:
        assert (found["user"], found["password"]) == ("u@x", "p/q")


@pytest.mark.parametrize("url", ["http://surat.contoh.go.id", "smtp://"])
def test_a_wrong_mail_server_stops_the_start(monkeypatch, url):
    monkeypatch.setenv("EMAIL_URL", url)
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL"):
        env.mail("EMAIL_URL")


def test_no_mail_server_is_none(monkeypatch):
    monkeypatch.delenv("EMAIL_URL", raising=False)
    assert env.mail("EMAIL_URL")[0] is False
