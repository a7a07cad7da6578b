"""The one shell: who sees which entry, what the browser is told, and what every template keeps from."""

import re

import pytest
from django.template import engines
from django.test import Client, RequestFactory
from django.urls import reverse

from config import site
from config.assets import ROOT
from config.views import broken
from office.people import access

PAGES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPT_WITHOUT_SOURCE = re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE)
HANDLER = re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE)


def _signed_in(account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def _menu(client: Client, path: str = "/") -> site.Menu:
    return client.get(path).context["menu"]


def test_the_policy_allows_scripts_and_styles_only_from_here(client, db):
    directives = dict(
        part.strip().split(" ", 1)
        for part in client.get(reverse("account_login"))["Content-Security-Policy"].split(";")
        if part.strip()
    )
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == directives["style-src"] == "'self'"
    assert directives["style-src-attr"] == "'unsafe-inline'"
    assert directives["frame-ancestors"] == directives["base-uri"] == "'none'"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_template_holds_inline_script_or_style(page):
    text = page.read_text(encoding="utf-8")
    assert not SCRIPT_WITHOUT_SOURCE.search(text)
    assert not HANDLER.search(text)
    assert not re.search(r"<style|javascript:|hx-on|hx-vars", text, re.IGNORECASE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_template_compiles(page):
    engines["django"].get_template(str(page.relative_to(ROOT / "templates")))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_post_form_carries_the_csrf_token(page):
    text = page.read_text(encoding="utf-8")
    for form in re.findall(
        r"<form[^>]*method=[\"']post[\"'].*?</form>", text, re.IGNORECASE | re.DOTALL
    ):
        assert "csrf_token" in form


@pytest.mark.parametrize(
    "entry", [*site.MENU, *site.ACCOUNT_MENU], ids=lambda entry: entry.url_name
)
def test_every_entry_leads_somewhere_under_a_known_rule(entry):
    assert reverse(entry.url_name).startswith("/")
    assert access.is_known(entry.rule)


def test_a_visitor_sees_no_navigation(client, db):
    page = client.get(reverse("account_login"))
    assert page.context["menu"].items == ()
    assert 'class="rail"' not in page.content.decode()


def test_staff_see_their_own_places_and_no_others(staffed):
    urls = {item.url for item in _menu(_signed_in(staffed.ani)).items}
    assert "/" in urls
    assert reverse("inspection:index") not in urls
    assert reverse("people:index") not in urls


def test_an_appointment_opens_its_place(staffed):
    assert reverse("inspection:index") in {
        item.url for item in _menu(_signed_in(staffed.fajar)).items
    }


def test_one_entry_at_most_is_the_current_one(staffed):
    client = _signed_in(staffed.fajar)
    for item in _menu(client).items:
        current = [other.url for other in _menu(client, item.url).items if other.current]
        assert current == [item.url]


def test_the_shell_names_the_person_and_the_post(staffed):
    page = _signed_in(staffed.ani).get("/").content.decode()
    assert "Ani Lestari" in page
    assert "Jabatan Ani Lestari · Dinas Kominfo" in page


def test_the_demo_clock_is_shown_as_such(staffed):
    page = _signed_in(staffed.ani).get("/").content.decode()
    assert "Jam demo" in page
    assert "2 November 2026 07.00 WIB" in page


def test_the_language_can_be_changed_and_stays(staffed):
    client = _signed_in(staffed.ani)
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    page = client.get("/").content.decode()
    assert '<html lang="en">' in page
    assert "Work desk" in page


def test_an_unknown_address_says_what_to_do(staffed):
    answer = _signed_in(staffed.ani).get("/tidak-ada/")
    assert answer.status_code == 404
    assert "Halaman tidak ditemukan" in answer.content.decode()


def test_what_is_not_ones_own_is_refused_with_its_reason(staffed):
    answer = _signed_in(staffed.ani).get(reverse("inspection:index"))
    assert answer.status_code == 403
    assert "jabatan, penunjukan atau mandat" in answer.content.decode()


def test_the_page_of_a_fault_asks_nothing_of_the_database(rf, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = broken(rf.get("/"))
    assert answer.status_code == 500
    assert "belum tersimpan" in answer.content.decode()


def test_the_site_can_be_installed(client, db):
    answer = client.get(reverse("manifest"))
    assert answer["Content-Type"] == "application/manifest+json"
    assert {icon["sizes"] for icon in answer.json()["icons"]} == {"any", "192x192", "512x512"}


def test_every_slot_of_a_template_is_known_and_every_known_slot_is_used():
    named = set()
    for page in PAGES:
        named |= set(
            re.findall(r"\{%\s*slot\s+[\"']([a-z._]+)[\"']", page.read_text(encoding="utf-8"))
        )
    assert named == set(site.SLOTS)


def test_a_fragment_is_left_out_where_its_rule_is_not_met(staffed):
    def view(request):
        raise AssertionError

    view.rule = "inspector"
    request = RequestFactory().get("/")
    request.viewer = access.Viewer(employee_id=staffed.ani.employee_id)
    assert not site.may_open(request, view)


def test_an_unknown_slot_is_an_error(rf, db):
    with pytest.raises(KeyError):
        engines["django"].from_string("{% load slots %}{% slot 'tidak.ada' %}").render(
            {}, rf.get("/")
        )
