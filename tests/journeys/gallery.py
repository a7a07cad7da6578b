"""Which address of the site is looked at as whom, which has no picture of its own and why, and how pictures are named."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from playwright.sync_api import Page

from demo.cast import BY_KEY
from demo.logins import employee_id
from office.people.routing import Route, routes
from tests.site.walking import walk

VISITOR = ""
PAGES = {
    # name of the address: whose eyes see it with something on it (a key of the demo's cast)
    "account_login": VISITOR,
    "account_inactive": VISITOR,
    "signing:verify": VISITOR,
    "signing:code": VISITOR,
    "account_reauthenticate": "ani",
    "account_logout": "ani",
    "account_change_password": "ani",
    "mfa_activate_totp": "ani",
    "mfa_index": "fajar",
    "mfa_reauthenticate": "fajar",
    "mfa_deactivate_totp": "fajar",
    "mfa_generate_recovery_codes": "fajar",
    "api_keys": "fajar",
    "daily_report:today": "ani",
    "daily_report:index": "ani",
    "daily_report:detail": "ani",
    "tpp:mine": "ani",
    "tpp:month": "ani",
    "attendance:index": "ani",
    "attendance:day": "ani",
    "notices:index": "ani",
    "notices:settings": "ani",
    "people:devices": "ani",
    "inspection:mine": "ani",
    "city:index": "wali",
    "city:agency": "wali",
    "city:desks": "wali",
    "city:desk": "wali",
    "city:presence": "wali",
    "city:reports": "wali",
    "approval:desk": "citra",
    "approval:step": "citra",
    "approval:filing": "citra",
    "approval:appoint_plh": "citra",
    "approval:chains": "hana",
    "approval:chain_new": "hana",
    "approval:personnel": "hana",
    "approval:repairs": "hana",
    "leave:index": "ani",
    "leave:leave": "ani",
    "leave:duty": "ani",
    "leave:permit": "ani",
    "leave:balances": "hana",
    "leave:detail": "ani",
    "correction:index": "ani",
    "correction:new": "ani",
    "correction:detail": "vina",
    "people:mandates": "citra",
    "people:letters": "inspektur",
    "signing:certificate": "citra",
    "signing:document": "citra",
    "disbursement:index": "eka",
    "disbursement:new": "eka",
    "disbursement:lines": "eka",
    "disbursement:detail": "eka",
    "disbursement:revise": "eka",
    "disbursement:import": "bud",
    "approval:vacant": "hana",
    "people:index": "hana",
    "people:person": "hana",
    "people:import": "hana",
    "attendance:upload": "hana",
    "attendance:devices": "hana",
    "attendance:device": "hana",
    "attendance:person_month": "hana",
    "attendance:person_day": "hana",
    "tpp:runs": "hana",
    "tpp:run": "hana",
    "tpp:line": "hana",
    "sanctions:index": "hana",
    "sanctions:case": "hana",
    "inspection:index": "fajar",
    "inspection:person": "fajar",
    "inspection:document": "fajar",
    "inspection:case": "fajar",
}
LEFT_OUT = {
    "leave:edit": "the form of leave:leave, filled with a withdrawn request; tests/leave/test_pages.py opens it",
    "alive": "for a machine: one word of plain text",
    "ready": "for a machine: JSON",
    "manifest": "for the browser: JSON",
    **dict.fromkeys(
        (
            "api-1:openapi-json",
            "api-1:api-root",
            "api-1:api_reports",
            "api-1:api_report",
            "api-1:api_desk",
            "api-1:api_step",
            "api-1:api_documents",
            "api-1:api_document_pdf",
            "api-1:api_me",
            "api-1:api_roll",
        ),
        "for a program; tests/api calls each",
    ),
    "notices:worker": "for the browser: a script",
    "set_language": "answers by going back where one came from",
    "mfa_authenticate": "looked at on the way in, between password and code",
    "mfa_view_recovery_codes": "shows secrets; drawn after a form, checked by tests/people",
    "mfa_download_recovery_codes": "a text file",
    "daily_report:step": "a part of approval:step",
    "disbursement:step": "a part of approval:step",
    "leave:step": "a part of approval:step",
    "leave:count": "a part of leave:leave",
    "correction:step": "a part of approval:step",
    "correction:link": "a part of attendance:index",
    "correction:offer": "a part of attendance:day",
    "sanctions:step": "a part of approval:step",
    "approval:mandate_touches": "a part of approval:appoint_plh and people:mandates",
    "approval:chain_proposal": "the demo proposes no chain; tests/approval/test_chain_versions.py opens it",
    "approval:dispute": "nobody in the demo disputes a superior; tests/approval/test_line.py opens it",
    "approval:dispute_superior": "a form about one filing; tests/approval/test_line.py opens it",
    "approval:recuse": "a form about one step; tests/approval/test_line.py opens it",
    "approval:reassign": "a form about one step; tests/approval/test_repairs.py opens it",
    "leave:paper": "a file as it was handed in",
    "correction:edit": "the form of correction:new, filled with a returned request; tests/correction opens it",
    "correction:paper": "a file as it was handed in",
    "tpp:desk_top": "a part of approval:desk",
    "tpp:desk_worth": "a part of approval:desk",
    "approval:whereabouts": "a part of daily_report:detail and disbursement:detail",
    "disbursement:words": "a part of disbursement:new",
    "disbursement:line": "a part of disbursement:new",
    "tpp:progress": "a part of tpp:run while it computes",
    "daily_report:evidence": "a file as it was handed in",
    "disbursement:paper": "a file as it was handed in",
    "sanctions:minutes": "a file as it was handed in",
    "people:import_template": "a CSV file",
    "signing:pdf": "a PDF",
    "signing:public_pdf": "a PDF",
    "signing:png": "a picture; shown on signing:document",
    "signing:public_png": "a picture; shown on signing:code",
}
NEEDS_A_THING = frozenset(
    {
        "daily_report:detail",
        "city:desk",
        "approval:step",
        "correction:detail",
        "leave:detail",
        "approval:filing",
        "disbursement:detail",
        "disbursement:revise",
        "tpp:run",
        "tpp:line",
        "sanctions:case",
        "inspection:document",
        "inspection:case",
        "signing:document",
        "signing:code",
    }
)
"""Pages about one report, request, run, case or document: without it there is no page, so no empty one either."""


FROM_THE_FIRST_DAY: dict[str, Callable[[], dict[str, object]]] = {
    "tpp:month": lambda: {"period": "2026-10"},
    "attendance:day": lambda: {"on": date(2026, 10, 5)},
    "attendance:person_month": lambda: {"nip": BY_KEY["ani"].nip},
    "attendance:person_day": lambda: {"nip": BY_KEY["ani"].nip, "on": date(2026, 10, 5)},
    "inspection:person": lambda: {"employee_id": employee_id("ani")},
}
"""Pages of a person or a time, which nothing has to have happened for."""


def readable() -> dict[str, Route]:
    """Return every address that answers GET, by name."""
    return {route.name: route for route in routes() if "GET" in route.methods}


def picture(name: str, state: str) -> str:
    """Return the beginning of the pictures' names: the address with x for its arguments, then the state."""
    path = re.sub(r"<[^>]*>", "x", readable()[name].path).strip("/").replace("/", "-")
    return f"{path or 'beranda'}--{state}"


