"""Nothing that opens a key or an account is ever written: used, mistaken and broken off, then everything is searched."""

import base64
import logging
import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.cache import cache, caches
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.views.debug import ExceptionReporter

from office.acts.models import Count
from office.audit.core import Secret
from office.people.services import create_account
from signing.models import Certificate, Signature
from tests.approval import city
from tests.sanctions.conftest import court
from workflows.approval.models import Decision, Filing, Step
from workflows.approval.services import batch, signing
from workflows.daily_report import services as reports
from workflows.daily_report.core.activities import ActivityEntry

__all__ = ["court"]

LOGIN = "kenari-masuk-55c1e0aa"
NEW = "kenari-baru-b8f6210e"
RIGHT = "kenari-benar-7f3a91c2"
WRONG = "kenari-salah-d04be865"
CANARIES = (LOGIN, NEW, RIGHT, WRONG)


class Listening(logging.Handler):
    """Keeps what any log would hold, with the report Django would mail or show of each fault."""

    def __init__(self) -> None:
        super().__init__(level=logging.DEBUG)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(f"{self.format(record)} {record.args!r}")
        request = getattr(record, "request", None)
        if record.exc_info and request is not None:
            report = ExceptionReporter(request, *record.exc_info, is_email=True)
            self.told += [report.get_traceback_text(), report.get_traceback_html()]


@pytest.fixture
def listening() -> Iterator[Listening]:
    root, handler = logging.getLogger(), Listening()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler
    root.setLevel(level)
    root.removeHandler(handler)


def spellings(secret: str) -> set[bytes]:
    """Return a secret as it may lie in a file: plain, in hex, in an address, in base64 at any offset."""
    plain = secret.encode()
    shifted = {base64.b64encode(b"x" * n + plain)[4 if n else 0 : -4] for n in range(3)}
    return {plain, plain.hex().encode(), quote(secret).encode(), *shifted}


def rows() -> Iterator[tuple[str, bytes]]:
    """Yield every cell of every table as bytes; sessions decoded."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for cell in row:
                    yield (
                        table,
                        bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode(),
                    )
    for session in Session.objects.all():
        yield "session", repr(session.get_decoded()).encode()


def files(*folders: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file, its name with it."""
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                yield str(path), path.read_bytes() + str(path).encode()


def assert_nowhere(places: Iterator[tuple[str, bytes]]) -> int:
    looked_at, hidden = 0, [spelling for one in CANARIES for spelling in spellings(one)]
    for place, content in places:
        looked_at += 1
        assert not [spelling for spelling in hidden if spelling in content], place
    return looked_at


def _to_sign(town: city.City, day: int) -> tuple[int, dict[str, str]]:
    """File a report of Budi's that waits for Citra; return its step and what her page would send."""
    entry = ActivityEntry(450, 600, "Menyusun notulen", "Notulen", 1, "dokumen")
    made = reports.save_draft(by=town.who("budi"), on=date(2026, 9, day), activities=[entry])
    filed = reports.submit_daily_report(by=town.who("budi"), report_id=made.report_id)
    step = Step.objects.get(filing_id=filed.filing_id, state="open")
    sha = Filing.objects.get(pk=filed.filing_id).revision_sha
    return step.pk, {"revision_sha": sha, "key": str(uuid.uuid4())}


def _broken(*_args: object, **_rest: object) -> None:
    raise RuntimeError("listrik padam")


@pytest.fixture
def used(court, listening, monkeypatch, settings) -> list[bytes]:
    """Sign in, make a certificate, sign, mistake every secret once, break every step once; return all answers."""
    cache.clear()
    town = court.town
    create_account(by=city.CLERK, employee_id=town.people["citra"], password=Secret(LOGIN))
    nip = get_user_model().objects.get(employee_id=town.people["citra"]).nip
    client, answers = Client(raise_request_exception=False), []

    def send(url: str, **given: str) -> int:
        answer = client.post(url, given)
        content = answer.streaming_content if answer.streaming else [answer.content]
        answers.append(b"".join(content) + repr(answer.headers).encode())
        return int(answer.status_code)

    _sign_in(send, nip, monkeypatch)
    _certify(send, monkeypatch)
    _sign(send, client, town, monkeypatch)
    send("/akun/sandi/", oldpassword=WRONG, password1=NEW, password2=NEW)
    assert send("/akun/sandi/", oldpassword=LOGIN, password1=NEW, password2=NEW) == 302
    assert send("/masuk/ulang/", password=WRONG) == 200
    assert send("/masuk/ulang/", password=NEW) == 302
    return answers


