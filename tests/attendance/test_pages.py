import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from office.attendance import services
from office.attendance.models import Device, PinOwner, Punch
from office.audit.core import Secret
from office.audit.models import Event
from office.people import services as people
from office.people.selectors import person, position_of
from tests.attendance.conftest import DECREE, START, SYSTEM, line

PASSWORD = "kata-sandi-panjang-2026"


@pytest.fixture
def sign_in(city, client):
    """Sign somebody in: `sign_in(city.ani)` returns a client."""
    from django.contrib.auth import get_user_model

    def enter(employee_id: int, office: str = "", agency_id: int | None = None):
        if office:
            people.appoint(
                by=SYSTEM,
                employee_id=employee_id,
                agency_id=agency_id or city.office,
                kind=office,
                decree=DECREE,
                valid_from=START,
            )
        people.create_account(by=SYSTEM, employee_id=employee_id, password=Secret(PASSWORD))
        client.force_login(get_user_model().objects.get(employee_id=employee_id))
        return client

    return enter


def test_staff_see_their_own_month_with_status_and_reasons(city, punch, sign_in):
    punch("1", "2026-10-05 07:41:00", "2026-10-05 16:00:00")
    page = sign_in(city.ani).get(reverse("attendance:index") + "?bulan=2026-10").content.decode()
    assert "Masuk 07.41, terlambat 11 menit dari 07.30." in page
    assert "Tidak hadir" in page


def test_a_day_opens_into_its_raw_punches(city, punch, sign_in):
    punch("1", "2026-10-05 07:41:00", "2026-10-05 16:00:00")
    page = (
        sign_in(city.ani).get(reverse("attendance:day", args=[date(2026, 10, 5)]))
    ).content.decode()
    assert "2026-10-05 07:41:00" in page
    assert "tidak dikenal (255)" in page


@pytest.mark.parametrize("month", ["2026-13", "x", "2026-1"])
def test_a_month_that_is_none_is_told_so(city, sign_in, month):
    assert sign_in(city.ani).get(reverse("attendance:index"), {"bulan": month}).status_code == 422


def test_a_date_that_does_not_exist_leads_nowhere(city, sign_in):
    assert sign_in(city.ani).get("/kehadiran/hari/2026-02-30/").status_code == 404


def _without_tokens(answer) -> str:
    return re.sub(r"[A-Za-z0-9]{64}|\d{18}", "", answer.content.decode())


@pytest.mark.parametrize("name", ["person_month", "person_day"])
def test_gita_learns_nothing_of_ani(city, punch, sign_in, name):
    punch("1", "2026-10-05 07:41:00")
    client = sign_in(city.gita)
    rest = [date(2026, 10, 5)] if name == "person_day" else []
    foreign = client.get(reverse(f"attendance:{name}", args=[person(city.ani).nip, *rest]))
    nobody = client.get(reverse(f"attendance:{name}", args=["199001012015011999", *rest]))
    assert foreign.status_code == nobody.status_code == 404
    assert _without_tokens(foreign) == _without_tokens(nobody)


def test_personnel_read_a_month_and_the_reading_is_recorded(city, punch, sign_in):
    punch("1", "2026-10-05 07:41:00")
    client = sign_in(city.budi, "personnel")
    page = client.get(
        reverse("attendance:person_month", args=[person(city.ani).nip]), {"bulan": "2026-10"}
    )
    assert page.status_code == 200
    event = Event.objects.filter(act="attendance.month.read").get()
    assert (event.by, event.subject) == (f"employee:{city.budi}", f"employee:{city.ani}")


@pytest.mark.parametrize("name", ["upload", "devices"])
def test_gita_keeps_no_devices(city, device, sign_in, name):
    assert sign_in(city.gita).get(reverse(f"attendance:{name}")).status_code == 403


def test_an_operator_sees_only_the_own_agencies_devices(city, device, sign_in):
    services.register_device(by=SYSTEM, sn="RS1", name="IGD", agency_id=city.hospital)
    client = sign_in(city.budi, "agency_operator")
    assert "SN1" in client.get(reverse("attendance:devices")).content.decode()
    assert client.get(reverse("attendance:device", args=["RS1"])).status_code == 404


def _upload(client, sn: str, content: bytes):
    file = SimpleUploadedFile("attlog.dat", content)
    return client.post(reverse("attendance:check_file"), {"sn": sn, "file": file})


def test_a_file_is_checked_before_anything_is_stored_and_then_imported(city, device, sign_in):
    client = sign_in(city.budi, "personnel")
    checked = _upload(client, device, line("1", "2026-10-05 07:28:00") + b"rusak\n")
    assert checked.status_code == 200
    assert "jumlah kolom salah" in checked.content.decode()
    assert not Punch.objects.exists()
    given = {"ticket": checked.context["ticket"], "key": "k1"}
    done = client.post(reverse("attendance:import_file"), given, follow=True)
    assert "1 rekaman baru" in done.content.decode()
    assert Punch.objects.count() == 1


