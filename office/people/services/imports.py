"""A list of employees becomes agencies, positions, people and placements: all of it, or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from office.acts.services import act, record
from office.audit.core import Actor
from office.people.acts import Acts
from office.people.core.faults import RowError
from office.people.importing.shapes import Change
from office.people.models import Agency, Employee, Position
from office.people.problems import ImportRefused
from office.people.selectors.imports import preview_import
from office.people.services._common import ensure_manages_people
from office.people.services.dated import assign, correct_assignment, end_assignment
from office.people.services.persons import change_employee, register_employee
from office.people.services.places import change_terms, create_agency, open_position


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    sha256: str
    """Hash of the file."""
    rows: int
    """Lines read."""
    counts: dict[str, int]
    """Changes by action; empty when everything was stored already."""


@act(Acts.IMPORT_EMPLOYEES)
def import_employees(*, by: Actor, payload: bytes, filename: str = "") -> Imported:
    """Return what the file changed; each change is an act of its own under this one. Twice is once.

    Nothing is stored if any line is wrong: ImportRefused carries every error. Raises NotYoursToManage.
    """
    ensure_manages_people(by)
    report = preview_import(payload)
    if report.errors:
        raise ImportRefused(_refusal(report.errors), report.errors)
    for change in report.changes:
        DOERS[change.action](by, change)
    record(
        subject=f"people_file:{report.sha256[:16]}",
        label=filename,
        sha256=report.sha256,
        rows=report.rows,
        counts=report.counts,
    )
    return Imported(report.sha256, report.rows, report.counts)


def _refusal(errors: tuple[RowError, ...]) -> str:
    words = {
        "count": len(errors),
        "line": errors[0].line,
        "column": errors[0].column,
        "expected": errors[0].expected,
    }
    return (
        _(
            "Tidak ada yang disimpan: %(count)d isian belum cocok. Baris %(line)d, kolom %(column)s: %(expected)s."
        )
        % words
    )


def _new_agency(by: Actor, change: Change) -> None:
    create_agency(by=by, **change.details)


def _new_position(by: Actor, change: Change) -> None:
    given = dict(change.details)
    open_position(
        by=by,
        agency_id=Agency.objects.values_list("pk", flat=True).get(code=given.pop("agency_code")),
        reports_to_id=_position_id(given.pop("superior_code")),
        valid_from=_day(given.pop("valid_from")),
        **given,
    )


def _new_terms(by: Actor, change: Change) -> None:
    given = change.details
    position = Position.objects.get(code=change.subject)
    change_terms(
        by=by,
        position_id=position.pk,
        job_class=given["job_class"],
        reports_to_id=_position_id(given["superior_code"]),
        decree=given["decree"],
        valid_from=_day(given["valid_from"]),
    )


def _new_person(by: Actor, change: Change) -> None:
    register_employee(by=by, nip=change.subject, **change.details)


def _changed_person(by: Actor, change: Change) -> None:
    change_employee(by=by, employee_id=_employee_id(change.subject), **change.details)


def _end_placement(by: Actor, change: Change) -> None:
    given = change.details
    end_assignment(
        by=by,
        assignment_id=given["assignment_id"],
        last_day=_day(given["last_day"]),
        decree=given["decree"],
    )


def _corrected_placement(by: Actor, change: Change) -> None:
    given = change.details
    correct_assignment(
        by=by,
        assignment_id=given["assignment_id"],
        decree=given["decree"],
        valid_from=_day(given["valid_from"]),
        valid_until=_day(given["valid_until"]) if given["valid_until"] else None,
    )


def _new_placement(by: Actor, change: Change) -> None:
    given = change.details
    assign(
        by=by,
        employee_id=_employee_id(change.subject),
        position_id=Position.objects.values_list("pk", flat=True).get(code=given["position_code"]),
        decree=given["decree"],
        valid_from=_day(given["valid_from"]),
    )


DOERS: dict[str, Callable[[Actor, Change], None]] = {
    "new_agency": _new_agency,
    "new_position": _new_position,
    "new_terms": _new_terms,
    "new_person": _new_person,
    "changed_person": _changed_person,
    "end_placement": _end_placement,
    "corrected_placement": _corrected_placement,
    "new_placement": _new_placement,
}


def _position_id(code: str) -> int | None:
    return Position.objects.values_list("pk", flat=True).get(code=code) if code else None


def _employee_id(nip: str) -> int:
    return Employee.objects.values_list("pk", flat=True).get(nip=nip)


def _day(text: Any) -> date:
    return date.fromisoformat(text)
