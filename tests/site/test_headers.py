"""What the browser is told with every answer, whoever answers: a page, a file, a refusal, a redirect."""

from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.core.checks import run_checks
from django.test import Client
from django.urls import reverse

from config import guarding
from office.audit.models import Event
from office.notices.models import Notice
from office.people.models import Account
from office.people.routing import routes
from tests.site.test_access_matrix import _named

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "manifest-src 'self'",
    "worker-src 'self'",
}


@pytest.fixture(autouse=True)
def _fresh_cache(db) -> None:
    cache.clear()


def _assert_told(answer, told) -> None:
    assert {part.strip() for part in answer["Content-Security-Policy"].split(";")} == POLICY, told
    assert answer["X-Content-Type-Options"] == "nosniff", told
    assert answer["X-Frame-Options"] == "DENY", told
    assert answer["Referrer-Policy"] == "same-origin", told
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin", told
    assert not {"Server", "X-Powered-By"} & set(answer.headers), told


@pytest.mark.parametrize("signed_in", [False, True], ids=["visitor", "inspector"])
def test_every_address_tells_the_browser_the_same(staffed, signed_in):
    client = Client(raise_request_exception=False)
    for route in routes():
        if signed_in:
            client.force_login(staffed.fajar)
        url = reverse(route.name, kwargs=_named(route.path))
        for method in ("get", "post", "delete"):
            answer = getattr(client, method)(url)
            assert answer.status_code < 500 or route.name == "ready", (method, url)
            _assert_told(answer, (method, url))
            # A browser keeps its worker and asks each time whether there is a newer one.
            kept = "no-cache" if route.name == "notices:worker" and method == "get" else "no-store"
            assert kept in answer["Cache-Control"], (method, url)


def test_what_answers_before_any_page_tells_it_too(client, db, settings):
    settings.ALLOWED_HOSTS = ["testserver", "127.0.0.1"]
    answers = {
        404: client.get("/tidak-ada/"),
        301: client.get("/masuk/", headers={"host": "127.0.0.1:8000"}),
        400: client.get("/", headers={"host": "jahat.example"}),
        413: client.post("/verifikasi/", headers={"content-length": "99999999999"}),
    }
    for status, answer in answers.items():
        assert answer.status_code == status
        _assert_told(answer, status)


