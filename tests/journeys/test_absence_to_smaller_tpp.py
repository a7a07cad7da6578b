"""From four days away to a smaller allowance: the file, the machine's case, the hearing, the signed decision, the pay."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page

from office.attendance import services as attendance
from office.attendance.models import Punch
from office.indonesia import CalendarMonth, rupiah
from office.jobs.services import keep_schedule
from office.regulations.selectors import in_force
from performance.sanctions.models import Hearing, SanctionCase
from performance.tpp import services as tpp
from performance.tpp.models import TppLine
from tests.approval import city
from tests.journeys.looks import look
from tests.journeys.steps import (
    approve_one,
    assert_pdfsig_agrees,
    door,
    download,
    drain,
    error_at,
    open_from_desk,
    run_month,
    sign_all,
    sign_one,
)
from workflows.disbursement import services as disbursement

pytestmark = [pytest.mark.browser, pytest.mark.poppler, pytest.mark.django_db(transaction=True)]

SN = "KMF-01"
STAFF = ("ani", "budi", "citra", "dedi", "eka")
AWAY = [date(2026, 8, day) for day in (3, 4, 5, 6)]
"""Monday to Thursday."""
KOMINFO = "Dinas Komunikasi dan Informatika"
REASON = "Terbukti dan diakui dalam pemeriksaan."


def file_of(town, first: date, last: date, away: Iterable[date] = ()) -> bytes:
    """Return what the device of the lobby writes: everybody in and out on each weekday, Ani not on some."""
    lines = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        for key in STAFF if day.weekday() < 5 else ():
            if key == "ani" and day in away:
                continue
            pin = town.people[key]
            lines += [
                f"{pin}\t{day} {time}\t255\t1\t0\t0\t0\n" for time in ("07:20:00", "16:40:00")
            ]
    return "".join(lines).encode()


@pytest.fixture
def town(db, at):
    """Monday 14 September 2026, 08.00 WIB: Kominfo with a device whose file nobody has brought in yet."""
    at(2026, 9, 14, 8, 0)
    town = city.found()
    agency = town.agencies["KOMINFO"]
    attendance.load_holidays(by=city.CLERK, year=2026, decree="SKB-2026")
    attendance.set_roster(
        by=city.CLERK,
        roster="kantor_5_hari",
        agency_id=agency,
        valid_from=city.NEW_YEAR,
        decree="SK-R",
    )
    attendance.register_device(by=city.CLERK, sn=SN, name="Lobi", agency_id=agency)
    attendance.own_pins(
        by=city.CLERK,
        sn=SN,
        pins={str(town.people[key]): town.people[key] for key in STAFF},
        valid_from=city.NEW_YEAR,
        decree="SK-D",
    )
    for key, place, kind in (("eka", "SETDA", "personnel"), ("budi", "KOMINFO", "treasurer")):
        city.people.appoint(
            by=city.CLERK,
            employee_id=town.people[key],
            agency_id=town.agencies[place],
            kind=kind,
            decree="SK-P",
            valid_from=city.NEW_YEAR,
        )
    disbursement.open_budget_line(
        by=city.CLERK,
        agency_id=agency,
        fiscal_year=2026,
        code=in_force("finance", city.NEW_YEAR).tpp_account,
        title="TPP",
        ceiling=500_000_000,
        decree="DPA-1",
    )
    accounts = [tpp.PayAccountGiven(town.people[key], f"00{town.people[key]:06}") for key in STAFF]
    tpp.set_pay_accounts(by=city.CLERK, accounts=accounts)
    city.give_certificates(town, "citra")
    return town


@pytest.fixture
def sign_in(town, open_page):
    return door(town, open_page)


def check_file(eka: Page, content: bytes) -> None:
    """Hand the device's file in for checking, from the page of the devices."""
    eka.goto("/kehadiran/mesin/")
    eka.get_by_role("link", name="Impor berkas mesin").click()
    eka.get_by_label("Nomor seri mesin").fill(SN)
    eka.get_by_label("Berkas ATTLOG").set_input_files(
        {"name": "attlog.dat", "mimeType": "text/plain", "buffer": content}
    )
    eka.get_by_role("button", name="Periksa berkas").click()


def bring_in_punches(eka: Page, town) -> None:
    """An empty file and a torn one are told, the second line by line, with nothing kept; then the whole file goes in."""
    whole = file_of(town, date(2026, 8, 3), date(2026, 9, 11), AWAY)
    check_file(eka, b"")
    error_at(eka, "id_file").get_by_text("Berkas kosong").wait_for()
    torn = whole[: whole.index(b"07:20:00\t") + 4]
    check_file(eka, b"1;2026-08-03;07:20\n" + torn)
    eka.get_by_text("jumlah kolom salah: ada 1").wait_for()
    eka.get_by_text("waktu terpotong atau salah bentuk").wait_for()
    eka.get_by_text("Belum ada rekaman yang disimpan").wait_for()
    look(eka, "kehadiran-berkas-robek")
    assert Punch.objects.count() == 0
    check_file(eka, whole)
    lines = whole.count(b"\n")
    eka.get_by_role("button", name=f"Simpan {lines} rekaman baru").click()
    eka.get_by_text(f"{lines} rekaman baru dari mesin {SN} disimpan; 0 sudah ada").wait_for()
    assert Punch.objects.count() == lines


