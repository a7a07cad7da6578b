"""Everybody walks the whole site: every page draws with every value given, and holds to the policy."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.template import engines
from django.test import Client
from django.utils import translation

from office.audit.core import Actor, Secret
from office.people.services import create_account
from tests.inspection.conftest import released, treasury
from tests.site.walking import Strict, UndefinedValue, walk
from tests.tpp.conftest import drain, started, town

__all__ = ["drain", "released", "started", "town", "treasury"]

INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)|<style|<[^>]+\son[a-z]+\s*=|javascript:", re.IGNORECASE
)
FOREIGN = re.compile(r"""(?:src|href|action|hx-[a-z]+)=["'](?:https?:)?//""")


@pytest.fixture
def strict():
    """A value a template names and no view gives is an error, not an empty place."""
    engine = engines["django"].engine
    before, engine.string_if_invalid = engine.string_if_invalid, Strict("%s")
    yield
    engine.string_if_invalid = before


def _client(employee_id: int) -> Client:
    create_account(
        by=Actor.system("test"), employee_id=employee_id, password=Secret("kata-sandi-uji")
    )
    client = Client()
    client.force_login(get_user_model().objects.get(employee_id=employee_id))
    return client


def _walk_as(employee_id: int) -> dict[str, int]:
    answers = {}
    for url, page in walk(_client(employee_id)):
        answers[url] = page.status_code
        if page.status_code == 200 and page.get("Content-Type", "").startswith("text/html"):
            html = page.content.decode()
            assert not INLINE.search(html), url
            assert not FOREIGN.search(html), url
            assert html.count("<h1") == ("<html" in html), (
                url
            )  # a part of a page has no heading of its own
            assert "default-src 'none'" in page["Content-Security-Policy"], url
    return answers


@pytest.mark.usefixtures("strict", "started")
@pytest.mark.parametrize("key", ["ani", "citra", "eka"])
def test_every_link_of_a_month_leads_to_a_page(town, key):
    answers = _walk_as(town.people[key])
    assert {url: code for url, code in answers.items() if code >= 400} == {}
    assert len(answers) > 10


@pytest.mark.usefixtures("strict", "released")
@pytest.mark.parametrize("key", ["fajar", "gita"])
def test_every_link_of_a_release_leads_to_a_page(treasury, key):
    answers = _walk_as(treasury.town.people[key])
    assert {url: code for url, code in answers.items() if code >= 400} == {}


def test_the_pages_draw_in_english_too(started, town):
    with translation.override("id"):
        client = _client(town.people["ani"])
        client.cookies["django_language"] = "en"
        answers = {url: page.status_code for url, page in walk(client)}
    assert max(answers.values()) < 400


def test_a_value_that_no_view_gives_is_named(strict):
    with pytest.raises(UndefinedValue, match="tidak_ada"):
        engines["django"].from_string("{{ tidak_ada }}").render({})
