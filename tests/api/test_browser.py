"""The page of the keys in a real browser: issue, copy, revoke; on a phone, without a complaint of axe."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from office.people.selectors.api_keys import holder_of, keys_of
from tests.daily_report.conftest import PASSWORD
from tests.journeys.looks import look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_person_issues_a_key_copies_it_and_revokes_it(desk, open_page):
    page = open_page(get_user_model().objects.get(employee_id=desk.ani.id))
    page.goto(reverse("mfa_index"))
    page.get_by_role("link", name="Kelola kunci API").click()
    look(page, "kunci-kosong")
    page.get_by_label("Nama kunci").fill("Laporan dari aplikasi proyek")
    page.get_by_label("Membaca laporan harian saya").check()
    page.get_by_label("Kata sandi sekarang").fill(PASSWORD.reveal())
    page.get_by_role("button", name="Terbitkan").click()
    page.get_by_text("Salin kunci ini sekarang").wait_for()
    look(page, "kunci-terbit")
    text = page.locator("p.mono").inner_text()
    assert holder_of(text).key.scopes == ("reports:read",)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Cabut").click()
    page.get_by_text("Kunci dicabut").wait_for()
    look(page, "kunci-dicabut")
    assert keys_of(desk.ani.id)[0].revoked_at is not None
