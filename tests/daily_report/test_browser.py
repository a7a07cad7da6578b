"""The day's page in a real browser: checks while typing, filing, a phone's width, no complaint of axe."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from playwright.sync_api import expect

from office.people import services as people
from tests.daily_report.conftest import CLERK, MONDAY, PASSWORD, draft, file, work
from tests.daily_report.test_filing import decide
from tests.journeys.looks import look
from workflows.daily_report.models import DailyReport

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def account_of(person):
    people.create_account(by=CLERK, employee_id=person.id, password=PASSWORD)
    return get_user_model().objects.get(employee_id=person.id)


def test_a_claim_outside_presence_shows_while_typing_and_the_report_is_filed(present, open_page):
    page = open_page(account_of(present.ani))
    page.goto("/?hari=2026-10-05")
    page.get_by_label("Mulai").fill("07:00")
    page.get_by_label("Selesai").fill("09:00")
    page.get_by_label("Kegiatan", exact=True).fill("Menyusun notulen rapat")
    page.get_by_label("Volume").fill("1")
    page.get_by_label("Satuan").fill("dokumen")
    page.get_by_label("Satuan").blur()
    page.get_by_text("25 menit kegiatan di luar rekam kehadiran (07.00–07.25)").wait_for()
    assert not DailyReport.objects.exists()
    page.get_by_label("Mulai").fill("07:30")
    page.get_by_role("button", name="Tambahkan").click()
    page.get_by_text("Kegiatan ditambahkan").wait_for()
    page.get_by_role("button", name="Ajukan laporan").click()
    page.get_by_text("Dipegang Budi").wait_for()
    assert DailyReport.objects.get().state == "submitted"


def test_the_pages_fit_a_phone_and_axe_finds_nothing_grave(unsigned, punch, open_page):
    punch(unsigned.ani, "2026-10-05 07:25:00", "2026-10-05 19:05:00")
    page = open_page(account_of(unsigned.ani))
    page.goto(reverse("daily_report:index"))
    look(page, "laporan-kosong")
    page.goto("/?hari=2026-10-05")
    look(page, "hari-ini-kosong")
    draft(
        unsigned.ani,
        MONDAY,
        [
            work(420, 480),
            work(470, 600, "Rapat koordinasi pengelolaan data"),
            work(780, 960, "Survei"),
        ],
    )
    page.goto("/?hari=2026-10-05")
    look(page, "hari-ini")
    page.goto("/")
    look(page, "hari-ini-pagi")
    file(
        unsigned.ani, MONDAY, [work(420, 480), work(470, 600, "Rapat koordinasi pengelolaan data")]
    )
    decide(unsigned.budi)
    page.goto(reverse("daily_report:detail", args=[DailyReport.objects.get(date=MONDAY).public_id]))
    look(page, "laporan")
    page.goto(reverse("daily_report:index"))
    look(page, "laporan-daftar")


def test_on_a_phone_a_refused_form_comes_back_at_what_is_wrong(present, open_page):
    page = open_page(account_of(present.ani))
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/?hari=2026-10-05")
    page.get_by_label("Mulai").fill("10:00")
    page.get_by_label("Selesai").fill("09:00")
    page.get_by_label("Kegiatan", exact=True).fill("Menyusun notulen rapat")
    page.get_by_label("Volume").fill("1")
    page.get_by_label("Satuan").fill("dokumen")
    page.get_by_role("button", name="Tambahkan").click()
    fault = page.locator(".field-error, .note.tone-bad").first
    expect(fault).to_be_in_viewport()
    expect(page.locator("[autofocus]")).to_be_focused()