def client_of(page: Page) -> Client:
    """Return a client in the session of a browser's page."""
    client = Client()
    for cookie in page.context.cookies():
        if cookie["name"] == settings.SESSION_COOKIE_NAME:
            client.cookies[cookie["name"]] = cookie["value"]
    return client


def addresses(pages: Iterable[tuple[str, HttpResponse]]) -> dict[str, str]:
    """Return for each name of an address the fullest page found by links: the one that has most to show."""
    best: dict[str, tuple[int, str]] = {}
    for url, page in pages:
        if page.status_code != 200 or page.streaming:
            continue
        name, size = name_of(url), len(page.content)
        if size > best.get(name, (0, ""))[0]:
            best[name] = size, url
    return {name: url for name, (_size, url) in best.items()}


def links_of(page: Page) -> dict[str, str]:
    """Return what a person reaches by links from the first page."""
    return addresses(walk(client_of(page)))


def name_of(url: str) -> str:
    """Return the name of an address; empty for one that leads nowhere."""
    try:
        return resolve(urlsplit(url).path).view_name
    except Resolver404:
        return ""


def known_address(name: str) -> str:
    """Return an address that is there from the first day: one without arguments, or of a person and a day."""
    try:
        return reverse(name, kwargs=FROM_THE_FIRST_DAY.get(name, dict)())
    except NoReverseMatch:
        return ""
