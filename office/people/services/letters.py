"""Letters of assignment: issued by who heads the inspectorate, ended early when the work is done."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import act, record
from office.audit import clock
from office.audit.core import Actor
from office.people.acts import Acts
from office.people.core import AppointmentKind
from office.people.models import Agency, Appointment, AssignmentLetter, Employee
from office.people.problems import NoSuchPlace, NotDated, NotYoursToManage
from office.people.selectors import viewer
from office.people.selectors._rows import live_on, person_card
from office.people.services._common import (
    ONE_DAY,
    Recorded,
    close,
    ensure_dated,
    insert,
    locked_employee,
    locked_live,
    recorded,
    written,
)


@act(Acts.ISSUE_LETTER)
def issue_letter(
    *,
    by: Actor,
    employee_id: int,
    number: str,
    agency_ids: Iterable[int],
    period: tuple[date, date],
    valid: tuple[date, date],
) -> Recorded:
    """Return the new letter: an inspector may read these agencies (none: all) over `period`, on the days of `valid`.

    Both pairs are inclusive. Raises NotYoursToManage for anybody but the head of the inspector's own office (and for
    oneself), NotDated for somebody who is no inspector on the first day or for days that do not fit, NoSuchPlace.
    """
    ensure_dated(number, *valid)
    ensure_dated(number, *period)
    inspector, chosen = locked_employee(employee_id), sorted(set(agency_ids))
    _ensure_issues(by, inspector, valid[0])
    ensure(
        Agency.objects.filter(pk__in=chosen).count() == len(chosen),
        NoSuchPlace(_("Perangkat Daerah ini tidak ditemukan. Periksa kodenya.")),
    )
    row = insert(
        AssignmentLetter,
        employee=inspector,
        decree=number.strip(),
        valid_from=valid[0],
        valid_until=valid[1],
        agencies=chosen,
        period_first=period[0],
        period_last=period[1],
    )
    record(
        subject=f"employee:{inspector.pk}",
        label=person_card(inspector).full_name,
        letter=row.pk,
        agencies=chosen,
        period=[day.isoformat() for day in period],
        **written(row),
    )
    return recorded(row)


@act(Acts.END_LETTER)
def end_letter(*, by: Actor, letter_id: int) -> None:
    """End a letter today: from now on it opens nothing. Raises NotYoursToManage, NotDated, NoSuchPlace."""
    old = locked_live(AssignmentLetter, letter_id)
    _ensure_issues(by, old.employee, max(old.valid_from, clock.today()))
    close(old, clock.today() - ONE_DAY)
    record(
        subject=f"employee:{old.employee_id}",
        label=person_card(old.employee).full_name,
        letter=letter_id,
        number=old.decree,
    )


def _ensure_issues(by: Actor, inspector: Employee, on: date) -> None:
    held = Appointment.objects.filter(
        live_on(on), employee=inspector, kind=AppointmentKind.INSPECTOR
    )
    offices = set(held.values_list("agency_id", flat=True))
    ensure(
        offices,
        NotDated(_("Surat tugas hanya untuk pegawai Inspektorat dengan surat penunjukan.")),
    )
    heads = by.employee_id != inspector.pk and offices & viewer(by).agency_ids_as_head
    ensure(
        by.part or heads,
        NotYoursToManage(
            _("Surat tugas diterbitkan oleh Inspektur, dan tidak untuk dirinya sendiri.")
        ),
    )
