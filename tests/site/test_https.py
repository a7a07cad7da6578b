"""The site behind a proxy that ends TLS, as a server runs it: `serve` with HTTPS=1, a real certificate, real cookies."""

import datetime as dt
import http.client
import os
import re
import socket
import ssl
import subprocess
import sys
import threading
import time
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlencode

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from django.conf import settings as conf
from django.db import connection

from config.assets import ROOT
from office.audit.models import Event
from office.people import services as people
from office.regulations.services import publish_regulation
from tests.site.conftest import SYSTEM, account

pytestmark = pytest.mark.django_db(transaction=True)
HOP = {"connection", "transfer-encoding", "x-forwarded-proto"}


class Proxy(BaseHTTPRequestHandler):
    """Passes requests on, saying that they came by TLS and from whom."""

    behind = 0

    def _pass_on(self) -> None:
        size = int(self.headers.get("Content-Length") or 0)
        told = [self.headers.get("X-Forwarded-For", ""), self.client_address[0]]
        headers = {name: text for name, text in self.headers.items() if name.lower() not in HOP}
        headers |= {
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": ", ".join(part for part in told if part),
        }
        inner = http.client.HTTPConnection("127.0.0.1", self.behind, timeout=60)
        with closing(inner):
            inner.request(self.command, self.path, self.rfile.read(size), headers)
            answer = inner.getresponse()
            content = answer.read()
        self.send_response(answer.status)
        for name, text in answer.getheaders():
            if name.lower() not in HOP | {"content-length"}:
                self.send_header(name, text)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = _pass_on  # noqa: N815 - the server's own names

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _certificate(folder: Path) -> Path:
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")]),
    )
    at = dt.datetime.fromtimestamp(time.time(), dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(at - dt.timedelta(days=1))
        .not_valid_after(at + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "tls.pem"
    plain = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(plain + made.public_bytes(Encoding.PEM))
    return path


def _database() -> str:
    place = connection.settings_dict
    if conf.EMBEDDED:
        return f"sqlite:///{place['NAME']}"
    port = f":{place['PORT']}" if place["PORT"] else ""
    return f"postgresql://{place['USER']}@{place['HOST']}{port}/{place['NAME']}"


class Site:
    """A browser's side: one host, TLS, cookies kept and sent back."""

    def __init__(self, port: int, inner: int, trust: Path) -> None:
        self.port, self.inner = port, inner
        self.trust = ssl.create_default_context(cafile=str(trust))
        self.cookies: dict[str, str] = {}
        self.set_cookies: dict[str, str] = {}

    @property
    def origin(self) -> str:
        return f"https://localhost:{self.port}"

    def ask(self, method: str, path: str, form=None, **headers):
        given = {name.replace("_", "-"): text for name, text in headers.items()}
        given["Cookie"] = "; ".join(f"{name}={text}" for name, text in self.cookies.items())
        if form is not None:
            given["Content-Type"] = "application/x-www-form-urlencoded"
        door = http.client.HTTPSConnection("localhost", self.port, timeout=60, context=self.trust)
        with closing(door):
            door.request(method, path, urlencode(form or {}), given)
            answer = door.getresponse()
            answer.text = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _equals, rest = line.partition("=")
            self.cookies[name] = rest.partition(";")[0]
            self.set_cookies[name] = line
        return answer

    def sign_in(self, nip: str, password: str, **headers):
        page = self.ask("GET", "/masuk/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[1]
        form = {"csrfmiddlewaretoken": token, "login": nip, "password": password}
        told = {"Origin": self.origin, "Referer": f"{self.origin}/masuk/"} | headers
        return self.ask("POST", "/masuk/", form, **told)


@pytest.fixture
def ani(db):
    """Somebody with a login, in an office whose clock nobody ever set: a real office refuses to serve on another."""
    regulation = ROOT / "office" / "regulations" / "kota_contoh_2026.toml"
    publish_regulation(by=SYSTEM, toml_bytes=regulation.read_bytes())
    agency_id = people.create_agency(by=SYSTEM, code="DISKOMINFO", name="Dinas Kominfo")
    return account(1, "Ani Lestari", agency_id)[0]


@pytest.fixture
def site(ani, tmp_path):
    """The served site behind its proxy."""
    inner, outer, trust = _free_port(), _free_port(), _certificate(tmp_path)
    (tmp_path / "static").mkdir(exist_ok=True)
    place = {"DATABASE_URL": _database(), "VAR_DIR": str(tmp_path), "DEMO": "0", "REDIS_URL": "", "HTTPS": "1",
             "SECRET_KEY": "uji-" * 20, "TRUSTED_PROXY_COUNT": "1", "DJANGO_SETTINGS_MODULE": "tests.crash.settings"}  # fmt: skip
    served = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--port", str(inner)],
        cwd=ROOT,
        env={**os.environ, **place},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    proxy = ThreadingHTTPServer(("127.0.0.1", outer), type("Inner", (Proxy,), {"behind": inner}))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(trust)
    proxy.socket = context.wrap_socket(proxy.socket, server_side=True)
    threading.Thread(target=proxy.serve_forever, daemon=True).start()
    try:
        _wait_for(inner, served)
        yield Site(outer, inner, trust)
    finally:
        served.terminate()
        served.wait(timeout=40)
        proxy.shutdown()
        proxy.server_close()


def _wait_for(port: int, served: subprocess.Popen) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and served.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("the site did not come up")


def test_the_site_behind_tls_redirects_hardens_its_cookies_and_knows_its_own_origin(site, ani):
    _plain_requests_are_sent_to_tls_and_monitors_are_not(site)
    _the_login_page_speaks_of_tls(site)
    _foreign_origins_are_refused(site, ani)
    before = dict(site.cookies, sessionid="x" * 32)
    site.cookies = before  # a session somebody else chose
    answer = site.sign_in(ani.nip, "kata-sandi-uji", X_Forwarded_For="192.0.2.66")
    assert (answer.status, answer.headers["Location"]) == (302, "/")
    assert site.cookies["sessionid"] != "x" * 32
    told = site.set_cookies["sessionid"]
    assert {"Secure", "HttpOnly", "SameSite=Lax"} <= {part.strip() for part in told.split(";")}
    assert site.ask("GET", "/").status == 200
    # the trail keeps what our own proxy saw, never what a visitor wrote
    body = Event.objects.get(act="people.sign_in").body
    assert '"address":"127.0.0.1"' in body


def _plain_requests_are_sent_to_tls_and_monitors_are_not(site) -> None:
    for path, status in (("/masuk/", 301), ("/healthz", 200)):
        door = http.client.HTTPConnection("127.0.0.1", site.inner, timeout=60)
        with closing(door):
            door.request("GET", path, headers={"Host": f"localhost:{site.inner}"})
            answer = door.getresponse()
            answer.read()
        assert answer.status == status, path
        if status == 301:
            assert answer.headers["Location"] == f"https://localhost:{site.inner}/masuk/"


def _the_login_page_speaks_of_tls(site) -> None:
    page = site.ask("GET", "/masuk/")
    assert page.status == 200
    assert "max-age=31536000" in page.headers["Strict-Transport-Security"]
    assert {"Secure", "SameSite=Lax"} <= {
        part.strip() for part in site.set_cookies["csrftoken"].split(";")
    }


def _foreign_origins_are_refused(site, ani) -> None:
    for origin in ("https://jahat.example", f"http://localhost:{site.port}", "null"):
        answer = site.sign_in(ani.nip, "kata-sandi-uji", Origin=origin)
        assert answer.status == 403, origin
    assert not Event.objects.filter(act="people.sign_in").exists()
