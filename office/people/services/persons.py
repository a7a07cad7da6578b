"""Employees: registered, changed, and at the end of their service."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import act, record
from office.audit import clock
from office.audit.core import Actor
from office.indonesia import NotANip, Sex, parse_nip
from office.people.acts import Acts
from office.people.core import Status, ranks_for
from office.people.models import (
    Appointment,
    Assignment,
    AssignmentLetter,
    Employee,
    Mandate,
    TwoTimes,
)
from office.people.problems import NIP_MESSAGES, BadPerson, Overlap
from office.people.selectors._rows import person_card
from office.people.services._common import (
    close,
    ensure_dated,
    ensure_manages_people,
    locked_employee,
)

REGISTER_NUMBER_LONGEST = 18
HELD: tuple[type[TwoTimes], ...] = (Assignment, Appointment, Mandate, AssignmentLetter)


@act(Acts.REGISTER_EMPLOYEE)
def register_employee(
    *,
    by: Actor,
    nip: str,
    name: str,
    status: str,
    rank: str = "",
    title_before: str = "",
    title_after: str = "",
    sex: str = "",
    birth_date: date | None = None,
) -> int:
    """Return the id of a new employee.

    Sex and birth date are read from the NIP (Perka BKN 22/2007); only a kepala daerah (status PEJABAT), who has no
    NIP but a register number of digits, brings them along. Raises BadPerson, Overlap for a number in use,
    NotYoursToManage.
    """
    ensure_manages_people(by)
    number, sex, birth_date = _identity(nip, status, sex, birth_date)
    _ensure_person(name, status, rank)
    _ensure_new(number)
    row = Employee.objects.create(
        nip=number,
        name=name.strip(),
        title_before=title_before.strip(),
        title_after=title_after.strip(),
        status=status,
        rank=rank,
        sex=sex,
        birth_date=birth_date,
    )
    record(
        subject=f"employee:{row.pk}",
        label=person_card(row).full_name,
        personal={"nip": number},
        status=status,
        rank=rank,
    )
    return row.pk


def _ensure_new(nip: str) -> None:
    ensure(
        not Employee.objects.filter(nip=nip).exists(),
        Overlap(_("NIP ini sudah terdaftar."), nip=_("Sudah terdaftar.")),
    )


def _identity(
    nip: str, status: str, sex: str, birth_date: date | None
) -> tuple[str, str, date | None]:
    if status == Status.OFFICIAL:
        ensure(
            nip.isascii() and nip.isdigit() and len(nip) <= REGISTER_NUMBER_LONGEST,
            BadPerson(
                _("Nomor induk pejabat berisi angka saja, paling banyak 18."), nip=_("Angka saja.")
            ),
        )
        ensure(sex in set(Sex), BadPerson(_("Isi jenis kelamin pejabat."), sex="male/female"))
        return nip, sex, birth_date
    try:
        parsed = parse_nip(nip)
    except NotANip as refused:
        message = str(NIP_MESSAGES[refused.fault])
        raise BadPerson(message, nip=message) from None
    return parsed.nip, parsed.sex.value, parsed.birth_date


def _ensure_person(name: str, status: str, rank: str) -> None:
    ensure(name.strip(), BadPerson(_("Isi nama pegawai."), name=_("Wajib diisi.")))
    ensure(
        status in set(Status),
        BadPerson(_("Status pegawai tidak dikenal."), status=", ".join(Status)),
    )
    ensure(
        rank in ranks_for(status),
        BadPerson(
            _("Golongan tidak cocok dengan status pegawai."),
            rank=", ".join(ranks_for(status)) or "-",
        ),
    )


@act(Acts.CHANGE_EMPLOYEE)
def change_employee(
    *,
    by: Actor,
    employee_id: int,
    name: str,
    status: str,
    rank: str = "",
    title_before: str = "",
    title_after: str = "",
) -> list[str]:
    """Return the names of the fields that changed (none is fine). Raises BadPerson, NoSuchPerson, NotYoursToManage."""
    ensure_manages_people(by)
    row = locked_employee(employee_id)
    _ensure_person(name, status, rank)
    wanted = {
        "name": name.strip(),
        "status": status,
        "rank": rank,
        "title_before": title_before.strip(),
        "title_after": title_after.strip(),
    }
    changed = [field for field, value in wanted.items() if getattr(row, field) != value]
    before: dict[str, Any] = {field: getattr(row, field) for field in changed}
    for field in changed:
        setattr(row, field, wanted[field])
    row.save(update_fields=changed)
    record(
        subject=f"employee:{row.pk}",
        label=person_card(row).full_name,
        before=before,
        after={field: wanted[field] for field in changed},
    )
    return changed


@act(Acts.END_SERVICE)
def end_service(*, by: Actor, employee_id: int, last_day: date, reason: str, decree: str) -> int:
    """Return how many posts, appointments and mandates end with a person's service (pension, death, transfer).

    `last_day` is the last day of service, inclusive. The login closes by itself the day after; acts already done stay as they were. Raises
    NotDated, NoSuchPerson, NotYoursToManage.
    """
    ensure_manages_people(by)
    ensure_dated(decree, last_day, None)
    row = locked_employee(employee_id)
    row.ended_on, row.ended_recorded_at = last_day, clock.now()
    row.save(update_fields=["ended_on", "ended_recorded_at"])
    ended = sum(_close_all(model, employee_id, last_day) for model in HELD)
    record(
        subject=f"employee:{row.pk}",
        label=person_card(row).full_name,
        personal={"reason": reason},
        decree=decree,
        last_day=last_day.isoformat(),
        ended=ended,
    )
    return ended


def _close_all(model: type[TwoTimes], employee_id: int, last_day: date) -> int:
    person = "holder_id" if model is Mandate else "employee_id"
    rows = model.objects.select_for_update().filter(
        superseded_at__isnull=True, **{person: employee_id}
    )
    running = [row for row in rows if row.valid_until is None or row.valid_until > last_day]
    for row in running:
        close(row, last_day)
    return len(running)
