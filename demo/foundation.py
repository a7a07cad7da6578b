"""What stands before the first working day: law, people, offices held, logins, devices, money."""

from datetime import date, timedelta

from django.conf import settings

from demo.cast import APPOINTMENTS, BY_KEY, MEMBERS, OFFICES, SEQUENCE, SHIFT_WORKERS
from demo.crew import together
from demo.days import DUTY, FIRST_DAY, LAST_DAY, LEAVE, shift_of
from demo.files import budget_file, people_file
from demo.logins import WITH_TOTP, employee_id, keep_totp, passphrase, password
from demo.punches import BROKEN_CLOCK_DEVICE, device_of, pin_of
from office.attendance.services import (
    assign_shifts,
    load_holidays,
    own_pins,
    record_duty,
    record_leave,
    register_device,
    set_roster,
)
from office.audit.core import Actor
from office.people.selectors import agency_by_code, position_of
from office.people.services import (
    appoint,
    change_terms,
    create_account,
    enrol_totp,
    grant_mandate,
    import_employees,
    issue_letter,
)
from office.regulations.services import publish_regulation
from performance.tpp.services import PayAccountGiven, set_pay_accounts
from signing.keys import issue_certificate
from signing.selectors import certificate_now
from workflows.disbursement.services import import_budget

CLERK = Actor.system("cli")
NEW_YEAR = date(2026, 1, 2)


def publish() -> None:
    """Publish the city's regulation and load the national holidays."""
    text = (settings.BASE_DIR / "office" / "regulations" / "kota_contoh_2026.toml").read_bytes()
    publish_regulation(by=CLERK, toml_bytes=text, key="demo-regulation")
    load_holidays(by=CLERK, year=2026, decree="SKB 3 Menteri tentang Hari Libur Nasional dan Cuti Bersama 2026",
                  key="demo-holidays")  # fmt: skip


def people() -> None:
    """Import agencies, positions and people from the file the personnel office keeps."""
    import_employees(by=CLERK, payload=people_file(), key="demo-people")


def appointments() -> None:
    """Appoint the offices held beside a post."""
    for key, office, kind, decree in APPOINTMENTS:
        appoint(by=CLERK, employee_id=employee_id(key), agency_id=agency_by_code(office).id, kind=kind, decree=decree,
                valid_from=NEW_YEAR, key=f"demo-{key}-{kind}")  # fmt: skip
    year = (date(2026, 1, 1), date(2026, 12, 31))
    issue_letter(by=CLERK, employee_id=employee_id("fajar"), number="ST-700/17/2026", agency_ids=[], period=year, valid=(NEW_YEAR, year[1]),
                 key="demo-letter-fajar")  # fmt: skip


def accounts() -> None:
    """Give everybody a login, a signing certificate of the test authority and a bank account."""
    account_of(MEMBERS[0].key)  # makes the authority, which all others are certified by
    together(account_of, [(member.key,) for member in MEMBERS[1:]])
    keep_totp(enrol_totp(by=CLERK, employee_id=employee_id(WITH_TOTP)))
    given = [PayAccountGiven(employee_id(m.key), f"9001{SEQUENCE[m.key]:06d}") for m in MEMBERS]
    set_pay_accounts(by=CLERK, accounts=given, key="demo-accounts")


def account_of(key: str) -> None:
    """Give one person a login and a signing certificate."""
    person = employee_id(key)
    create_account(by=CLERK, employee_id=person, password=password(), key=f"demo-login-{key}")
    if certificate_now(person) is None:
        issue_certificate(by=CLERK, employee_id=person, passphrase=passphrase())


def attendance() -> None:
    """Register devices, say whose number is whose, and put every agency under its roster."""
    for office in {office.device: office for office in reversed(OFFICES)}.values():
        register_device(by=CLERK, sn=office.device, name=f"Mesin sidik jari {office.name}",
                        agency_id=agency_by_code(office.code).id, key=f"demo-device-{office.device}")  # fmt: skip
        pins = {pin_of(m): employee_id(m.key) for m in MEMBERS if device_of(m) == office.device}
        own_pins(by=CLERK, sn=office.device, pins=pins, valid_from=NEW_YEAR, decree="BA-PIN/2026",
                 key=f"demo-pins-{office.device}")  # fmt: skip
    register_device(by=CLERK, sn=BROKEN_CLOCK_DEVICE, name="Mesin sidik jari gudang Kominfo",
                    agency_id=agency_by_code("KOMINFO").id, key="demo-device-clock")  # fmt: skip
    _rosters()


def _rosters() -> None:
    for office in OFFICES:
        roster = "kantor_5_hari" if office.code == "RSUD" else office.roster
        set_roster(by=CLERK, roster=roster, valid_from=NEW_YEAR, decree="SK-061/01/2026",
                   agency_id=agency_by_code(office.code).id, key=f"demo-roster-{office.code}")  # fmt: skip
    days = [FIRST_DAY + timedelta(n) for n in range((LAST_DAY - FIRST_DAY).days + 1)]
    for key in SHIFT_WORKERS:
        set_roster(by=CLERK, roster="rumah_sakit", valid_from=NEW_YEAR, decree="SK-061/02/2026",
                   employee_id=employee_id(key), key=f"demo-roster-{key}")  # fmt: skip
    shifts = [
        {"employee_id": employee_id(key), "on": day, "shift": shift_of(BY_KEY[key], day)}
        for key in SHIFT_WORKERS
        for day in days
    ]
    assign_shifts(
        by=CLERK,
        roster="rumah_sakit",
        shifts=shifts,
        decree="JADWAL-RSUD/08-10/2026",
        key="demo-shifts",
    )


def budget() -> None:
    """Import the budget lines of the paid agencies."""
    import_budget(by=CLERK, payload=budget_file(), key="demo-budget")


def leave_and_duty() -> None:
    """Record leave and duty as their letters say."""
    for key, (kind, first, last, decree) in LEAVE.items():
        record_leave(by=CLERK, employee_id=employee_id(key), kind=kind, valid_from=first, valid_until=last,
                     decree=decree, key=f"demo-leave-{key}")  # fmt: skip
    for key, (first, last, decree, place) in DUTY.items():
        record_duty(by=CLERK, employee_id=employee_id(key), place=place, valid_from=first, valid_until=last,
                    decree=decree, key=f"demo-duty-{key}")  # fmt: skip


def appoint_plh() -> None:
    """Let Dedi act for Budi's seat while Budi is on leave."""
    seat = position_of(employee_id("budi"), date(2026, 9, 4))
    if seat is None:
        raise LookupError("budi has no position")
    _, first, last, _ = LEAVE["budi"]
    grant_mandate(by=CLERK, kind="plh", position_id=seat.position_id, holder_id=employee_id("dedi"),
                  decree="SP-Plh-800/77/2026", valid_from=first, valid_until=last, key="demo-plh")  # fmt: skip


def late_decree() -> None:
    """Record in October that Bella's post has had a higher class since 1 September."""
    seat = position_of(employee_id("bella"), date(2026, 10, 5))
    if seat is None:
        raise LookupError("bella has no position")
    change_terms(by=CLERK, position_id=seat.position_id, job_class=6, reports_to_id=seat.reports_to_id,
                 decree="SK-821/160/2026", valid_from=date(2026, 9, 1), key="demo-late-decree")  # fmt: skip