def test_a_file_is_served_with_the_policy(db, settings, tmp_path):
    settings.WHITENOISE_ROOT = str(tmp_path)
    (tmp_path / "ada.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    answer = Client().get("/ada.svg")
    assert answer.status_code == 200
    _assert_told(answer, "/ada.svg")
    answer.close()


def test_a_foreign_host_name_never_comes_back_in_a_page(client, settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    answer = client.get("/masuk/", headers={"host": "jahat.example"})
    assert answer.status_code == 400
    assert "jahat" not in answer.content.decode()
    assert "tidak dapat dibaca" in answer.content.decode()


def test_a_forwarded_host_is_not_believed(client, db):
    answer = client.get("/meja/", headers={"x-forwarded-host": "jahat.example"})
    assert answer["Location"] == "/masuk/?next=/meja/"


def test_a_fault_says_nothing_of_its_cause(staffed, monkeypatch):
    from office.notices import views

    def broken(*_args, **_rest):
        raise RuntimeError("rahasia dapur")

    monkeypatch.setattr(views.selectors, "notices", broken)
    client = Client(raise_request_exception=False)
    client.force_login(staffed.ani)
    answer = client.get(reverse("notices:index"))
    assert answer.status_code == 500
    assert "rahasia dapur" not in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


@pytest.mark.parametrize(
    "url",
    [
        "/meja/99999999999999999999/",
        "/meja/berkas/99999999999999999999/",
        "/personalia/pegawai/99999999999999999999/",
        f"/tpp/perhitungan/{'9' * 5000}/",
        "/kehadiran/hari/0001-01-01/",
        "/kehadiran/hari/9999-12-31/",
        "/kehadiran/pegawai/%00/",
        "/tpp/0001-01/",
    ],
)
def test_an_address_no_row_has_is_not_found_and_no_fault(staffed, url):
    client = Client()
    client.force_login(staffed.ani)
    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    ("url", "given", "status"),
    [
        ("/?hari=0001-01-01", None, 200),
        ("/?hari=9999-12-31", None, 200),
        ("/kehadiran/?bulan=9999-12", None, 422),
        ("/meja/?q=%00", None, 400),
        ("/meja/?after=9999-12-31:" + "9" * 5000, None, 200),
        ("/laporan/?after=0001-01-01", None, 200),
        (f"/meja/?unit={'9' * 5000}&due={'9' * 20}", None, 200),
        ("/meja/?sort=amount&after=1:" + "9" * 20, None, 200),
        (
            "/meja/tanda-tangan/",
            {"all": "1", "tab": "mine", "unit": "9" * 20, "due": "9" * 20},
            302,
        ),
        ("/meja/tanda-tangan/", {"pick": ["9" * 20, "²", "-1"]}, 302),
        ("/meja/tanda-tangan/jalan/", {"picks": "9" * 20 + ":a:b", "passphrase": "x"}, 422),
        ("/laporan/salin/", {"date": "0001-01-01"}, 422),
        ("/laporan/periksa/", {"date": "9999-12-31"}, 200),
        ("/pemberitahuan/", {"key": "k" * 81}, 422),
        ("/pemberitahuan/", {"key": "a\x00b"}, 400),
        ("/verifikasi/", {"code": "é" * 10}, 422),
        ("/verifikasi/", {"code": "ABC"}, 422),
    ],
)
def test_a_value_nobody_types_is_refused_and_no_fault(staffed, url, given, status):
    client = Client()
    client.force_login(staffed.ani)
    answer = client.get(url) if given is None else client.post(url, given)
    assert answer.status_code == status


def test_a_body_larger_than_any_form_is_refused_unread(client, db):
    answer = client.post("/masuk/", headers={"content-length": str(guarding.LARGEST_BODY + 1)})
    assert answer.status_code == 413
    assert "terlalu besar" in answer.content.decode()


def test_nothing_is_changed_without_the_token(staffed):
    client = Client(enforce_csrf_checks=True)
    client.force_login(staffed.ani)
    before = Event.objects.count()
    for route in routes():
        url = reverse(route.name, kwargs=_named(route.path))
        for method in ("post", "put", "patch", "delete"):
            answer = getattr(client, method)(url, {"key": "k"})
            if url.startswith(
                "/api/"
            ):  # a session opens no operation there, with a token or without
                assert answer.status_code in {401, 403}, (method, url, answer.status_code)
                continue
            assert answer.status_code == 403, (method, url, answer.status_code)
            assert "sudah lama terbuka" in answer.content.decode(), (method, url)
    assert Event.objects.count() == before


def test_looking_changes_nothing(staffed):
    """A link in a mail or a picture in a page fetches; it must never act."""
    client = Client(raise_request_exception=False)
    client.force_login(staffed.ani)
    Notice.objects.create(
        employee_id=staffed.ani.employee_id, text="x", created_at=staffed.ani.date_joined
    )
    before = Event.objects.count()
    for route in routes():
        client.get(reverse(route.name, kwargs=_named(route.path)))
    assert Event.objects.count() == before
    assert Notice.objects.get().read_at is None
    assert client.session["_auth_user_id"] == str(staffed.ani.pk)


@pytest.mark.parametrize(
    "target",
    ["//jahat.example/", "https://jahat.example/", "javascript:alert(1)", "/\\jahat.example"],
)
def test_a_sign_in_leads_nowhere_else(staffed, target):
    given = {"login": staffed.ani.nip, "password": "kata-sandi-uji", "next": target}
    answer = Client().post("/masuk/", given)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    language = Client().post(
        "/bahasa/", {"language": "en", "next": target}, headers={"referer": target}
    )
    assert language["Location"] == "/"


def test_a_sign_in_changes_the_session_and_a_sign_out_ends_it(staffed):
    client = Client()
    client.force_login(staffed.citra)
    planted = client.session.session_key
    client.post("/keluar/")
    assert client.get("/").status_code == 302
    client.cookies["sessionid"] = planted
    client.post("/masuk/", {"login": staffed.ani.nip, "password": "kata-sandi-uji"})
    fresh = client.cookies["sessionid"]
    assert fresh.value != planted
    assert fresh["httponly"]
    assert fresh["samesite"] == "Lax"
    stolen = Client()
    stolen.cookies["sessionid"] = fresh.value
    assert stolen.get("/").status_code == 200
    client.post("/keluar/")
    assert stolen.get("/").status_code == 302


def test_a_new_password_ends_the_other_sessions(staffed):
    here, there = Client(), Client()
    for client in (here, there):
        client.post("/masuk/", {"login": staffed.ani.nip, "password": "kata-sandi-uji"})
    new = "kata-sandi-lain-77"
    given = {"oldpassword": "kata-sandi-uji", "password1": new, "password2": new}
    assert here.post("/akun/sandi/", given).status_code == 302
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302


def test_guessing_passwords_ends_after_five(staffed):
    client = Client()
    for _ in range(5):
        client.post("/masuk/", {"login": staffed.ani.nip, "password": "salah-salah"})
    right = client.post("/masuk/", {"login": staffed.ani.nip, "password": "kata-sandi-uji"})
    assert right.status_code != 302
    assert "Terlalu banyak percobaan" in right.content.decode()


def test_a_visitor_cannot_choose_the_address_he_is_counted_under(settings):
    lied = {"REMOTE_ADDR": "10.0.0.9", "HTTP_X_FORWARDED_FOR": "1.1.1.1, 203.0.113.7"}
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert guarding.address_of(lied) == "10.0.0.9"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert guarding.address_of(lied) == "203.0.113.7"
    assert guarding.address_of(lied | {"HTTP_X_FORWARDED_FOR": "<b>"}) == "10.0.0.9"


def test_the_demo_shows_its_words_nowhere_else(client, db, staffed, settings):
    shown = client.get("/masuk/").content.decode()
    assert settings.DEMO_PASSWORD in shown
    settings.DEMO = False
    hidden = client.get("/masuk/").content.decode()
    assert settings.DEMO_PASSWORD not in hidden
    assert staffed.ani.nip not in hidden


def test_a_demo_never_becomes_a_real_office(staffed, settings):
    """Whoever set its clock would have chosen the time of every signature to come."""
    assert not [one for one in run_checks(databases=["default"]) if one.id == "audit.E002"]
    settings.DEMO = False
    assert [one for one in run_checks(databases=["default"]) if one.id == "audit.E002"]


def test_readiness_names_no_secret_and_no_place(client, db):
    assert set(client.get("/readyz").json()) == {"database", "jobs_waiting", "jobs_late"}


def test_no_column_of_an_account_can_be_given_in_a_form(staffed):
    """Rights are dated rows; what a form of one's own account could set besides is nothing."""
    client = Client()
    client.force_login(staffed.ani)
    extra = {"is_active": "0", "nip": "1", "employee": staffed.citra.employee_id, "is_staff": "1"}
    client.post("/akun/sandi/", extra | {"oldpassword": "x", "password1": "y", "password2": "y"})
    after = Account.objects.get(pk=staffed.ani.pk)
    assert (after.nip, after.employee_id, after.is_active) == (
        staffed.ani.nip,
        staffed.ani.employee_id,
        True,
    )
    assert not hasattr(after, "is_staff")


PROBE = "<img src=x onerror=alert(1)>\"'{{7*7}}</script>"


def test_what_people_write_is_never_markup(staffed, at):
    """A name, an activity, a reason and a search come back as text."""
    person = staffed.ani.employee
    person.name = PROBE
    person.save()
    at(2026, 11, 2, 12, 0)
    client = Client()
    client.force_login(staffed.ani)
    shape = {"date": "2026-11-02", "start": "08:00", "end": "09:00"}
    added = client.post("/laporan/kegiatan/", shape | {"text": PROBE, "output": PROBE, "unit": ""})
    assert added.status_code in {302, 422}
    inspector = Client()
    inspector.force_login(staffed.fajar)
    pages = [
        client.get("/"),
        added,
        client.get("/meja/", {"q": PROBE, "kind": PROBE, "tab": PROBE}),
        inspector.get("/periksa/", {"q": PROBE}),
        inspector.get(f"/periksa/pegawai/{staffed.ani.employee_id}/"),
        inspector.get(f"/periksa/riwayat/{quote(PROBE, safe='')}/"),
        client.get(f"/tidak-ada/{quote(PROBE, safe='')}"),
        Client().post("/masuk/", {"login": PROBE, "password": "x", "next": PROBE}),
    ]
    shown = [page.content.decode() for page in pages]
    assert not [html for html in shown if "<img src=x" in html or "49</script>" in html]
    assert [html for html in shown if "&lt;img src=x" in html]
