"""Who may run the allowance: rights come from dated appointments, asked at the moment of the act."""

from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.audit import clock
from office.audit.core import Actor
from office.people import selectors as people
from office.people.core import AppointmentKind, Viewer
from performance.tpp.errors import NotPersonnel

READERS = frozenset({AppointmentKind.INSPECTOR, AppointmentKind.PERSONNEL_AUTHORITY})
"""Offices that read every run."""


def may_run_for(viewer: Viewer, agency_id: int) -> bool:
    """Return whether the viewer runs the allowance of an agency: city personnel or its operator."""
    return AppointmentKind.PERSONNEL in viewer.kinds or agency_id in viewer.agency_ids(
        AppointmentKind.AGENCY_OPERATOR
    )


def may_read_run(viewer: Viewer, agency_id: int) -> bool:
    """Return whether the viewer sees runs of an agency: who runs it, its head, the inspector, the mayor."""
    return (
        may_run_for(viewer, agency_id)
        or agency_id in viewer.agency_ids_as_head
        or bool(READERS & viewer.kinds)
        or viewer.is_mayor
    )


def may_keep_accounts(by: Actor) -> bool:
    """Return whether the actor may record bank accounts: city personnel, or a command."""
    return bool(by.part) or AppointmentKind.PERSONNEL in people.viewer(by).kinds


def maker_of(by: Actor, agency_id: int) -> int:
    """Return the employee answerable for a run; raises NotPersonnel.

    A person needs the right now; the system acts for the city's personnel officer, because somebody
    must be kept from deciding on the run (four eyes).
    """
    if by.employee_id is not None:
        ensure(
            may_run_for(people.viewer(by), agency_id),
            NotPersonnel(
                _("Hanya personalia atau operator perangkat daerah ini yang menghitung TPP.")
            ),
        )
        return by.employee_id
    seat = people.appointed_seat(AppointmentKind.PERSONNEL, agency_id)
    holders = people.seat_holders([seat], clock.now()).get(seat, ()) if seat else ()
    ensure(
        holders,
        NotPersonnel(_("Pejabat personalia belum ditunjuk. Catat penunjukannya lebih dahulu.")),
    )
    return holders[0].employee_id
