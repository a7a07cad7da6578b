"""Who holds which post and which appointed office, in two times."""

from datetime import date

from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import act, record
from office.audit.core import Actor
from office.people.acts import Acts
from office.people.core import AppointmentKind
from office.people.models import Appointment, Assignment, Employee
from office.people.problems import NotDated
from office.people.selectors._rows import person_card
from office.people.services._common import (
    ONE_DAY,
    Recorded,
    close,
    ensure_dated,
    ensure_manages_people,
    insert,
    locked_agency,
    locked_employee,
    locked_live,
    locked_position,
    recorded,
    replace,
    touched,
    written,
)


@act(Acts.ASSIGN)
def assign(
    *,
    by: Actor,
    employee_id: int,
    position_id: int,
    decree: str,
    valid_from: date,
    valid_until: date | None = None,
) -> Recorded:
    """Return the new definitive placement of a person, from a day (until one, inclusive, or open).

    A post the person held before ends the day before by the same decree. Raises Overlap when the position has
    another holder or the person a later post, NotDated, NoSuchPerson, NoSuchPlace, NotYoursToManage.
    """
    ensure_manages_people(by)
    ensure_dated(decree, valid_from, valid_until)
    employee, position = locked_employee(employee_id), locked_position(position_id)
    _ensure_serving(employee, valid_until or valid_from)
    for before in _running(employee_id, valid_from):
        close(before, valid_from - ONE_DAY)
    row = insert(
        Assignment,
        employee=employee,
        position=position,
        decree=decree,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    outcome = recorded(row)
    record(
        subject=f"employee:{employee.pk}",
        label=f"{person_card(employee).full_name} - {position.title}",
        assignment=row.pk,
        position=f"position:{position.pk}",
        **written(row),
        months_touched=list(outcome.months_touched),
    )
    return outcome


def _ensure_serving(employee: Employee, on: date) -> None:
    ensure(
        employee.ended_on is None or employee.ended_on >= on,
        NotDated(
            _("Masa kerja pegawai ini sudah berakhir."), valid_from=_("Setelah akhir masa kerja.")
        ),
    )


def _running(employee_id: int, on: date) -> list[Assignment]:
    """Return the person's open placements that began before the day and still run on it."""
    rows = Assignment.objects.select_for_update().filter(
        employee_id=employee_id, superseded_at__isnull=True, valid_from__lt=on
    )
    return [row for row in rows if row.valid_until is None or row.valid_until >= on]


@act(Acts.CORRECT_ASSIGNMENT)
def correct_assignment(
    *,
    by: Actor,
    assignment_id: int,
    decree: str,
    valid_from: date,
    valid_until: date | None = None,
) -> Recorded:
    """Return the corrected placement; the row as it was stays, superseded now. Raises as `assign` does."""
    ensure_manages_people(by)
    ensure_dated(decree, valid_from, valid_until)
    old = locked_live(Assignment, assignment_id)
    first = min(old.valid_from, valid_from)
    row = replace(old, decree=decree, valid_from=valid_from, valid_until=valid_until)
    outcome = Recorded(row.pk, touched(first, valid_until))
    record(
        subject=f"employee:{row.employee_id}",
        label=decree,
        corrects=assignment_id,
        assignment=row.pk,
        **written(row),
        months_touched=list(outcome.months_touched),
    )
    return outcome


@act(Acts.END_ASSIGNMENT)
def end_assignment(
    *, by: Actor, assignment_id: int, last_day: date, decree: str
) -> tuple[str, ...]:
    """Return the months touched by ending a placement on a day (inclusive); a day before its start voids it."""
    ensure_manages_people(by)
    ensure_dated(decree, last_day, None)
    old = locked_live(Assignment, assignment_id)
    close(old, last_day)
    months = touched(last_day + ONE_DAY, old.valid_until)
    record(
        subject=f"employee:{old.employee_id}",
        label=decree,
        assignment=assignment_id,
        last_day=last_day.isoformat(),
        months_touched=list(months),
    )
    return months


@act(Acts.APPOINT)
def appoint(
    *,
    by: Actor,
    employee_id: int,
    agency_id: int,
    kind: str,
    decree: str,
    valid_from: date,
    valid_until: date | None = None,
) -> Recorded:
    """Return the new appointment of a person to an office of an agency (`kind` is an AppointmentKind).

    Several persons may hold one kind in one agency. Raises Overlap for the same person twice, NotDated,
    NoSuchPerson, NoSuchPlace, NotYoursToManage.
    """
    ensure_manages_people(by)
    ensure_dated(decree, valid_from, valid_until)
    ensure(
        kind in set(AppointmentKind),
        NotDated(_("Jenis penunjukan tidak dikenal."), kind=", ".join(AppointmentKind)),
    )
    employee, agency = locked_employee(employee_id), locked_agency(agency_id)
    row = insert(
        Appointment,
        employee=employee,
        agency=agency,
        kind=kind,
        decree=decree,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    record(
        subject=f"employee:{employee.pk}",
        label=f"{person_card(employee).full_name} - {agency.name}",
        appointment=row.pk,
        seat=f"{kind}:{agency.pk}",
        **written(row),
    )
    return recorded(row)


@act(Acts.END_APPOINTMENT)
def end_appointment(*, by: Actor, appointment_id: int, last_day: date, decree: str) -> None:
    """End an appointment on a day (inclusive); a day before its start voids it."""
    ensure_manages_people(by)
    ensure_dated(decree, last_day, None)
    old = locked_live(Appointment, appointment_id)
    close(old, last_day)
    record(
        subject=f"employee:{old.employee_id}",
        label=decree,
        appointment=appointment_id,
        seat=f"{old.kind}:{old.agency_id}",
        last_day=last_day.isoformat(),
    )
