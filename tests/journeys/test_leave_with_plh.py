"""A head of section goes on leave on a phone: Budi names Dedi, Citra agrees, the Sekda signs, and Dedi's desk is Budi's."""

from datetime import date

import pytest

from office.people import selectors as people
from tests.approval.city import give_certificates
from tests.journeys.looks import look
from tests.journeys.steps import approve_one, door, error_at, sign_one
from tests.leave.conftest import FRIDAY, MONDAY, opened
from workflows.leave.models import AwayRequest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Cuti 12 Oktober 2026 - 16 Oktober 2026"


@pytest.fixture
def desk(db, at):
    """Monday 5 October 2026, 08.00 WIB; the Sekda can sign."""
    at(2026, 10, 5, 8, 0)
    made = opened()
    give_certificates(made.town, "sekda")
    return made


@pytest.fixture
def sign_in(desk, open_page):
    return door(desk.town, open_page)


def test_the_leave_of_a_seat_holder_names_a_stand_in_whom_the_signature_appoints(desk, sign_in, at):
    town = desk.town
    budi = sign_in("budi")
    budi.set_viewport_size({"width": 360, "height": 780})
    budi.goto("/cuti/")
    budi.get_by_role("link", name="Ajukan cuti").first.click()
    budi.get_by_label("Mulai").fill(MONDAY.isoformat())
    budi.get_by_label("Sampai dengan").fill(FRIDAY.isoformat())
    budi.get_by_label("Alasan atau keperluan").fill("Acara keluarga")
    budi.locator("#count").get_by_text("5 hari kerja").wait_for()
    budi.locator("button[form=away]", has_text="Ajukan").click()
    error_at(budi, "id_plh").get_by_text("Plh.").wait_for()
    assert not AwayRequest.objects.exists()
    budi.get_by_label("Pelaksana harian (Plh.)").select_option(str(town.people["dedi"]))
    look(budi, "cuti-ajukan")
    budi.locator("button[form=away]", has_text="Ajukan").click()
    budi.get_by_text("Permohonan diajukan").wait_for()
    approve_one(sign_in("citra"), TITLE)
    sign_one(sign_in("sekda"), TITLE, picture="cuti-keputusan")
    budi.reload()
    budi.get_by_text("0001/SIC/KOMINFO/2026").first.wait_for()
    look(budi, "cuti-disetujui")
    moment = at(2026, 10, 13, 9, 0)
    seat = town.seat("budi")
    (holder,) = people.seat_holders([seat], moment)[seat]
    assert (holder.employee_id, holder.basis) == (town.people["dedi"], "plh")
    assert people.mandates_over([town.posts["budi"]], date(2026, 10, 17), date(2026, 10, 31)) == []
