"""The roll of employees as personnel and agency operators see it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from office.audit import clock
from office.people.core import (
    APPOINTMENT_TITLES,
    AppointmentKind,
    PersonCard,
    PositionCard,
    Viewer,
)
from office.people.models import Appointment, Assignment, Employee, Mandate
from office.people.problems import NoSuchPerson
from office.people.selectors._rows import known, live_on, person_card
from office.people.selectors.posts import positions_of

PAGE = 50


@dataclass(frozen=True, slots=True)
class RollEntry:
    """One line of the roll."""

    person: PersonCard
    """Who."""
    position: PositionCard | None
    """The post held today; None without one."""


@dataclass(frozen=True, slots=True)
class DatedLine:
    """One dated row about a person, as the page lists it."""

    what: str
    """Post, office or mandate, in words."""
    decree: str
    """Number of the decree."""
    valid_from: date
    """First day."""
    valid_until: date | None
    """Last day, inclusive; None while open."""
    known_on: date
    """Local day on which it was recorded."""
    is_live: bool
    """False once a correction has replaced it."""


def roll(
    viewer: Viewer, text: str = "", agency_id: int | None = None, page: int = 1
) -> tuple[list[RollEntry], bool]:
    """Return a page of fifty people the viewer cares for, by name, and whether more follow.

    City personnel see everyone, an agency operator those of the own agencies today, others nobody.
    """
    found = Employee.objects.filter(_in_care(viewer), _matching(text))
    if agency_id is not None:
        found = found.filter(pk__in=_of_agencies({agency_id}))
    start = (max(page, 1) - 1) * PAGE
    rows = list(found.order_by("name", "pk")[start : start + PAGE + 1])
    posts = positions_of([row.pk for row in rows[:PAGE]], clock.today())
    return [RollEntry(person_card(row), posts.get(row.pk)) for row in rows[:PAGE]], len(rows) > PAGE


def person_in_care(viewer: Viewer, employee_id: int) -> PersonCard:
    """Return the card of a person the viewer cares for. Raises NoSuchPerson for anybody else."""
    row = Employee.objects.filter(_in_care(viewer), pk=employee_id).first()
    if row is None:
        raise NoSuchPerson(_("Pegawai ini tidak ditemukan di antara yang Anda kelola."))
    return person_card(row)


def dated_lines(employee_id: int) -> list[DatedLine]:
    """Return every post, appointment and mandate of a person, newest first, corrected ones included."""
    lines = [
        _line(row, row.position.title)
        for row in Assignment.objects.filter(employee_id=employee_id).select_related("position")
    ]
    lines += [
        _line(row, f"{APPOINTMENT_TITLES[AppointmentKind(row.kind)]} - {row.agency.name}")
        for row in Appointment.objects.filter(employee_id=employee_id).select_related("agency")
    ]
    lines += [
        _line(row, f"{row.kind.capitalize()}. {row.position.title}")
        for row in Mandate.objects.filter(holder_id=employee_id).select_related("position")
    ]
    return sorted(lines, key=lambda line: (line.valid_from, line.known_on), reverse=True)


def _line(row: Assignment | Appointment | Mandate, what: str) -> DatedLine:
    return DatedLine(
        what=what,
        decree=row.decree,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        known_on=clock.local(row.recorded_at).date(),
        is_live=row.superseded_at is None,
    )


def _in_care(viewer: Viewer) -> Q:
    if AppointmentKind.PERSONNEL in viewer.kinds:
        return Q()
    return Q(pk__in=_of_agencies(viewer.agency_ids(AppointmentKind.AGENCY_OPERATOR)))


def _of_agencies(agency_ids: set[int] | frozenset[int]) -> list[int]:
    live = live_on(clock.today()) & known(None)
    rows = Assignment.objects.filter(live, position__agency_id__in=agency_ids)
    return list(rows.values_list("employee_id", flat=True))


def _matching(text: str) -> Q:
    digits = text.replace(" ", "").replace(".", "")
    return Q(name__icontains=text) | Q(nip__startswith=digits) if text else Q()
