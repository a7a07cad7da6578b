"""The town hall with an October of punches, a budget line, accounts and somebody in personnel."""

from datetime import date, timedelta

import pytest

from office.attendance import services as attendance
from office.audit.core import Actor
from office.indonesia import CalendarMonth
from office.people import services as people
from office.regulations.selectors import in_force
from performance.tpp import services
from tests.approval import city
from workflows.disbursement import services as disbursement

CLERK = Actor.system("test")
NEW_YEAR = date(2026, 1, 1)
OCTOBER = CalendarMonth(2026, 10)
STAFF = ("citra", "dedi", "budi", "ani", "eka")
SN = "KMF-01"


def punches(town) -> str:
    """Everybody is on time all October, but Ani: late by 45 minutes on the 5th, absent on the 6th, no out on the 7th."""
    lines = []
    for number in range(31):
        day = date(2026, 10, 1) + timedelta(days=number)
        if day.weekday() > 4:
            continue
        for key in STAFF:
            arrival, leaving = "07:20:00", "16:35:00"
            if key == "ani" and day.day == 6:
                continue
            if key == "ani" and day.day == 5:
                arrival = "08:15:30"
            pin = town.people[key]
            lines.append(f"{pin}\t{day} {arrival}\t255\t1")
            if not (key == "ani" and day.day == 7):
                lines.append(f"{pin}\t{day} {leaving}\t255\t1")
    return "\n".join(lines) + "\n"


@pytest.fixture
def town(db, at):
    """Kominfo on Monday 2 November 2026, 07.00 WIB, with October in its devices."""
    at(2026, 10, 1, 7, 0)
    town = city.found()
    agency = town.agencies["KOMINFO"]
    people.appoint(
        by=CLERK,
        employee_id=town.people["eka"],
        agency_id=town.agencies["SETDA"],
        kind="personnel",
        decree="SK-P",
        valid_from=NEW_YEAR,
    )
    people.appoint(
        by=CLERK,
        employee_id=town.people["budi"],
        agency_id=agency,
        kind="treasurer",
        decree="SK-P",
        valid_from=NEW_YEAR,
    )
    attendance.set_roster(
        by=CLERK, roster="kantor_5_hari", valid_from=NEW_YEAR, decree="SK-R", agency_id=agency
    )
    attendance.register_device(by=CLERK, sn=SN, name="Lobi", agency_id=agency)
    attendance.own_pins(
        by=CLERK,
        sn=SN,
        pins={str(town.people[key]): town.people[key] for key in STAFF},
        valid_from=NEW_YEAR,
        decree="SK-D",
    )
    at(2026, 11, 2, 7, 0)
    attendance.import_attlog(by=CLERK, sn=SN, content=punches(town).encode())
    town.line_id = disbursement.open_budget_line(
        by=CLERK,
        agency_id=agency,
        fiscal_year=2026,
        code=in_force("finance", NEW_YEAR).tpp_account,
        title="TPP",
        ceiling=500_000_000,
        decree="DPA-1",
    )
    services.set_pay_accounts(
        by=CLERK,
        accounts=[
            services.PayAccountGiven(town.people[key], f"00{town.people[key]:06}") for key in STAFF
        ],
    )
    return town


@pytest.fixture
def drain():
    """Do every due job, as the worker does."""
    from office.jobs.services import run_due

    def run():
        while run_due():
            pass

    return run


@pytest.fixture
def started(town, drain):
    """October of Kominfo, computed."""
    run = services.start_tpp_run(
        by=town.who("eka"), agency_id=town.agencies["KOMINFO"], month=OCTOBER
    )
    drain()
    return run
