"""Other systems are told of filings, signed and again until they take it; the administrator alone registers them."""

import hashlib
import hmac
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from office.acts.core import Invalid, NotAllowed, NotFound
from office.jobs.services import ATTEMPTS_BEFORE_FAILED, run_due
from office.notices import selectors, services
from office.notices.core.hooks import signature
from office.notices.models import HookCall, Webhook
from tests.people.conftest import CLI


def holds(secret: str, header: str, body: bytes) -> bool:
    """As docs/webhooks.md tells the receiver."""
    parts = dict(part.split("=", 1) for part in header.split(","))
    mac = hmac.new(secret.encode(), f"{parts['t']}.".encode() + body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(mac, parts["v1"]) and abs(time.time() - int(parts["t"])) < 300


class Receiver:
    """Another system on loopback: what it got, and what it answers."""

    def __init__(self):
        self.status, self.got = 204, []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.got.append((self.headers, body))
                self.send_response(receiver.status)
                self.send_header("Location", "/lain")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args):
                """Say nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/masuk?dari=kota"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def receiver(settings):
    settings.OUTSIDE_LOOPBACK = True
    there = Receiver()
    yield there
    there.server.shutdown()
    there.server.server_close()


def register(receiver, name="arsip", events=("filing.approved", "filing.waiting"), by=CLI, **more):
    given = {"url": receiver.url} | more
    return services.register_webhook(by=by, name=name, events=list(events), **given)


def work():
    """Do what is due, and what that asks for."""
    while run_due():
        pass


def states():
    return list(HookCall.objects.order_by("pk").values_list("state", flat=True))


def test_another_system_is_told_where_a_filing_went_and_can_prove_who_told_it(town, receiver):
    secret = register(receiver).reveal()
    filing = town.submit(title="Rahasia").filing_id
    work()
    ((headers, body),) = receiver.got
    assert holds(secret, headers["X-Eperformance-Signature"], body)
    assert not holds("lain", headers["X-Eperformance-Signature"], body)
    assert not holds(secret, headers["X-Eperformance-Signature"], body + b" ")
    told = json.loads(body)
    assert told["id"] == headers["X-Eperformance-Delivery"]
    assert (told["event"], headers["X-Eperformance-Event"]) == ("filing.waiting",) * 2
    assert told["data"] == {
        "filing": f"filing:{filing}", "procedure": "leave", "agency": "KOMINFO", "round": 1, "level": 1,
        "state": "running", "link": f"http://localhost:8000/meja/berkas/{filing}/",
    }  # fmt: skip
    assert b"Rahasia" not in body
    assert states() == ["sent"]


def test_a_system_is_told_only_of_what_it_is_registered_for(town, receiver):
    register(receiver, events=["filing.returned"])
    filing = town.submit().filing_id
    work()
    assert receiver.got == []
    town.decide("budi", filing, "return", "Lengkapi buktinya.")
    work()
    assert [json.loads(body)["data"]["state"] for _, body in receiver.got] == ["returned"]


def test_two_systems_have_two_secrets_and_two_calls(town, receiver):
    first, second = (register(receiver, name=name).reveal() for name in ("satu", "dua"))
    town.submit()
    work()
    assert first != second
    told = [(h["X-Eperformance-Signature"], body) for h, body in receiver.got]
    assert [holds(first, *one) for one in told] == [True, False]
    assert [holds(second, *one) for one in told] == [False, True]


@pytest.mark.parametrize("status", [500, 302, 404])
def test_a_call_not_taken_is_made_again_with_the_same_id_and_a_new_time(town, receiver, at, status):
    register(receiver)
    receiver.status = status
    town.submit()
    work()
    assert (states(), HookCall.objects.get().answered) == (["waiting"], status)
    work()
    assert len(receiver.got) == 1  # not before its time, and no redirect followed
    receiver.status = 200
    at(2026, 10, 5, 8, 1)
    work()
    assert states() == ["sent"]
    (first, one), (second, two) = receiver.got
    assert (first["X-Eperformance-Delivery"], one) == (second["X-Eperformance-Delivery"], two)


def test_after_the_last_try_a_call_is_given_up_and_the_log_says_so(town, receiver, at):
    register(receiver)
    receiver.status = 503
    town.submit()
    for day in range(ATTEMPTS_BEFORE_FAILED):
        at(2026, 10, 6 + day, 8, 0)
        work()
    assert states() == ["failed"]
    code, (row,) = command("log", "--json")
    assert (code, row["state"], row["attempts"], row["answered"]) == (
        1,
        "failed",
        ATTEMPTS_BEFORE_FAILED,
        503,
    )


def test_a_system_that_says_gone_is_not_called_again(town, receiver, at):
    register(receiver)
    receiver.status = 410
    town.submit()
    work()
    assert states() == ["failed"]
    at(2026, 10, 6, 8, 0)
    work()
    assert len(receiver.got) == 1


def test_a_webhook_that_ended_is_called_no_more_and_what_waited_is_given_up(town, receiver, at):
    register(receiver)
    receiver.status = 500
    town.submit()
    work()
    services.end_webhook(by=CLI, name="arsip")
    town.submit()
    at(2026, 10, 6, 8, 0)
    work()
    assert (len(receiver.got), states(), HookCall.objects.get().error) == (1, ["failed"], "ended")
    with pytest.raises(NotFound):
        services.end_webhook(by=CLI, name="arsip")


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "http://arsip.contoh.go.id/"},
        {"url": "https://10.0.0.1/"},
        {"events": ["filing.eaten"]},
        {"events": []},
        {"name": ""},
        {"name": "x" * 41},
        {},
    ],
)
def test_only_a_sound_webhook_is_registered(db, receiver, wrong):
    if not wrong:
        assert register(receiver)
        with pytest.raises(Invalid, match="sudah dipakai"):
            register(receiver)
        return
    with pytest.raises(Invalid):
        register(receiver, **wrong)
    assert not Webhook.objects.exists()


def test_no_person_registers_ends_or_announces(town, receiver):
    register(receiver)
    ani = town.who("ani")
    for doing in (
        lambda: register(receiver, name="x", by=ani),
        lambda: services.end_webhook(by=ani, name="arsip"),
        lambda: services.announce(by=ani, event="filing.waiting", subject="filing:1", facts={}),
        lambda: services.note_webhook(by=ani, call_id=1, state="sent"),
    ):
        with pytest.raises(NotAllowed):
            doing()


def test_no_table_holds_a_webhooks_secret(db, receiver, settings):
    secret = register(receiver).reveal()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert secret not in repr(cursor.fetchall()), table
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "k" * 60
    assert selectors.hook_secret(Webhook.objects.get().pk) == secret


def command(*arguments):
    out = StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("webhook", *arguments, stdout=out, stderr=StringIO())
    text = out.getvalue()
    return left.value.code, json.loads(text) if "--json" in arguments and text else text


def test_the_command_registers_lists_and_ends(db, receiver):
    code, made = command("add", "--name", "arsip", "--url", receiver.url, "--json")
    assert (code, len(made["secret"])) == (0, 64)
    assert command("add", "--name", "arsip", "--url", receiver.url)[0] == 2
    code, (row,) = command("list", "--json")
    assert (code, row["name"], row["is_live"]) == (0, "arsip", True)
    assert len(row["events"]) == 4
    assert command("end", "--name", "arsip")[0] == 0
    assert command("end", "--name", "arsip")[0] == 2
    assert command("log", "--json") == (0, [])


def test_a_signature_is_the_documented_one():
    mac = hmac.new(b"rahasia", b"1700000000.{}", hashlib.sha256).hexdigest()
    assert signature("rahasia", 1_700_000_000, b"{}") == f"t=1700000000,v1={mac}"
