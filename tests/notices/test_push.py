"""A device gets title and link, encrypted for it and signed by us; a subscription that is gone is forgotten."""

import socket

import pytest

from office.acts.core import Invalid, NotAllowed, NotFound
from office.audit.core import Actor, Secret
from office.audit.models import Event
from office.jobs.services import run_due
from office.notices import pushes, services
from office.notices.models import Delivery, Device
from office.notices.words import browser_name
from office.people import services as people
from office.people.models import Account
from tests.notices.push_service import PushService, serve
from tests.notices.test_notices import HOURS
from tests.people.conftest import CLI


@pytest.fixture
def phone(office, at, settings, tmp_path):
    """Ani's phone behind a push service on loopback; Monday 5 October 2026, 09.00. `ring` makes a notice."""
    at(2026, 10, 5, 9, 0)
    settings.OUTSIDE_LOOPBACK = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for name in ("Ani", "Budi"):
        people.create_account(
            by=CLI, employee_id=office.people[name], password=Secret("kata-sandi-uji")
        )
    service = PushService()
    server = serve(service, pushes.public_key())
    service.office = office
    service.states = lambda: list(Delivery.objects.order_by("pk").values_list("state", flat=True))

    def ring(name="Ani", kind="approved", **more):
        given = {"text": "Rahasia isi", "title": "Laporan 5 Oktober", "link": "/meja/berkas/7/"}
        services.notify(by=CLI, employee_id=office.people[name], kind=kind, **given | more)
        run_due()
        return service.arrived

    service.ring = ring
    yield service
    server.shutdown()
    server.server_close()


def subscribe(phone, name="Ani", number=1, **changes):
    given = phone.subscription(number) | changes
    return services.subscribe(by=phone.office.actor(name), label="Chrome, Android", **given)


def choose(phone, **changes):
    ways = {k: changes.pop(k) for k in list(changes) if k not in HOURS}
    services.set_preferences(by=phone.office.actor("Ani"), ways=ways, **HOURS | changes)


def test_a_device_is_told_title_and_link_and_nothing_else_reaches_the_service(phone):
    subscribe(phone)
    assert phone.ring() == [
        {"title": "Berkas Anda disetujui: Laporan 5 Oktober", "link": "/meja/berkas/7/"}
    ]
    assert phone.states() == ["sent"]
    assert b"Laporan" not in phone.bodies[0]
    assert phone.claims[0]["sub"].startswith("mailto:")


def test_a_device_is_told_in_its_persons_language(phone):
    subscribe(phone)
    choose(phone, language="en")
    assert phone.ring()[0]["title"] == "Your filing was approved: Laporan 5 Oktober"


def test_each_message_is_encrypted_anew(phone):
    subscribe(phone)
    phone.ring()
    phone.ring()
    assert phone.arrived[0] == phone.arrived[1]
    assert phone.bodies[0] != phone.bodies[1]


@pytest.mark.parametrize(("way", "rings"), [("app", 1), ("mail", 1), ("digest", 0), ("none", 0)])
def test_only_what_is_wanted_at_once_rings(phone, way, rings):
    subscribe(phone)
    choose(phone, approved=way)
    assert len(phone.ring()) == rings


def test_a_device_rings_for_its_owner_only_and_every_device_once(phone):
    subscribe(phone)
    subscribe(phone, number=2)
    subscribe(phone, "Budi", number=3)
    assert len(phone.ring()) == 2
    run_due()
    assert len(phone.arrived) == 2


def test_quiet_hours_delay_a_push(phone, at):
    subscribe(phone)
    at(2026, 10, 5, 22, 0)
    assert phone.ring() == []
    at(2026, 10, 6, 6, 0)
    run_due()
    assert len(phone.arrived) == 1


@pytest.mark.parametrize("status", [404, 410])
def test_a_subscription_the_service_knows_no_more_is_forgotten(phone, status):
    subscribe(phone)
    phone.status = status
    phone.ring()
    assert not Device.objects.exists()
    assert phone.states() == ["failed"]
    phone.status = 201
    phone.ring()
    assert len(phone.arrived) == 1


@pytest.mark.parametrize(("status", "state"), [(429, "waiting"), (503, "waiting"), (403, "failed"), (302, "failed")])  # fmt: skip
def test_a_refusal_is_tried_again_only_where_that_may_help(phone, at, status, state):
    subscribe(phone)
    phone.status, phone.location = status, f"{phone.origin}/lain"
    phone.ring()
    assert phone.states() == [state]
    assert Delivery.objects.get().error == f"HTTP {status}"
    assert len(phone.arrived) == 1  # a redirect is not followed
    phone.status = 201
    at(2026, 10, 5, 10, 0)
    run_due()
    assert phone.states() == ["sent" if state == "waiting" else "failed"]


def test_a_service_that_is_not_there_is_tried_again(phone, at):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = free.getsockname()[1]
    subscribe(phone, endpoint=f"http://127.0.0.1:{nobody}/push")
    phone.ring()
    assert phone.states() == ["waiting"]
    assert Delivery.objects.get().error == "ConnectionRefusedError"


