"""The pages of the allowance as people see them, on a phone and a desktop."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from office.audit.core import Secret
from office.people.services import create_account
from tests.journeys.looks import look
from tests.tpp.conftest import CLERK

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NIP_OF_ANI = "198001062005011007"


def account(town, key):
    create_account(
        by=CLERK, employee_id=town.people[key], password=Secret("rahasia-uji-yang-panjang")
    )
    return get_user_model().objects.get(employee_id=town.people[key])


def test_own_pay_opens_into_its_reasons(open_page, started, town):
    page = open_page(account(town, "ani"), width=360)
    page.goto(reverse("tpp:month", args=["2026-10"]))
    page.get_by_text("Terlambat masuk").click()
    assert page.get_by_text("5 Oktober 2026: 45 menit, TL2 (1%)").is_visible()
    look(page, "tpp-saya")
    page.goto(reverse("tpp:mine"))
    look(page, "tpp-bulan-ini")


def test_personnel_looks_at_a_run_and_opens_a_line(open_page, started, town):
    page = open_page(account(town, "eka"))
    page.goto(reverse("tpp:runs"))
    look(page, "tpp-perhitungan")
    page.get_by_role("link", name="Oktober 2026").click()
    look(page, "tpp-perhitungan-satu")
    page.get_by_role("link", name="Ani", exact=True).click()
    assert page.get_by_text("Dari mana angka ini").is_visible()
    look(page, "tpp-perhitungan-baris")
    assert NIP_OF_ANI in page.url


def test_an_empty_list_of_runs_says_how_to_begin(open_page, town):
    page = open_page(account(town, "eka"))
    page.goto(reverse("tpp:runs"))
    assert page.get_by_text("Belum ada perhitungan").is_visible()
    look(page, "tpp-perhitungan-kosong")
