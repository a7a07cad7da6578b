"""Where one is signed in, and signing out of what one does not know."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from office.audit.core import Secret
from office.audit.models import Event
from office.people import services
from office.people.core.devices import device_name
from tests.people.conftest import CLI

ADDRESS = "/personalia/perangkat/"
PASSWORD = "kata-sandi-uji"
PHONE = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0"


@pytest.fixture
def sign_in(office, at):
    """Sign somebody in through the login page, with a browser of some kind."""
    at(2026, 10, 6, 9, 0)

    def enter(name: str, agent: str) -> Client:
        person = office.people[name]
        services.create_account(
            by=CLI, employee_id=person, password=Secret(PASSWORD), key=f"akun-{name}"
        )
        from office.people.models import Account

        browser = Client(HTTP_USER_AGENT=agent)
        nip = Account.objects.get(employee_id=person).nip
        answer = browser.post("/masuk/", {"login": nip, "password": PASSWORD})
        assert answer.status_code == 302
        return browser

    return enter


def shown(browser: Client) -> str:
    return browser.get(ADDRESS).content.decode()


def row_of(browser: Client) -> str:
    """Return the number of the one other session on the page."""
    return shown(browser).partition('name="end" value="')[2].partition('"')[0]


def is_in(browser: Client) -> bool:
    return browser.get("/pemberitahuan/").status_code == 200


def test_each_browser_is_listed_and_the_own_one_cannot_be_ended_there(sign_in):
    desk, phone = sign_in("Ani", DESK), sign_in("Ani", PHONE)
    page = shown(desk)
    assert "Firefox, Windows" in page
    assert "Chrome, Android" in page
    assert page.count("perangkat ini") == 1
    assert page.count(">Keluarkan<") == 1
    assert "6 Oktober 2026" in page
    assert is_in(phone)


def test_one_other_browser_is_signed_out_and_the_trail_says_so(sign_in):
    desk, phone = sign_in("Ani", DESK), sign_in("Ani", PHONE)
    assert desk.post(ADDRESS, {"end": row_of(desk), "key": "k"}).status_code == 302
    assert is_in(desk)
    assert not is_in(phone)
    body = Event.objects.get(act="people.end_sessions").body
    assert '"ended":1' in body
    assert not any(key in body for key in Session.objects.values_list("session_key", flat=True))


def test_all_others_are_signed_out_at_once(sign_in):
    desk, phones = sign_in("Ani", DESK), [sign_in("Ani", PHONE) for _ in range(2)]
    desk.post(ADDRESS, {"end": "others", "key": "k"})
    assert is_in(desk)
    assert not any(is_in(phone) for phone in phones)
    assert "Keluarkan semua" not in shown(desk)


def test_the_session_of_somebody_else_does_not_exist(sign_in):
    desk, _phone, other = sign_in("Ani", DESK), sign_in("Ani", PHONE), sign_in("Budi", PHONE)
    assert other.post(ADDRESS, {"end": row_of(desk), "key": "k"}).status_code == 404
    assert other.post(ADDRESS, {"end": "", "key": "k"}).status_code == 404
    assert "Firefox" not in shown(other)
    assert not Event.objects.filter(act="people.end_sessions").exists()


def test_the_list_asks_the_same_for_one_browser_and_for_many(
    sign_in, django_assert_max_num_queries
):
    desk = sign_in("Ani", DESK)
    for _ in range(4):
        sign_in("Ani", PHONE)
    with django_assert_max_num_queries(14):
        shown(desk)


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (PHONE, "Chrome, Android"),
        (DESK, "Firefox, Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari, iPhone",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0",
            "Edge, Windows",
        ),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_a_browser_is_named_by_what_it_says(agent, name):
    assert device_name(agent) == name