def _sign_in(send, nip: str, monkeypatch) -> None:
    send("/masuk/", login=nip, password=WRONG)
    with monkeypatch.context() as patch:
        patch.setattr("office.people.services.record_sign_in", _broken)
        assert send("/masuk/", login=nip, password=LOGIN) == 500
    assert send("/masuk/", login=nip, password=LOGIN) == 302


def _certify(send, monkeypatch) -> None:
    page = reverse("signing:certificate")
    assert send(page, password=WRONG, passphrase=RIGHT, again=RIGHT) == 422
    assert send(page, password=LOGIN, passphrase=RIGHT, again=WRONG) == 422
    with monkeypatch.context() as patch:
        patch.setattr("signing.keys.store.save", _broken)
        assert send(page, password=LOGIN, passphrase=RIGHT, again=RIGHT) == 500
    assert send(page, password=LOGIN, passphrase=RIGHT, again=RIGHT) == 302


def _sign(send, client, town: city.City, monkeypatch) -> None:
    for day, place, name in (
        (7, batch, "unlock"),
        (8, batch, "produce_signature"),
        (9, signing, "store_signature"),
        (10, signing.table, "settle"),
    ):
        step, given = _to_sign(town, day)
        with monkeypatch.context() as patch:
            patch.setattr(place, name, _broken)
            assert send(f"/meja/{step}/setujui/", passphrase=RIGHT, **given) == 500
    step, given = _to_sign(town, 11)
    assert send(f"/meja/{step}/setujui/", passphrase=WRONG, **given) == 403
    assert send(f"/meja/{step}/setujui/", passphrase=RIGHT, **given) == 302
    step, given = _to_sign(town, 4)
    picks = f"{step}:{given['revision_sha']}:{given['key']}"
    review = reverse("approval:sign_batch")
    client.get(f"/meja/{step}/")  # a sample is opened before it is signed
    assert send(review, picks=picks, read=str(step), passphrase=WRONG) == 403
    assert send(review, picks=picks, read=str(step), passphrase=RIGHT) == 200
    assert Decision.objects.filter(state="made").count() == 2
    assert Signature.objects.filter(state="stored").count() == 2


def _cached():
    """Yield what the caches hold: the shared table or every text value of the Redis database, and the images kept."""
    if settings.REDIS_URL:
        client = cache._cache.get_client()
        yield from (
            (key.decode(), client.get(key))
            for key in client.scan_iter()
            if client.type(key) == b"string"
        )
        return
    yield from ((row.key, row.value.encode()) for row in Count.objects.all())
    yield from ((key, bytes(value)) for key, value in caches["images"]._cache.items())


def test_a_secret_is_in_no_row_file_log_report_cache_or_answer(used, listening, settings):
    assert assert_nowhere(rows()) > 1_000
    assert assert_nowhere(files(Path(settings.VAR_DIR), Path(settings.STORE_DIR))) > 10
    told = ((text[:200], text.encode(errors="replace")) for text in listening.told)
    assert assert_nowhere(told) > 10
    assert assert_nowhere(("answer", answer) for answer in used) > 10
    assert assert_nowhere(_cached()) > 0


def test_the_search_finds_what_it_looks_for(db, tmp_path):
    for spelling in spellings(RIGHT):
        (tmp_path / "bocor").write_bytes(b"..." + spelling + b"...")
        with pytest.raises(AssertionError):
            assert_nowhere(files(tmp_path))


def test_guessing_the_password_at_the_certificate_page_ends(court):
    """Whoever finds an open session may not make a key in its owner's name, nor try passwords there."""
    cache.clear()
    town = court.town
    create_account(by=city.CLERK, employee_id=town.people["citra"], password=Secret(LOGIN))
    client = Client()
    client.force_login(get_user_model().objects.get(employee_id=town.people["citra"]))
    given = {"passphrase": RIGHT, "again": RIGHT}
    page = reverse("signing:certificate")
    assert client.post(page, given).status_code == 422
    refused = [client.post(page, given | {"password": WRONG}).status_code for _ in range(5)]
    assert refused == [422, 422, 422, 422, 429]
    assert not Certificate.objects.filter(employee_id=town.people["citra"]).exists()
