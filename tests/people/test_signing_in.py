"""Login by NIP with password and second factor; sign-ins in the trail; secrets in no table."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.db import connection

from office.audit.core import Secret
from office.audit.models import Event
from office.people import selectors, services
from office.people.models import Account
from office.people.problems import BadPerson, NoSuchPerson, NotYoursToManage, Overlap
from tests.people.conftest import CLI

PASSWORD = "kata-sandi-percobaan"


@pytest.fixture
def login(office, settings, client):
    """Ani with an account, and a browser at the login page."""
    cache.clear()
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher"
    ]  # quick; the real one is slow on purpose
    settings.ROOT_URLCONF = "tests.people.test_access"
    services.create_account(by=CLI, employee_id=office.people["Ani"], password=Secret(PASSWORD))
    client.nip = selectors.person(office.people["Ani"]).nip

    def attempt(nip=client.nip, password=PASSWORD, **more):
        return client.post("/masuk/", {"login": nip, "password": password, **more})

    client.attempt = attempt
    return client


def code_for(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_the_login_page_opens_in_indonesian_for_a_visitor(login):
    page = login.get("/masuk/").content.decode()
    assert "Kata sandi" in page
    assert "NIP" in page


@pytest.mark.parametrize("shape", ["{}", " {} ", "grouped", "dotted"])
def test_a_nip_signs_in_however_it_is_spaced(login, shape):
    nip = login.nip
    written = {
        "grouped": f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}",
        "dotted": f"{nip[:8]}.{nip[8:14]}.{nip[14]}.{nip[15:]}",
    }.get(shape, shape.format(nip))
    answer = login.attempt(written, next="/lobi/")
    assert (answer.status_code, answer["Location"]) == (302, "/lobi/")
    assert login.get("/").status_code == 200


def test_a_sign_in_stands_in_the_trail(login, office):
    login.attempt()
    event = Event.objects.get(act="people.sign_in")
    assert event.by == f"employee:{office.people['Ani']}"


@pytest.mark.parametrize(
    ("nip", "password"), [(None, "salah-sandinya"), ("199001012015031999", PASSWORD)]
)
def test_a_wrong_password_and_an_unknown_nip_read_the_same(login, nip, password):
    answer = login.attempt(nip or login.nip, password)
    assert answer.status_code == 200
    assert "NIP atau kata sandi tidak cocok" in answer.content.decode()
    assert login.get("/").status_code == 302


def test_the_sixth_wrong_try_waits_even_with_the_right_password(login):
    for _ in range(5):
        login.attempt(password="salah-sandinya")
    answer = login.attempt()
    assert "Terlalu banyak percobaan" in answer.content.decode()
    assert login.get("/").status_code == 302


def test_a_closed_account_does_not_sign_in(login, office):
    services.close_account(by=CLI, employee_id=office.people["Ani"])
    login.attempt()
    assert login.get("/").status_code == 302
    assert "sudah ditutup" in login.get("/masuk/ditutup/").content.decode()


def test_with_an_authenticator_the_password_alone_opens_nothing(login, office):
    secret = services.enrol_totp(by=CLI, employee_id=office.people["Ani"])
    assert login.attempt()["Location"].startswith("/masuk/kode/")
    assert login.get("/").status_code == 302
    assert "enam angka" in login.get("/masuk/kode/").content.decode()
    wrong = login.post("/masuk/kode/", {"code": "000000"})
    assert "Kode tidak cocok" in wrong.content.decode()
    assert login.post("/masuk/kode/", {"code": code_for(secret.reveal())}).status_code == 302
    assert login.get("/").status_code == 200


def test_the_code_counts_real_time_whatever_the_demo_clock_says(login, office, at):
    secret = services.enrol_totp(by=CLI, employee_id=office.people["Ani"])
    at(2026, 8, 3, 7, 0)
    login.attempt()
    login.post("/masuk/kode/", {"code": code_for(secret.reveal())})
    assert login.get("/").status_code == 200


def test_cancelling_at_the_second_factor_leaves_nobody_signed_in(login, office):
    services.enrol_totp(by=CLI, employee_id=office.people["Ani"])
    login.attempt()
    login.post("/keluar/", {"next": "/masuk/"})
    assert login.get("/masuk/kode/")["Location"].startswith("/masuk/")


def test_enrolling_again_replaces_the_authenticator(login, office):
    first = services.enrol_totp(by=CLI, employee_id=office.people["Ani"])
    second = services.enrol_totp(by=CLI, employee_id=office.people["Ani"])
    assert first.reveal() != second.reveal()
    assert Authenticator.objects.count() == 1
    login.attempt()
    assert (
        "Kode tidak cocok"
        in login.post("/masuk/kode/", {"code": code_for(first.reveal())}).content.decode()
    )


def test_no_table_holds_a_password_or_an_authenticator_secret(login, office):
    secret = services.enrol_totp(by=CLI, employee_id=office.people["Ani"]).reveal()
    login.attempt()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            text = repr(cursor.fetchall())
            assert PASSWORD not in text, table
            assert secret not in text, table


def test_logout_ends_the_session(login):
    login.attempt()
    login.post("/keluar/")
    assert login.get("/").status_code == 302


def test_a_changed_password_is_asked_for_the_old_one_and_stands_in_the_trail(login):
    login.attempt()
    new = "sandi-yang-baru-sekali"
    refused = login.post(
        "/akun/sandi/", {"oldpassword": "bukan", "password1": new, "password2": new}
    )
    assert refused.status_code == 200
    login.post("/akun/sandi/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    event = Event.objects.get(act="people.change_sign_in")
    assert "password_changed" in event.body


@pytest.mark.parametrize(
    "address",
    ["/akun/sandi/", "/akun/autentikator/", "/akun/autentikator/aktifkan/", "/keluar/"],
)
def test_every_page_of_the_own_account_opens(login, address):
    login.attempt()
    assert login.get(address, follow=True).status_code == 200


def test_there_is_no_sign_up(login):
    assert login.get("/masuk/daftar/").status_code == 404
    assert login.get("/accounts/signup/").status_code == 404


@pytest.mark.parametrize("demo", [True, False])
def test_only_a_demo_lists_its_accounts_on_the_login_page(login, settings, demo):
    settings.DEMO = demo
    settings.DEMO_PASSWORD = PASSWORD
    page = login.get("/masuk/").content.decode()
    assert (login.nip in page) is demo
    assert (PASSWORD in page) is demo


@pytest.mark.parametrize(
    ("who", "password", "problem"),
    [("Budi", "pendek", BadPerson), ("Ani", PASSWORD, Overlap), ("", PASSWORD, NoSuchPerson)],
)
def test_an_account_that_does_not_fit_is_refused(login, office, who, password, problem):
    with pytest.raises(problem):
        services.create_account(
            by=CLI, employee_id=office.people.get(who, 10**6), password=Secret(password)
        )


def test_only_personnel_make_accounts(login, office):
    with pytest.raises(NotYoursToManage):
        services.create_account(
            by=office.actor("Citra"), employee_id=office.people["Budi"], password=Secret(PASSWORD)
        )
    with pytest.raises(NoSuchPerson):
        services.enrol_totp(by=CLI, employee_id=office.people["Budi"])
    assert Account.objects.count() == 1


def failures():
    return list(Event.objects.filter(act="people.fail_sign_in").order_by("id"))


def test_a_wrong_password_stands_in_the_trail_without_what_was_typed(login):
    login.attempt(password="salah-sandinya")
    (event,) = failures()
    account = Account.objects.get()
    assert (event.by, event.subject) == ("public", f"account:{account.pk}")
    assert '"how":"password"' in event.body
    assert login.nip not in event.body + event.label
    assert "salah" not in event.body + event.label


def test_an_unknown_nip_stands_there_as_unknown_since_it_may_be_a_password(login):
    login.attempt("199001012015031999", "x" * 12)
    (event,) = failures()
    assert event.subject == "account:unknown"
    assert "1990" not in event.body


def test_a_wrong_code_stands_in_the_trail(login, office):
    services.enrol_totp(by=CLI, employee_id=office.people["Ani"])
    login.attempt()
    assert failures() == []
    login.post("/masuk/kode/", {"code": "000000"})
    (event,) = failures()
    assert '"how":"code"' in event.body


def test_failed_sign_ins_cannot_flood_the_trail_and_guesses_hide_no_attack(login, monkeypatch):
    monkeypatch.setattr("office.people.failures.AT_UNKNOWN_LOGINS", 2)
    for number in range(4):
        login.attempt(f"19900101201503199{number}", "x" * 12)
    assert ['"is_last":true' in event.body for event in failures()] == [False, True]
    login.attempt(password="salah-sandinya")
    assert failures()[-1].subject == f"account:{Account.objects.get().pk}"
