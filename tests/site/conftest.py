"""One small office: a head, a staff member and an inspector, each with an account."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.utils import translation

from config.assets import ROOT
from office.audit.core import Actor, Secret
from office.people import services as people
from office.regulations.services import publish_regulation

SYSTEM = Actor.system("test")
START = date(2026, 1, 1)
DECREE = "800/1/2026"


@dataclass(frozen=True)
class Office:
    """Accounts of the people of these tests."""

    ani: object
    """Staff."""
    citra: object
    """Head of the agency."""
    fajar: object
    """Inspector."""


def account(number: int, name: str, agency_id: int, reports_to_id: int | None = None, **post):
    nip = f"19900101201501100{number}"
    employee_id = people.register_employee(
        by=SYSTEM, nip=nip, name=name, status="PNS", rank="III/a"
    )
    position_id = people.open_position(
        by=SYSTEM,
        agency_id=agency_id,
        code=f"J{number}",
        title=f"Jabatan {name}",
        kind=post.pop("kind", "pelaksana"),
        job_class=7,
        decree=DECREE,
        valid_from=START,
        reports_to_id=reports_to_id,
        **post,
    )
    people.assign(
        by=SYSTEM, employee_id=employee_id, position_id=position_id, decree=DECREE, valid_from=START
    )
    people.create_account(by=SYSTEM, employee_id=employee_id, password=Secret("kata-sandi-uji"))
    return get_user_model().objects.get(nip=nip), position_id


@pytest.fixture(autouse=True)
def _source_language():
    """A page asked for in English leaves its language behind in the thread."""
    with translation.override("id"):
        yield


@pytest.fixture
def staffed(db, at) -> Office:
    """The office on 2 November 2026, 07.00 WIB."""
    at(2026, 11, 2, 7, 0)
    regulation = ROOT / "office" / "regulations" / "kota_contoh_2026.toml"
    publish_regulation(by=SYSTEM, toml_bytes=regulation.read_bytes())
    agency_id = people.create_agency(by=SYSTEM, code="DISKOMINFO", name="Dinas Kominfo")
    citra, head_id = account(3, "Citra Dewi", agency_id, kind="jpt", is_head=True)
    ani, _ = account(1, "Ani Lestari", agency_id, head_id)
    fajar, _ = account(6, "Fajar Nugroho", agency_id, head_id)
    people.appoint(
        by=SYSTEM,
        employee_id=fajar.employee_id,
        agency_id=agency_id,
        kind="inspector",
        decree=DECREE,
        valid_from=START,
    )
    people.issue_letter(
        by=SYSTEM,
        employee_id=fajar.employee_id,
        number="ST-1/2026",
        agency_ids=[],
        period=(START, date(2026, 12, 31)),
        valid=(START, date(2026, 12, 31)),
    )
    return Office(ani, citra, fajar)