def examine(budi: Page) -> None:
    """The superior follows the notice to the machine's case and records the hearing; a scan that is no PDF is refused."""
    budi.locator(".topbar-end a.icon-button").click()
    budi.locator("a.row-main", has_text="Ani mencapai ambang teguran tertulis (4 hari)").click()
    for day in AWAY:
        budi.get_by_role("rowheader").filter(has_text=f"{day.day} Agustus 2026").wait_for()
    assert budi.get_by_role("button", name="Ajukan usul").is_disabled()
    look(budi, "sanksi-perkara")
    budi.on("dialog", lambda asked: asked.accept())
    budi.get_by_text("Catat pemeriksaan").click()
    budi.get_by_label("Panggilan diterima pada").fill("2026-09-15")
    budi.get_by_label("Diperiksa pada").fill("2026-09-25")
    budi.get_by_label("Isi berita acara pemeriksaan").fill("Tidak masuk karena urusan keluarga.")
    scan = {"name": "bap.pdf", "mimeType": "application/pdf", "buffer": b"MZ"}
    budi.get_by_label("Pindaian berita acara").set_input_files(scan)
    budi.get_by_role("button", name="Simpan pemeriksaan").click()
    error_at(budi, "id_minutes").get_by_text("bukan PDF").wait_for()
    assert not Hearing.objects.exists()
    budi.get_by_role("button", name="Simpan pemeriksaan").click()
    budi.get_by_text("Pemeriksaan tercatat").wait_for()


def propose(budi: Page) -> None:
    budi.get_by_label("Alasan").first.fill(REASON)
    budi.get_by_role("button", name="Ajukan usul").click()
    budi.get_by_text("Usul diajukan kepada pejabat yang memutus").wait_for()
    look(budi, "sanksi-diusulkan")


def refuse_wrong_passphrase(citra: Page) -> None:
    open_from_desk(citra, "Teguran tertulis")
    citra.get_by_text(REASON).wait_for()
    citra.get_by_text("Hari demi hari").click()
    look(citra, "meja-hukuman-hari")
    citra.locator("input[name=passphrase]").fill("bukan frasa sandinya")
    citra.locator("button[form=setujui]").click()
    error_at(citra, "setujui-passphrase").get_by_text("Frasa sandi salah").wait_for()
    assert SanctionCase.objects.get().state == "proposed"


def run_september(town) -> None:
    """Compute the month before the cut by the service: what Ani is paid without it."""
    tpp.start_tpp_run(
        by=town.who("eka"), agency_id=town.agencies["KOMINFO"], month=CalendarMonth(2026, 9)
    )
    drain()


def line_of(town, key: str, month: str) -> TppLine:
    return TppLine.objects.get(employee_id=town.people[key], run__month=month)


def assert_cut_by_the_regulation(town) -> TppLine:
    """October is September less 30 % of the whole allowance; the colleague of the same class lost nothing."""
    before, after = line_of(town, "ani", "2026-09"), line_of(town, "ani", "2026-10")
    cut = after.base_rupiah * 3_000 // 10_000
    assert abs(before.net_rupiah - after.net_rupiah - cut) <= 1, (
        before.net_rupiah,
        after.net_rupiah,
    )
    assert line_of(town, "eka", "2026-10").net_rupiah == before.net_rupiah
    return after


def test_four_days_away_become_a_signed_reprimand_and_a_smaller_allowance(
    town, sign_in, at, tmp_path
):
    eka = sign_in("eka")
    bring_in_punches(eka, town)
    drain()
    keep_schedule()
    drain()
    case = SanctionCase.objects.get()
    assert (case.employee_id, case.days, case.kind) == (town.people["ani"], 4, "teguran_tertulis")

    at(2026, 9, 28, 8, 0)  # seven working days after the summons, as the regulation asks
    budi = sign_in("budi")
    examine(budi)
    propose(budi)
    citra = sign_in("citra")
    refuse_wrong_passphrase(citra)
    sign_one(citra, "Teguran tertulis", picture="meja-hukuman")
    case.refresh_from_db()
    assert case.state == "confirmed"
    ani = sign_in("ani")
    ani.goto("/sanksi/")
    ani.get_by_role("link", name="Ani").click()
    ani.get_by_text("Diputuskan").first.wait_for()
    ani.locator("aside a.row-main").filter(has_text="Keputusan").click()
    ani.get_by_text("Asli dan utuh").wait_for()
    paper = download(ani, "Unduh PDF", tmp_path / "keputusan.pdf")
    assert_pdfsig_agrees(paper, signatures=1)

    at(2026, 11, 2, 7, 0)
    rest = file_of(town, date(2026, 9, 14), date(2026, 10, 31))
    attendance.import_attlog(by=city.CLERK, sn=SN, content=rest)
    drain()
    run_september(town)
    run_month(eka, "2026-10", KOMINFO)
    approve_one(sign_in("dedi"), "TPP")
    sign_all(citra)
    drain()

    october = assert_cut_by_the_regulation(town)
    ani.goto("/tpp/2026-10/")
    ani.get_by_text("Ditetapkan").first.wait_for()
    assert rupiah(october.net_rupiah) in ani.locator("main").inner_text()
    ani.locator("summary").filter(has_text="Akibat hukuman disiplin").click()
    ani.get_by_text(
        f"30% x {rupiah(october.base_rupiah)} = {rupiah(october.sanction_rupiah)}"
    ).wait_for()
    look(ani, "tpp-saya-terpotong")
