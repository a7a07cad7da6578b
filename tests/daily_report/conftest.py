"""A small office: Ani reports to Budi, Budi to Citra the head, Citra to Dedi the Sekda; Gita works elsewhere."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from office.attendance import services as attendance
from office.audit.core import Actor, Secret
from office.people import services as people
from office.regulations.services import publish_regulation
from workflows.approval import services as approval
from workflows.daily_report import services
from workflows.daily_report.core.activities import ActivityEntry

CLERK = Actor.system("test")
START = date(2026, 1, 1)
MONDAY = date(2026, 10, 5)
DECREE = "SK-1/2026"
SN = "KMF-01"
REGULATION = Path(__file__).parents[2] / "office" / "regulations" / "kota_contoh_2026.toml"
NIPS = {
    "ani": "199001012015012001",
    "budi": "198001012005011001",
    "citra": "197501012000012001",
    "dedi": "197001011995011001",
    "gita": "199201012018012002",
    "fajar": "198501012010011002",
}
PASSWORD = Secret("rahasia-uji-yang-panjang")


@dataclass(frozen=True)
class Person:
    """One of the cast."""

    id: int
    """Employee."""
    nip: str
    """Ungrouped."""
    position_id: int
    """Post."""

    @property
    def actor(self) -> Actor:
        return Actor.person(self.id)


@pytest.fixture
def office(db, at) -> SimpleNamespace:
    """The organisation and the law, on Tuesday 6 October 2026, 08.00 WIB; nobody has punched anywhere."""
    at(2026, 10, 6, 8, 0)
    publish_regulation(by=CLERK, toml_bytes=REGULATION.read_bytes())
    setda = people.create_agency(
        by=CLERK, code="SETDA", name="Sekretariat Daerah", kind="sekretariat"
    )
    kominfo = people.create_agency(
        by=CLERK, code="KOMINFO", name="Dinas Komunikasi dan Informatika"
    )
    dinkes = people.create_agency(by=CLERK, code="DINKES", name="Dinas Kesehatan")
    top = _post(setda, "SEKDA", "Sekretaris Daerah", "jpt", 15, None, head=True)
    head = _post(kominfo, "KMF-1", "Kepala Dinas", "jpt", 14, top, head=True)
    boss = _post(kominfo, "KMF-2", "Kepala Bidang", "administrator", 11, head)
    clerk = _post(kominfo, "KMF-3", "Pengolah Data", "pelaksana", 7, boss)
    far_head = _post(dinkes, "KES-1", "Kepala Dinas Kesehatan", "jpt", 14, top, head=True)
    far = _post(dinkes, "KES-2", "Analis", "pelaksana", 8, far_head)
    posts = {"dedi": top, "citra": head, "budi": boss, "ani": clerk, "gita": far, "fajar": far_head}
    cast = {name: _person(name, posts[name]) for name in posts}
    return SimpleNamespace(agency_id=kominfo, far_agency_id=dinkes, **cast)


def _post(agency_id, code, title, kind, job_class, above, *, head=False) -> int:
    return people.open_position(
        by=CLERK,
        agency_id=agency_id,
        code=code,
        title=title,
        kind=kind,
        job_class=job_class,
        decree=DECREE,
        valid_from=START,
        reports_to_id=above,
        is_head=head,
    )


def _person(name: str, position_id: int) -> Person:
    nip = NIPS[name]
    employee_id = people.register_employee(
        by=CLERK, nip=nip, name=name.title(), status="PNS", rank="III/c"
    )
    people.assign(
        by=CLERK, employee_id=employee_id, position_id=position_id, decree=DECREE, valid_from=START
    )
    return Person(employee_id, nip, position_id)


@pytest.fixture
def unsigned(office) -> SimpleNamespace:
    """The same office with a chain that decides without signing, so that the ladder needs no keys."""
    levels = [
        {"number": 1, "seats": ["superior"], "needed": 1, "document": None, "due_workdays": 5},
        {"number": 2, "seats": ["head"], "needed": 1, "document": None, "due_workdays": 5},
    ]
    approval.set_chain(
        by=CLERK,
        kind="daily_report",
        agency_id=office.agency_id,
        valid_from=START,
        levels=levels,
        decree=DECREE,
    )
    return office


@pytest.fixture
def punch(office) -> Callable[..., None]:
    """Let a person punch: `punch(office.ani, "2026-10-05 07:25:00", "2026-10-05 16:05:00")`."""
    attendance.register_device(by=CLERK, sn=SN, name="Lobi", agency_id=office.agency_id)

    def press(person: Person, *moments: str) -> None:
        pin = str(person.id)
        attendance.own_pin(
            by=CLERK, sn=SN, pin=pin, employee_id=person.id, valid_from=START, decree=DECREE
        )
        lines = "".join(f"{pin}\t{moment}\t255\t1\n" for moment in moments)
        attendance.import_attlog(by=CLERK, sn=SN, content=lines.encode())

    return press


@pytest.fixture
def measured(office) -> SimpleNamespace:
    """A second device, whose files reach over Monday, knows Ani and Gita and has no record of them."""
    attendance.register_device(by=CLERK, sn="SN-M", name="Gudang", agency_id=office.agency_id)
    pins = {"M1": office.ani.id, "M2": office.gita.id}
    attendance.own_pins(by=CLERK, sn="SN-M", pins=pins, valid_from=START, decree=DECREE)
    ends = ("2026-10-01 06:00:00", "2026-10-05 23:00:00")
    lines = "".join(f"9\t{moment}\t255\t1\n" for moment in ends)
    attendance.import_attlog(by=CLERK, sn="SN-M", content=lines.encode())
    return office


@pytest.fixture
def present(office, punch) -> SimpleNamespace:
    """Ani was there on Monday from 07.25 to 16.05."""
    punch(office.ani, "2026-10-05 07:25:00", "2026-10-05 16:05:00")
    return office


def work(
    start: int = 450, end: int = 600, text: str = "Menyusun notulen", **given: object
) -> ActivityEntry:
    """Return an honest activity, 07.30 to 10.00 unless said otherwise."""
    told = {"output": "Notulen", "volume": 1, "unit": "dokumen"} | given
    return ActivityEntry(start, end, text, **told)


def draft(person: Person, on: date = MONDAY, entries: Iterable[ActivityEntry] = (work(),)) -> int:
    """Write a report and return its row."""
    return services.save_draft(by=person.actor, on=on, activities=list(entries)).report_id


def file(
    person: Person, on: date = MONDAY, entries: Iterable[ActivityEntry] = (work(),)
) -> services.SubmitOutcome:
    """Write and file a report."""
    return services.submit_daily_report(by=person.actor, report_id=draft(person, on, entries))
