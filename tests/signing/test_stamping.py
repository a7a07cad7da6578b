"""A time stamp server of our own making on loopback: its stamps witness the seals, and nothing else is stored."""

import datetime as dt
import hashlib
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.core.management import call_command
from pyhanko.sign.timestamps import DummyTimeStamper

from config.schedule import PERIODIC
from office.audit.anchor import anchors, hand_out
from office.audit.core import Actor
from office.audit.models import Checkpoint
from office.audit.selectors import stamped_seals
from office.audit.services import append_event, seal
from office.jobs.core import handler_of
from signing.stamping import broken_stamps, stamp_checkpoints
from signing.validation.timestamp import stamp_holds

pytestmark = pytest.mark.django_db(transaction=True)
USAGE = dict.fromkeys(
    ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "crl_sign", "encipher_only", "decipher_only"),
    False,
)  # fmt: skip


class Authority:
    """A root and the certificate of a time stamp server under it."""

    def __init__(self, name: str) -> None:
        self.root_key, self.key = (rsa.generate_private_key(65537, 2048) for _ in range(2))
        self.root = self._certificate(f"CA {name}", self.root_key, f"CA {name}", ca=True)
        self.leaf = self._certificate(f"TSA {name}", self.key, f"CA {name}", ca=False)

    def _certificate(self, name: str, key, issuer: str, *, ca: bool) -> x509.Certificate:
        at = dt.datetime.fromtimestamp(time.time(), dt.UTC)
        named = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, n)]) for n in (name, issuer)]
        made = (
            x509.CertificateBuilder()
            .subject_name(named[0])
            .issuer_name(named[1])
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(at - dt.timedelta(days=1))
            .not_valid_after(at + dt.timedelta(days=30))
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(
                x509.KeyUsage(digital_signature=not ca, key_cert_sign=ca, **USAGE), critical=True
            )
        )
        if not ca:
            stamping = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            made = made.add_extension(stamping, critical=True)
        return made.sign(self.root_key, hashes.SHA256())

    def stamper(self) -> DummyTimeStamper:
        plain = self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        certificate = asn1.Certificate.load(self.leaf.public_bytes(Encoding.DER))
        now = dt.datetime.fromtimestamp(time.time(), dt.UTC).replace(microsecond=0)
        return DummyTimeStamper(certificate, keys.PrivateKeyInfo.load(plain), fixed_dt=now)


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority("Uji")


@pytest.fixture
def server(authority):
    """A server whose `answer` turns a request into bytes; by default a sound stamp."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            server.asked += 1
            content = server.answer(body)
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.asked = 0
    server.answer = lambda body: answered(authority, tsp.TimeStampReq.load(body))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def answered(authority: Authority, request: tsp.TimeStampReq) -> bytes:
    return authority.stamper().request_tsa_response(request).dump()


@pytest.fixture
def sealed(settings, tmp_path, authority, server):
    """One sealed checkpoint, and a server that is trusted and named."""
    settings.TRUST_DIR = tmp_path / "trust"
    settings.TRUST_DIR.mkdir()
    (settings.TRUST_DIR / "tsa.pem").write_bytes(authority.root.public_bytes(Encoding.PEM))
    settings.TSA_URLS = [f"http://127.0.0.1:{server.server_port}/"]
    append_event(act="test.act", by=Actor.system("test"), subject="thing:1")
    seal()
    return Checkpoint.objects.get()


def test_a_seal_is_stamped_once_and_handed_out_with_its_stamp(sealed, server):
    hand_out()
    assert anchors()[0]["stamp"] == ""
    assert stamp_checkpoints() == 1
    assert stamp_checkpoints() == 0
    assert server.asked == 1
    (seal_text,) = stamped_seals()
    assert stamp_holds(seal_text.text, seal_text.stamp)
    assert hand_out() == 1
    assert anchors()[0]["stamp"] == seal_text.stamp.hex()
    assert broken_stamps() == (1, [])


@pytest.mark.usefixtures("sealed")
def test_a_stamp_over_other_bytes_or_by_a_stranger_is_none(settings):
    stamp_checkpoints()
    (found,) = stamped_seals()
    assert not stamp_holds(found.text + b"x", found.stamp)
    assert not stamp_holds(found.text, found.stamp[:-1])
    assert not stamp_holds(found.text, b"")
    (settings.TRUST_DIR / "tsa.pem").unlink()
    assert not stamp_holds(found.text, found.stamp)


def _other_imprint(authority, body):
    request = tsp.TimeStampReq.load(body)
    request["message_imprint"]["hashed_message"] = hashlib.sha256(b"lain").digest()
    return answered(authority, request)


def _other_nonce(authority, body):
    request = tsp.TimeStampReq.load(body)
    request["nonce"] = 7
    return answered(authority, request)


def _refusal(_authority, _body):
    return tsp.TimeStampResp({"status": {"status": "rejection"}}).dump()


@pytest.mark.parametrize(
    "answer",
    [
        _other_imprint,
        _other_nonce,
        _refusal,
        lambda _authority, _body: b"",
        lambda _authority, _body: b"<html>",
        lambda _authority, _body: b"0" * 100_000,
        lambda _authority, body: answered(Authority("Asing"), tsp.TimeStampReq.load(body)),
    ],
    ids=["imprint", "nonce", "refusal", "nothing", "html", "large", "stranger"],
)
def test_an_answer_that_does_not_hold_is_not_stored_and_the_seal_waits(
    sealed, server, authority, answer
):
    server.answer, sound = (lambda body: answer(authority, body)), server.answer
    assert stamp_checkpoints() == 0
    sealed.refresh_from_db()
    assert sealed.stamp is None
    server.answer = sound
    assert stamp_checkpoints() == 1


def test_the_next_server_is_asked_when_one_is_not_there(sealed, settings):
    settings.TSA_URLS = ["http://127.0.0.1:9/", "file:///etc/passwd", *settings.TSA_URLS]
    assert stamp_checkpoints() == 1


def test_without_servers_nothing_is_asked_and_nothing_is_wrong(sealed, settings, server):
    settings.TSA_URLS = []
    handler_of("audit.stamp")("", {})
    assert server.asked == 0
    assert "audit.stamp" in {one.kind for one in PERIODIC}


def test_a_stamp_that_was_moved_to_another_seal_is_named(sealed, capsys):
    stamp_checkpoints()
    append_event(act="test.act", by=Actor.system("test"), subject="thing:2")
    seal()
    sealed.refresh_from_db()
    Checkpoint.objects.exclude(pk=sealed.pk).update(stamp=bytes(sealed.stamp))
    assert broken_stamps() == (2, [2])
    with pytest.raises(SystemExit):
        call_command("verify_audit")
    assert "cap waktu segel 2 tidak sah" in capsys.readouterr().out