def test_a_line_that_breaks_after_sending_is_unsure_and_sends_no_second(phone, at):
    import threading

    listener = socket.create_server(("127.0.0.1", 0))

    def read_and_hang_up():
        line, _ = listener.accept()
        line.recv(65536)
        line.close()

    thread = threading.Thread(target=read_and_hang_up)
    thread.start()
    subscribe(phone, endpoint=f"http://127.0.0.1:{listener.getsockname()[1]}/push")
    phone.ring()
    thread.join()
    listener.close()
    assert phone.states() == ["unsure"]
    at(2026, 10, 5, 12, 0)
    run_due()
    assert Delivery.objects.get().attempts == 1


def test_a_closed_account_rings_no_more(phone, at):
    subscribe(phone)
    at(2026, 10, 5, 19, 0)
    phone.ring()
    people.close_account(by=CLI, employee_id=phone.office.people["Ani"])
    at(2026, 10, 6, 7, 0)
    run_due()
    assert (phone.arrived, phone.states()) == ([], ["failed"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "http://push.contoh.go.id/1"},
        {"endpoint": "https://10.0.0.5/1"},
        {"endpoint": "https://169.254.169.254/latest/"},
        {"endpoint": "https://[::1]/1"},
        {"endpoint": "https://u:p@push.contoh.go.id/1"},
        {"endpoint": "https://push.contoh.go.id/" + "x" * 600},
        {"p256dh": "AAAA"},
        {"auth": "AAAA"},
        {},
    ],
)
def test_only_what_a_browser_gives_is_subscribed(phone, wrong):
    if not wrong:
        assert subscribe(phone)
        return
    with pytest.raises(Invalid):
        subscribe(phone, **wrong)
    assert not Device.objects.exists()


def test_a_browser_belongs_to_whoever_subscribed_it_last(phone):
    first, second = subscribe(phone), subscribe(phone, "Budi")
    assert first == second
    phone.ring()
    assert phone.arrived == []


def test_ten_devices_are_enough(phone):
    for number in range(10):
        subscribe(phone, number=number)
    subscribe(phone, number=9)  # the same again
    with pytest.raises(Invalid, match="sepuluh"):
        subscribe(phone, number=10)


def test_a_device_is_forgotten_by_its_owner_only(phone):
    device = subscribe(phone)
    with pytest.raises(NotFound):
        services.unsubscribe(by=phone.office.actor("Budi"), device_id=device)
    services.unsubscribe(by=phone.office.actor("Ani"), device_id=device)
    assert not Device.objects.exists()
    with pytest.raises(NotAllowed):
        services.subscribe(by=Actor.public(), label="x", **phone.subscription())


def test_the_trail_holds_neither_endpoint_nor_keys(phone):
    subscribe(phone)
    body = Event.objects.get(act="notices.subscribe").body
    assert not [secret for secret in phone.subscription().values() if secret in body]


def test_the_page_subscribes_and_forgets_a_device(phone, client):
    client.force_login(Account.objects.get(employee_id=phone.office.people["Ani"]))
    page = client.get("/pemberitahuan/atur/").content.decode()
    assert f'data-push-key="{pushes.public_key()}"' in page
    agent = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
    sent = phone.subscription() | {"key": "langganan"}
    answer = client.post("/pemberitahuan/perangkat/", sent, headers={"user-agent": agent})
    assert answer["Location"] == "/pemberitahuan/atur/"
    device = Device.objects.get()
    assert "Chrome, Android" in client.get("/pemberitahuan/atur/").content.decode()
    client.post("/pemberitahuan/perangkat/", {"endpoint": "https://10.0.0.1/"})
    assert "tidak dapat dipakai" in client.get("/pemberitahuan/atur/").content.decode()
    client.post(f"/pemberitahuan/perangkat/{device.pk}/hapus/", {"key": "hapus"})
    assert not Device.objects.exists()


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36 Edg/126.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) Version/17.5 Safari/604.1", "Safari, iPhone"),
        ("", "Web"),
    ],
)
def test_a_browser_is_named_in_two_words(agent, name):
    assert browser_name(agent) == name


@pytest.mark.django_db
def test_the_service_worker_is_served_with_our_policy_and_governs_its_folder_only(client):
    answer = client.get("/pemberitahuan/pekerja.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "Service-Worker-Allowed" not in answer
    assert "showNotification" in answer.content.decode()


def test_the_key_is_made_once_and_lies_locked(settings, tmp_path):
    first = pushes.public_key()
    path = tmp_path / "keys" / "vapid.pem"
    assert "ENCRYPTED PRIVATE KEY" in path.read_text()
    assert path.stat().st_mode & 0o077 == 0
    pushes._kept.cache_clear()
    assert pushes.public_key() == first
    assert len(first) == 87  # 65 bytes
