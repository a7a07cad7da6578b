"""A key's secret is written nowhere: used, mistyped and broken off, then rows, logs, reports and counts are searched."""

import logging
from collections.abc import Iterator

from django.test import Client
from django.urls import reverse

from tests.api.conftest import browser
from tests.daily_report.conftest import PASSWORD
from tests.site.test_secrets import _broken, _cached, listening, rows, spellings

__all__ = ["listening"]

FORM = {"name": "Skrip", "scopes": ["people:read"], "expires_on": "2026-12-31"}


def holds(secret: str, places: Iterator[tuple[str, bytes]]) -> list[str]:
    hidden = spellings(secret)
    return [place for place, content in places if any(one in content for one in hidden)]


def test_the_secret_of_a_key_is_in_no_row_log_report_or_count(desk, listening, monkeypatch):
    client = browser(desk.ani)
    page = client.post(reverse("api_keys"), FORM | {"password": PASSWORD.reveal(), "key": "k"})
    text = page.content.decode().partition('<p class="mono">')[2].partition("<")[0]
    secret = text.split("_", 2)[2]
    assert len(secret) == 43
    program = Client(raise_request_exception=False, headers={"Authorization": f"Bearer {text}"})
    assert program.get("/api/v1/people/me").status_code == 200
    with monkeypatch.context() as patch:
        patch.setattr("office.people.api.selectors.position_of", _broken)
        assert program.get("/api/v1/people/me").status_code == 500
    mistyped = Client(headers={"Authorization": f"Bearer {text[:-1]}~"})
    assert mistyped.get("/api/v1/people/me").status_code == 401
    logging.getLogger("uji").warning("didengar")
    told = [(line[:200], line.encode(errors="replace")) for line in listening.told]
    assert any("listrik padam" in line for line in listening.told)
    almost = secret[:-1]
    assert holds(almost, rows()) == []
    assert holds(almost, iter(told)) == []
    assert holds(almost, _cached()) == []
    assert holds(secret, iter([("page", page.content)])) == ["page"]
