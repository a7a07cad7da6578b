"""Who may run the allowance: rights come from dated appointments, asked at the moment of the act."""

from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.audit import clock
from office.audit.core import Actor
from office.indonesia.months import CalendarMonth
from office.people import selectors as people
from office.people.core import AppointmentKind, Viewer
from performance.tpp.errors import NotPersonnel

CITY_CARE = frozenset({AppointmentKind.PERSONNEL, AppointmentKind.PERSONNEL_AUTHORITY})
"""Offices of the whole city that open every line (people.core.FIELD_TABLE, tpp_trace)."""
PAYING = (
    AppointmentKind.TREASURER,
    AppointmentKind.FINANCE_VERIFIER,
    AppointmentKind.BUDGET_HOLDER,
)
"""Offices of an agency that see its amounts (tpp_rupiah)."""


def may_run_for(viewer: Viewer, agency_id: int) -> bool:
    """Return whether the viewer runs the allowance of an agency: the city's personnel office."""
    del agency_id  # one office for the whole city; an operator of the agency sees no rupiah
    return AppointmentKind.PERSONNEL in viewer.kinds


def may_see_lines(viewer: Viewer, agency_id: int, month: CalendarMonth) -> bool:
    """Return whether the viewer sees what each employee of an agency gets in a month."""
    return may_see_trace(viewer, agency_id, month) or _pays(viewer, agency_id)


def may_see_trace(viewer: Viewer, agency_id: int, month: CalendarMonth) -> bool:
    """Return whether the viewer opens other people's lines into their facts; an inspector by letter only."""
    inspects = viewer.inspects(agency_id, month.first, month.last)
    return inspects or not viewer.kinds.isdisjoint(CITY_CARE)


def may_read_runs(viewer: Viewer, agency_id: int) -> bool:
    """Return whether the viewer sees state and totals of an agency's runs of every month.

    Its head and the mayor do, without lines; an inspector's letter names the months besides.
    """
    return (
        not viewer.kinds.isdisjoint(CITY_CARE)
        or _pays(viewer, agency_id)
        or agency_id in viewer.agency_ids_as_head
        or viewer.is_mayor
    )


def _pays(viewer: Viewer, agency_id: int) -> bool:
    return AppointmentKind.BUD in viewer.kinds or any(
        agency_id in viewer.agency_ids(kind) for kind in PAYING
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
            NotPersonnel(_("Hanya pengelola kepegawaian kota yang menghitung TPP.")),
        )
        return by.employee_id
    seat = people.appointed_seat(AppointmentKind.PERSONNEL, agency_id)
    holders = people.seat_holders([seat], clock.now()).get(seat, ()) if seat else ()
    ensure(
        holders,
        NotPersonnel(_("Pejabat personalia belum ditunjuk. Catat penunjukannya lebih dahulu.")),
    )
    return holders[0].employee_id
