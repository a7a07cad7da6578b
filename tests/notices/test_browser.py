"""On a phone, in a real browser: the page of settings, the worker under our policy, and a push that opens its document."""

import json

import pytest

from office.audit.core import Secret
from office.notices import pushes
from office.notices.models import Device
from office.people import services as people
from office.people.models import Account
from tests.journeys.looks import look
from tests.notices.push_service import PushService
from tests.people.conftest import CLI

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

GIVEN = """
  Notification.requestPermission = async () => "granted";
  PushManager.prototype.subscribe = async function (asked) {
    window.askedKey = asked.applicationServerKey.length;
    return { toJSON: () => (%s) };
  };
"""


@pytest.fixture
def ani(office, at, settings):
    at(2026, 10, 5, 9, 0)
    settings.OUTSIDE_LOOPBACK = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    people.create_account(
        by=CLI, employee_id=office.people["Ani"], password=Secret("kata-sandi-uji")
    )
    return Account.objects.get(employee_id=office.people["Ani"])


def test_a_phone_subscribes_and_a_push_shows_its_title_and_keeps_its_link(ani, open_page):
    """The push service itself is the world outside: the browser's call to it is replaced, the rest is real."""
    page = open_page(ani, width=360)
    given = PushService(port=9).subscription()
    keys = {"endpoint": given.pop("endpoint"), "keys": given}
    page.add_init_script(GIVEN % json.dumps(keys))
    page.goto("/pemberitahuan/atur/")
    page.get_by_role("button", name="Langganan di perangkat ini").wait_for()
    look(page, "pemberitahuan-atur")

    page.get_by_role("button", name="Langganan di perangkat ini").click()
    page.get_by_text("Perangkat ini akan menerima pemberitahuan.").wait_for()
    device = Device.objects.get()
    assert (device.endpoint, device.p256dh) == (keys["endpoint"], keys["keys"]["p256dh"])
    assert page.get_by_text("Chrome, Linux").is_visible()
    assert len(pushes.public_key()) == 87

    page.context.grant_permissions(["notifications"])
    shown = _pushed(page, {"title": "Berkas Anda disetujui: Laporan", "link": "/meja/berkas/7/"})
    assert shown == [["Berkas Anda disetujui: Laporan", "/meja/berkas/7/"]]


def test_a_push_that_names_another_site_opens_the_own_notices(ani, open_page):
    page = open_page(ani)
    page.goto("/pemberitahuan/atur/")
    page.context.grant_permissions(["notifications"])
    page.evaluate("navigator.serviceWorker.register('/pemberitahuan/pekerja.js')")
    shown = _pushed(page, {"title": "Jahat", "link": "//jahat.example/"})
    assert shown == [["Jahat", "/pemberitahuan/"]]


def _pushed(page, told):
    """Deliver a push to the page's worker as the browser does; return what it shows."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    session = page.context.new_cdp_session(page)
    versions = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated", lambda e: versions.extend(e["registrations"])
    )
    session.send("ServiceWorker.enable")
    page.wait_for_timeout(300)
    registration = versions[-1]["registrationId"]
    origin = page.evaluate("location.origin")
    session.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": origin, "registrationId": registration, "data": json.dumps(told)},
    )
    return page.evaluate(
        """async () => {
          const worker = await navigator.serviceWorker.ready;
          for (let n = 0; n < 50; n += 1) {
            const found = await worker.getNotifications();
            if (found.length) return found.map((one) => [one.title, one.data.link]);
            await new Promise((go) => setTimeout(go, 100));
          }
          return [];
        }"""
    )