@pytest.mark.parametrize(
    ("sn", "content", "says"),
    [("SN1", b"", "kosong"), ("SN1", b"\n\n", "kosong"), ("SN 1", b"x", "huruf, angka")],
)
def test_a_bad_upload_is_told_at_the_place(city, device, sign_in, sn, content, says):
    page = _upload(sign_in(city.budi, "personnel"), sn, content)
    assert page.status_code == 422
    assert says in page.content.decode()


def test_a_forged_ticket_imports_nothing(city, device, sign_in):
    answer = sign_in(city.budi, "personnel").post(
        reverse("attendance:import_file"), {"ticket": "palsu"}
    )
    assert answer.status_code == 422
    assert not Punch.objects.exists()


def test_personnel_register_a_device_and_map_its_pins(city, sign_in):
    services.import_attlog(by=SYSTEM, sn="BARU-1", content=line("1", "2026-10-05 07:28:00"))
    client = sign_in(city.budi, "personnel")
    url = reverse("attendance:device", args=["BARU-1"])
    place = {
        "act": "register",
        "name": "Lobi",
        "agency_id": city.office,
        "zone": "Asia/Jakarta",
        "key": "a",
    }
    assert client.post(url, place).status_code == 302
    pin = {
        "act": "pin",
        "pin": "1",
        "nip": person(city.hani).nip,
        "valid_from": "2026-01-01",
        "decree": "SK",
        "key": "b",
    }
    assert client.post(url, pin).status_code == 302
    assert Device.objects.get(sn="BARU-1").agency_id == city.office
    assert PinOwner.objects.get(pin="1").employee_id == city.hani


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"nip": "123"}, "tidak ditemukan"),
        ({"pin": "a b"}, "huruf atau angka"),
        ({"decree": ""}, ""),
    ],
)
def test_a_bad_mapping_is_told_at_the_place(city, device, sign_in, changed, says):
    pin = {
        "act": "pin",
        "pin": "7",
        "nip": person(city.hani).nip,
        "valid_from": "2026-01-01",
        "decree": "SK",
        "key": "b",
    }
    page = sign_in(city.budi, "personnel").post(
        reverse("attendance:device", args=[device]), pin | changed
    )
    assert page.status_code == 422
    assert says in page.content.decode()
    assert not PinOwner.objects.filter(pin="7").exists()


def test_a_superior_sees_the_leave_but_not_its_kind(city, device, sign_in):
    superior = people.open_position(
        by=SYSTEM,
        agency_id=city.office,
        code="KABID",
        title="Kabid",
        kind="administrator",
        job_class=11,
        decree=DECREE,
        valid_from=START,
    )
    chief = people.register_employee(
        by=SYSTEM, nip="197001011995011001", name="Kabid", status="PNS", rank="IV/a"
    )
    people.assign(
        by=SYSTEM, employee_id=chief, position_id=superior, decree=DECREE, valid_from=START
    )
    post = position_of(city.ani, START)
    people.change_terms(
        by=SYSTEM,
        position_id=post.position_id,
        job_class=7,
        reports_to_id=superior,
        decree=DECREE,
        valid_from=date(2026, 2, 1),
    )
    dates = {"valid_from": date(2026, 10, 5), "valid_until": date(2026, 10, 5)}
    services.record_leave(by=SYSTEM, employee_id=city.ani, kind="sick", decree="RAHASIA-1", **dates)
    client = sign_in(chief)
    month = client.get(
        reverse("attendance:person_month", args=[person(city.ani).nip]), {"bulan": "2026-10"}
    )
    assert month.status_code == 200
    assert "Cuti." in month.content.decode()
    assert "sakit" not in month.content.decode()
    assert "RAHASIA-1" not in month.content.decode()
    day = client.get(
        reverse("attendance:person_day", args=[person(city.ani).nip, date(2026, 10, 5)])
    )
    assert day.status_code == 404


def test_personnel_end_a_doubt_at_the_device(punch, city, sign_in):
    punch("1", "2026-11-02 07:20:00")
    url, client = reverse("attendance:device", args=["SN1"]), sign_in(city.budi, "personnel")
    assert "Akhiri keraguan" in client.get(url).content.decode()
    assert client.post(url, {"act": "trust", "reason": "", "key": "a"}).status_code == 422
    assert client.post(url, {"act": "trust", "reason": "Disetel", "key": "b"}).status_code == 302
    assert "Akhiri keraguan" not in client.get(url).content.decode()
