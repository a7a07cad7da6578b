"""A small city for attendance: a five-day office, a hospital with shifts, an office two zones east."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from office.attendance import services
from office.audit.core import Actor
from office.people import services as people
from office.regulations.services import publish_regulation

REGULATION = (
    Path(__file__).resolve().parents[2] / "office" / "regulations" / "kota_contoh_2026.toml"
)
SYSTEM = Actor.system("test")
START = date(2026, 1, 1)
DECREE = "800/1/2026"


@dataclass(frozen=True)
class City:
    """Ids of the people and agencies of these tests."""

    office: int
    hospital: int
    east: int
    ani: int
    budi: int
    citra: int
    gita: int
    hani: int


def line(pin: str, when: str, status: int = 255, verify: int = 1) -> bytes:
    """One line as a device writes it."""
    return f"{pin}\t{when}\t{status}\t{verify}\t0\t0\t0\n".encode()


def measure(sn: str, first: str = "2026-01-01", last: str = "2026-11-01", pin: str = "1") -> None:
    """Import a file of a device that reaches from early on the first date to late on the last."""
    lines = line(pin, f"{first} 00:00:30") + line(pin, f"{last} 23:00:30")
    services.import_attlog(by=SYSTEM, sn=sn, content=lines)


def _person(number: int, name: str, agency_id: int, kind: str = "pelaksana") -> int:
    employee_id = people.register_employee(
        by=SYSTEM, nip=f"19900101201501100{number}", name=name, status="PNS", rank="III/a"
    )
    position_id = people.open_position(
        by=SYSTEM,
        agency_id=agency_id,
        code=f"J{number}",
        title=f"Jabatan {name}",
        kind=kind,
        job_class=7,
        decree=DECREE,
        valid_from=START,
    )
    people.assign(
        by=SYSTEM, employee_id=employee_id, position_id=position_id, decree=DECREE, valid_from=START
    )
    return employee_id


@pytest.fixture
def city(db, at) -> City:
    """People on posts since 1 January 2026; the clock at 2 November 2026 07.00 WIB."""
    at(2026, 11, 2, 7, 0)
    publish_regulation(by=SYSTEM, toml_bytes=REGULATION.read_bytes())
    office = people.create_agency(by=SYSTEM, code="DISKOMINFO", name="Dinas Kominfo")
    hospital = people.create_agency(by=SYSTEM, code="RSUD", name="RSUD Contoh", kind="rumah_sakit")
    east = people.create_agency(by=SYSTEM, code="TIMUR", name="Kantor Timur", zone="Asia/Jayapura")
    made = City(
        office=office,
        hospital=hospital,
        east=east,
        ani=_person(1, "Ani", office),
        budi=_person(2, "Budi", office),
        citra=_person(3, "Citra", hospital),
        gita=_person(4, "Gita", east),
        hani=_person(5, "Hani", office),
    )
    services.set_roster(
        by=SYSTEM, roster="rumah_sakit", agency_id=hospital, valid_from=START, decree=DECREE
    )
    return made


@pytest.fixture
def device(city) -> str:
    """A device of the office; PIN 1 is Ani's, PIN 2 Budi's, since January."""
    services.register_device(by=SYSTEM, sn="SN1", name="Lobi", agency_id=city.office)
    services.own_pins(
        by=SYSTEM, sn="SN1", pins={"1": city.ani, "2": city.budi}, valid_from=START, decree=DECREE
    )
    return "SN1"


@pytest.fixture
def punch(device):
    """Import lines of the office's device: `punch("1", "2026-10-05 07:28:00", ..)`."""

    def keep(pin: str, *times: str, sn: str = device):
        return services.import_attlog(
            by=SYSTEM, sn=sn, content=b"".join(line(pin, when) for when in times)
        )

    return keep
