"""What people of every journey do: come in, sign at the desk, take a paper home; and how outsiders judge that paper."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import Locator, Page

from office.audit.core import Actor, Secret
from office.jobs.services import run_due
from office.people import selectors as people
from office.people.services import create_account
from tests.approval.city import PASSPHRASE
from tests.journeys.looks import look

PASSWORD = "kata-sandi-uji-2026"


def give_account(employee_id: int) -> None:
    create_account(by=Actor.system("test"), employee_id=employee_id, password=Secret(PASSWORD))


def knock(page: Page, employee_id: int) -> None:
    """Send NIP and password at the door."""
    page.goto("/")
    page.locator("input[name=login]").fill(people.person(employee_id).nip)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()


def door(town, open_page) -> Callable[[str], Page]:
    """Return `enter("ani")`: a page of a person of the town who came in by NIP and password."""

    def enter(key: str) -> Page:
        page = open_page()
        give_account(town.people[key])
        knock(page, town.people[key])
        page.get_by_role("heading", name="Hari ini").wait_for()
        return page

    return enter


def code_now(secret: Secret) -> str:
    """Return what an authenticator shows now."""
    return format_hotp_value(
        hotp_value(secret.reveal(), next(iter(yield_hotp_counters_from_time())))
    )


def drain() -> None:
    """Do every due job, as the worker does."""
    while run_due():
        pass


def error_at(page: Page, field: str) -> Locator:
    """Return the message that stands at a field, found by the field's id."""
    return page.locator(f"#{field}_error")


def open_from_desk(page: Page, title: str) -> None:
    page.goto("/meja/")
    page.locator("a.row-main", has_text=title).click()


def approve_one(page: Page, title: str) -> None:
    """Approve at a level that signs nothing: one button."""
    open_from_desk(page, title)
    page.locator("button[form=setujui]").click()
    page.get_by_role("heading", name="Meja kerja").wait_for()


def sign_one(page: Page, title: str, picture: str = "") -> None:
    """Open a document from the desk, read it and sign it."""
    open_from_desk(page, title)
    page.locator("input[name=passphrase]").fill(PASSPHRASE)
    if picture:
        look(page, picture)
    page.locator("button[form=setujui]").click()
    page.get_by_role("heading", name="Meja kerja").wait_for()


def sign_all(page: Page, picture: str = "") -> None:
    """Pick everything on the desk and sign it under one consent."""
    page.goto("/meja/")
    page.get_by_label("Pilih semua di halaman ini").check()
    page.get_by_role("button", name="Tinjau dan tanda tangani").click()
    for row in page.locator("li:has(input[name=read])").all():
        with page.context.expect_page() as opening:
            row.locator("a").click()
        opening.value.close()
        row.locator("input[name=read]").check()
    page.locator("input[name=passphrase]").fill(PASSPHRASE)
    if picture:
        look(page, picture)
    page.locator("button[form=tandatangani]").click()
    page.get_by_text("berkas selesai").wait_for()


def download(page: Page, link: str, path: Path) -> Path:
    """Follow a link that hands out a file and keep the file."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).click()
    waiting.value.save_as(path)
    return path


def assert_pdfsig_agrees(paper: Path, signatures: int) -> None:
    """Poppler's pdfsig, which knows nothing of us, finds so many signatures, all of them good and over all there was."""
    told = subprocess.run(
        ["pdfsig", "-nocert", str(paper)], capture_output=True, text=True, check=False
    ).stdout
    assert told.count("Signature Validation:") == signatures, told
    assert told.count("Signature is Valid.") == signatures, told


def run_month(personnel: Page, month: str, agency: str, picture: str = "") -> None:
    """Compute an agency's month and send its list up for signing."""
    personnel.goto("/tpp/perhitungan/")
    personnel.get_by_label("Bulan").select_option(month)
    personnel.get_by_label("Perangkat Daerah").select_option(label=agency)
    personnel.get_by_role("button", name="Hitung").click()
    personnel.get_by_text("Pegawai dihitung").wait_for()
    drain()
    personnel.reload()
    if picture:
        look(personnel, picture)
    personnel.get_by_role("button", name="Ajukan untuk ditandatangani").click()
    personnel.get_by_text("Daftar TPP diajukan").wait_for()
