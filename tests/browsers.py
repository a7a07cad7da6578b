"""Fixtures with Debian's Chromium: one context per person, no complaint of the content policy allowed."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests import engines
from tests.journeys.looks import FLAGS, HEIGHT


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser per module; the plugin holds it, since two loops of Playwright cannot run in one process.

    Not longer than a module: while the loop runs, no other test of this process may start one of its own.
    """
    # Django would take every query beside the loop for a mistake.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=engines.chromium(), args=list(FLAGS))
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_page(chromium: Browser, live_server) -> Iterator[Callable[..., Page]]:
    """Return `open_page(account=None, width=1360)`: a page of its own context, signed in as the account where given."""
    contexts, complaints = [], []

    def opened(account=None, width: int = 1360) -> Page:
        context = chromium.new_context(
            base_url=live_server.url, viewport={"width": width, "height": HEIGHT}, locale="id-ID"
        )
        contexts.append(context)
        if account is not None:
            context.add_cookies([_session_cookie(account, live_server.url)])
        page = context.new_page()
        page.on(
            "console",
            lambda message: complaints.append(message.text) if _refused(message.text) else None,
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)


def _refused(text: str) -> bool:
    return "Content Security Policy" in text or "Refused to" in text


def _session_cookie(account, url: str) -> dict[str, str]:
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(account)
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": url,
    }
