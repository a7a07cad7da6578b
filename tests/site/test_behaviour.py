"""What the scripts add, in a real browser: never twice, selection with sums, keys, theme, parts of a form."""

from http import HTTPStatus

import pytest

from config.assets import ROOT
from tests.journeys.looks import assert_accessible, assert_fits, look

pytestmark = pytest.mark.browser

HOST = "http://halaman.uji"
HEAD = (
    '<!doctype html><html lang="id"><head><title>Uji</title><script src="/static/js/theme.js"></script>'
    '<link rel="stylesheet" href="/static/vendor/site.css"><script src="/static/js/site.js" defer></script></head><body>'
)


@pytest.fixture
def draw(chromium):
    """Return `draw(html)`: a page holding it, with our scripts, under our content policy."""
    context = chromium.new_context(base_url=HOST)
    posted = []

    def opened(html: str):
        def answer(route):
            path = route.request.url.removeprefix(HOST)
            if path.startswith("/static/"):
                return route.fulfill(path=ROOT / path.lstrip("/"))
            if route.request.method == "POST":
                posted.append(route.request.post_data)
                return route.fulfill(status=HTTPStatus.NO_CONTENT)
            policy = {
                "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'"
            }
            return route.fulfill(body=HEAD + html, content_type="text/html", headers=policy)

        page = context.new_page()
        page.route("**/*", answer)
        page.goto("/")
        page.posted = posted
        return page

    yield opened
    context.close()


def test_a_form_is_sent_once_however_often_it_is_pressed(draw):
    page = draw(
        '<form method="post" action="/x" id="f"><button type="submit">Ajukan</button></form>'
    )
    page.evaluate(
        "() => { const b = document.querySelector('button'); b.click(); b.click(); b.click(); }"
    )
    page.wait_for_selector("button:disabled")
    assert len(page.posted) == 1


def test_the_pressed_button_still_says_which_it_was(draw):
    page = draw(
        '<form method="post" action="/x"><button name="choice" value="return">Kembalikan</button></form>'
    )
    page.click("button")
    page.wait_for_selector("button:disabled")
    assert page.posted == ["choice=return"]


def test_a_question_answered_with_no_sends_nothing(draw):
    page = draw(
        '<form method="post" action="/x"><button data-confirm="Tarik?">Tarik</button></form>'
    )
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.click("button")
    assert page.posted == []


def test_selecting_all_counts_sums_and_frees_the_button(draw):
    rows = "".join(
        f'<input type="checkbox" name="pick" data-amount="{n}" data-minutes="90">'
        for n in (1_000, 41_200)
    )
    page = draw(
        f'<input type="checkbox" data-select-all="pick">{rows}<output data-selected="pick"></output>'
        '<output id="a" data-sum="pick:amount"></output><output id="m" data-sum="pick:minutes"></output>'
        '<button type="button" data-needs="pick">Tanda tangani</button>'
    )
    assert page.is_disabled("button")
    page.check("[data-select-all]")
    assert page.text_content("[data-selected]") == "2"
    assert page.text_content("#a") == "Rp42.200"
    assert page.text_content("#m") == "3 jam"
    assert page.is_enabled("button")
    page.uncheck("[name=pick] >> nth=0")
    assert page.evaluate("document.querySelector('[data-select-all]').indeterminate")


def test_a_list_is_walked_with_the_keyboard(draw):
    row = '<li data-row><input type="checkbox" name="pick"><a href="/{0}">Baris {0}</a></li>'
    page = draw(
        f'<input data-search><ul data-list>{row.format(1)}{row.format(2)}</ul><dialog id="key-help">?</dialog>'
    )
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.evaluate(
        "[...document.querySelectorAll('[name=pick]')].map((box) => box.checked)"
    ) == [False, True]
    assert page.evaluate("document.activeElement.textContent") == "Baris 2"
    page.keyboard.press("?")
    assert page.evaluate("document.getElementById('key-help').open")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("jx?")
    assert page.input_value("[data-search]") == "jx?"


def test_the_chosen_theme_stays_and_the_system_decides_without_one(draw):
    page = draw('<button type="button" data-theme="dark">Gelap</button>')
    page.emulate_media(color_scheme="light")
    assert page.get_attribute("html", "data-bs-theme") == "light"
    page.emulate_media(color_scheme="dark")
    page.wait_for_selector("html[data-bs-theme=dark]")
    page.emulate_media(color_scheme="light")
    page.click("button")
    page.reload()
    assert page.get_attribute("html", "data-bs-theme") == "dark"


def test_a_part_of_a_form_appears_with_its_choice_and_is_not_sent_without(draw):
    page = draw(
        '<form method="post" action="/x"><select name="kind"><option>UP</option><option>LS</option></select>'
        '<div data-show-when="kind=LS"><input name="payee" value="a"></div><button>Kirim</button></form>'
    )
    assert not page.is_visible("[name=payee]")
    page.select_option("[name=kind]", "LS")
    assert page.is_visible("[name=payee]")
    page.select_option("[name=kind]", "UP")
    page.click("button")
    page.wait_for_selector("button:disabled")
    assert page.posted == ["kind=UP"]


def test_a_number_in_a_list_fills_the_field_it_belongs_to(draw):
    page = draw(
        '<input name="login"><button type="button" data-fill="login=199001012015011001">Ani</button>'
    )
    page.click("button")
    assert page.input_value("[name=login]") == "199001012015011001"


@pytest.mark.django_db(transaction=True)
def test_the_login_page_is_accessible_at_every_width(open_page):
    page = open_page(width=360)
    page.goto("/masuk/")
    look(page, "masuk")


@pytest.mark.django_db(transaction=True)
def test_the_shell_is_accessible_and_its_menus_open_without_a_mouse(open_page, staffed):
    page = open_page(staffed.fajar, width=360)
    page.goto("/")
    page.focus(".topbar .account")
    page.keyboard.press("Enter")
    assert page.is_visible("text=Keluar")
    assert_accessible(page, "menu")
    assert_fits(page, "menu")
    page.keyboard.press("Escape")
    assert not page.is_visible("text=Keluar")
