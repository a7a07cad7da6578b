"""`make screens`: every page of the site with the demo's data, and as it is when nothing has happened yet."""

from collections import defaultdict

import pytest
from django.core.cache import cache
from playwright.sync_api import Page

from demo.build import BUILDER, build, settle
from demo.cast import BY_KEY
from demo.days import FIRST_DAY
from demo.logins import WITH_TOTP, employee_id, kept_totp, password
from demo.scenes import SERVES_FROM, scenes
from office.audit.core import Secret
from office.audit.services import set_clock
from tests.journeys.gallery import (
    LEFT_OUT,
    NEEDS_A_THING,
    PAGES,
    VISITOR,
    known_address,
    links_of,
    name_of,
    picture,
    readable,
)
from tests.journeys.looks import look
from tests.journeys.steps import code_now

LOST = "/tidak-ada/"


def test_every_page_has_its_picture_or_a_reason_to_have_none():
    named = [*PAGES, *LEFT_OUT]
    assert sorted(named) == sorted(readable())
    assert set(PAGES) >= NEEDS_A_THING


def test_pictures_are_named_by_their_address():
    assert picture("daily_report:today", "isi") == "beranda--isi"
    assert picture("tpp:line", "kosong") == "tpp-perhitungan-x-x--kosong"
    assert len({picture(name, "isi") for name in PAGES}) == len(PAGES)


def come_in(page: Page, key: str, state: str) -> None:
    """Sign in as the login page asks; the one with an authenticator shows that page on the way."""
    page.goto("/masuk/")
    page.locator("input[name=login]").fill(BY_KEY[key].nip)
    page.locator("input[name=password]").fill(password().reveal())
    page.get_by_role("button", name="Masuk", exact=True).click()
    if key == WITH_TOTP:
        page.get_by_role("heading", name="Kode autentikator").wait_for()
        look(page, picture("mfa_authenticate", state))
        page.locator("input[name=code]").fill(code_now(Secret(kept_totp())))
        page.get_by_role("button", name="Masuk", exact=True).click()
    page.get_by_role("heading", name="Hari ini").wait_for()


def open_at(page: Page, url: str, name: str) -> None:
    """Open an address; the password is asked again where the sign-in is some minutes old."""
    answer = page.goto(url)
    if name_of(page.url) == "account_reauthenticate" != name:
        page.locator("input[name=password]").fill(password().reveal())
        with page.expect_navigation() as leaving:
            page.get_by_role("button", name="Lanjutkan").click()
        answer = leaving.value
    assert (answer.status, name_of(page.url)) == (200, name), url


def hang(open_page, state: str) -> set[str]:
    """Picture every page as its reader sees it; return the names of those nobody's links lead to.

    A page with a fault does not keep the others from being looked at: all faults are told at the end.
    """
    names, found, missing, faults = defaultdict(list), {}, set(), []
    for name, key in PAGES.items():
        names[key].append(name)
    for key in sorted(names, reverse=True):  # a visitor last: the papers' codes are known by then
        page = open_page()
        if key != VISITOR:
            come_in(page, key, state)
            found |= links_of(page)
        for name in names[key]:
            url = found.get(name) or known_address(name)
            if not url:
                missing.add(name)
                continue
            try:
                open_at(page, url, name)
                look(page, picture(name, state))
            except AssertionError as fault:
                faults.append(f"{name} ({key}): {str(fault).splitlines()[0]}")
    page.goto(LOST)
    look(page, f"galat-404--{state}")
    assert faults == []
    return missing


@pytest.fixture
def begin():
    """Nothing is remembered of another test's city: ids, counted tries, used codes."""
    employee_id.cache_clear()
    cache.clear()
    yield
    employee_id.cache_clear()


@pytest.mark.screens
@pytest.mark.browser
@pytest.mark.timeout(0)
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("begin")
def test_every_page_with_the_demos_data(open_page):
    build(print, hands=1)
    settle()
    assert hang(open_page, "isi") == set()


@pytest.mark.screens
@pytest.mark.browser
@pytest.mark.timeout(0)
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("begin")
def test_every_page_of_a_city_in_which_nothing_has_happened(open_page):
    for scene in scenes():
        if scene.at.date() < FIRST_DAY:
            set_clock(by=BUILDER, at=scene.at)
            scene.play()
    set_clock(by=BUILDER, at=SERVES_FROM)
    assert hang(open_page, "kosong") == NEEDS_A_THING
