"""Who may act on a case and who may read it, from dated seats."""

from django.db.models import Q
from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.audit import clock
from office.audit.core import Actor
from office.people import selectors as people
from office.people.core import AppointmentKind, Viewer
from performance.sanctions.errors import NotYourCase
from performance.sanctions.models import SanctionCase

CITY_PERSONNEL = frozenset({AppointmentKind.PERSONNEL, AppointmentKind.PERSONNEL_AUTHORITY})
"""Offices that act on cases of every agency."""
CITY_READERS = CITY_PERSONNEL | {AppointmentKind.INSPECTOR}
"""Offices that read the cases of every agency."""


def may_act(reader: Viewer, case: SanctionCase) -> bool:
    """Return whether this person examines and proposes: the direct superior, or personnel.

    PP 94/2021 article 26: the direct superior is responsible. Nobody acts on the own case.
    """
    if reader.employee_id in {None, case.employee_id}:
        return False
    superior = people.superior_seat(case.position_id)
    is_superior = superior is not None and reader.holds(superior)
    return is_superior or bool(reader.kinds & CITY_PERSONNEL)


def must_act(by: Actor, case: SanctionCase) -> int:
    """Return the person who examines or proposes; raises NotYourCase for anybody who may not."""
    if by.employee_id is None or not may_act(people.viewer(by), case):
        raise NotYourCase(
            _("Hanya atasan langsung atau pengelola kepegawaian yang menangani perkara ini.")
        )
    return by.employee_id


def may_detect(by: Actor) -> bool:
    """Return whether the actor may open drafts: the system or personnel."""
    return bool(by.part) or bool(people.viewer(by).kinds & CITY_PERSONNEL)


def only_the_ladder(by: Actor) -> None:
    """Refuse everybody but the flow: a case is decided on the ladder, never by a call beside it."""
    ensure(by.part, NotYourCase(_("Perkara hanya diputus melalui berkas keputusannya.")))


def visible(by: Actor) -> Q:
    """Return the condition of the cases `by` may see: own, of people below, of the agency headed, or all by office."""
    if by.part:
        return Q()
    reader = people.viewer(by)
    if reader.is_mayor or reader.kinds & CITY_PERSONNEL:
        return Q()
    return (
        people.inspected(reader, "agency_id", "year", lambda on: on.year)
        | Q(employee_id=reader.employee_id)
        | Q(agency_id__in=reader.agency_ids_as_head)
        | Q(position_id__in=_below(reader))
    )


def _below(reader: Viewer) -> set[int]:
    """Return the posts one and two levels below: PP 94/2021 lets the superior and the superior's superior decide."""
    today = clock.today()
    seats = [held.seat.id for held in reader.seats if held.seat.is_position]
    first = (
        {entry.position.position_id for entry in people.direct_reports(seats, today)}
        if seats
        else set()
    )
    second = (
        {entry.position.position_id for entry in people.direct_reports(first, today)}
        if first
        else set()
    )
    return first | second
