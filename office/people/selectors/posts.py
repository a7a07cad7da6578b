"""Posts on a day: who is where, who is above whom."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q

from office.audit import clock
from office.audit.context import once_per_page
from office.people.core import (
    APPOINTMENT_TITLES,
    CITY_WIDE,
    AppointmentKind,
    PersonOnPost,
    PositionCard,
    Seat,
)
from office.people.models import Agency, Appointment, Assignment, Position, PositionTerms
from office.people.selectors._rows import (
    ended_before,
    live_on,
    person_card,
    position_card,
    terms_on,
)
from office.people.sql import reporting_line_rows


@once_per_page
def post_of(employee_id: int, on: date) -> PersonOnPost | None:
    """Return a person with the definitive post of a day, None without one or after the end of service."""
    return next(iter(on_post(on, Q(employee_id=employee_id))), None)


def position_of(employee_id: int, on: date) -> PositionCard | None:
    """Return the definitive post of a person on a day, None without one or after the end of service."""
    post = post_of(employee_id, on)
    return post.position if post else None


def positions_of(employee_ids: Iterable[int], on: date) -> dict[int, PositionCard]:
    """Return the definitive posts by employee id on a day, in two queries."""
    return {
        entry.person.employee_id: entry.position
        for entry in on_post(on, Q(employee_id__in=set(employee_ids)))
    }


def roster_people(agency_id: int | None, on: date) -> list[PersonOnPost]:
    """Return who is assigned that day, by position code; of every agency when None."""
    return on_post(on, Q() if agency_id is None else Q(position__agency_id=agency_id))


def direct_reports(position_ids: Iterable[int], on: date) -> list[PersonOnPost]:
    """Return who holds a post that reports to one of these positions that day, by position code."""
    below = [terms.position_id for terms in terms_on(on, Q(reports_to_id__in=set(position_ids)))]
    return on_post(on, Q(position_id__in=below))


def positions_below(position_ids: Iterable[int], on: date) -> dict[int, PositionCard]:
    """Return the posts that report to one of these positions that day, held or vacant, by id."""
    return {
        t.position_id: position_card(t)
        for t in terms_on(on, Q(reports_to_id__in=set(position_ids)))
    }


def on_post(on: date, condition: Q) -> list[PersonOnPost]:
    """Return who is assigned on a day under a condition on assignments, by position code."""
    held = [
        row
        for row in Assignment.objects.filter(live_on(on) & condition)
        .select_related("employee")
        .order_by("position__code")
        if (ended_before(None, row.employee.ended_on) or on) >= on
    ]
    cards = positions_by_id((row.position_id for row in held), on)
    return [
        PersonOnPost(person_card(row.employee), cards[row.position_id])
        for row in held
        if row.position_id in cards
    ]


def positions_by_id(position_ids: Iterable[int], on: date | None = None) -> dict[int, PositionCard]:
    """Return cards by position id on a day (today when None); positions without terms that day are left out."""
    found = terms_on(on or clock.today(), Q(position_id__in=set(position_ids)))
    return {terms.position_id: position_card(terms) for terms in found}


def position_by_code(code: str, on: date | None = None) -> PositionCard | None:
    """Return the card of the position with this code on a day (today when None)."""
    terms = next(iter(terms_on(on or clock.today(), Q(position__code=code))), None)
    return position_card(terms) if terms else None


@once_per_page
def superior_seat(position_id: int, on: date | None = None) -> Seat | None:
    """Return the seat directly above on a day (today when None); None at the top."""
    terms = next(iter(terms_on(on or clock.today(), Q(position_id=position_id))), None)
    return Seat.position(terms.reports_to_id) if terms and terms.reports_to_id else None


@once_per_page
def head_seat(agency_id: int, on: date | None = None) -> Seat | None:
    """Return the seat that heads the agency on a day (today when None); None if the agency has no such post."""
    head = Q(position__agency_id=agency_id, position__is_head=True)
    found = PositionTerms.objects.filter(live_on(on or clock.today()) & head)
    post = found.values_list("position_id", flat=True).first()
    return Seat.position(post) if post else None


def head_seats(agency_ids: Iterable[int], on: date | None = None) -> dict[int, Seat]:
    """Return the seat that heads each agency on a day (today when None); agencies without such a post are left out."""
    wanted = Q(position__agency_id__in=set(agency_ids), position__is_head=True)
    heads = [position_card(terms) for terms in terms_on(on or clock.today(), wanted)]
    return {card.agency_id: Seat.position(card.position_id) for card in heads}


@once_per_page
def reporting_line(position_id: int, on: date | None = None) -> tuple[Seat, ...]:
    """Return the seats above, nearest first, up to the mayor, on a day (today when None). One query."""
    return tuple(
        Seat.position(above) for above in reporting_line_rows(position_id, on or clock.today())
    )


def position_seat(code: str) -> Seat | None:
    """Return the seat of the position with this code; None if there is none."""
    row = Position.objects.filter(code=code).only("pk").first()
    return Seat.position(row.pk) if row else None


def appointed_seat(kind: str, agency_id: int, on: date | None = None) -> Seat | None:
    """Return the appointed office that serves an agency.

    An office of the agency is `kind:agency`. A city-wide one (BUD, inspector, personnel, PPK) hangs on the agency
    that has it on the day (today when None); None if nobody is appointed in the whole city.
    """
    if AppointmentKind(kind) not in CITY_WIDE:
        return Seat(kind, agency_id)
    found = Appointment.objects.filter(live_on(on or clock.today()), kind=kind).order_by(
        "valid_from", "id"
    )
    home = found.values_list("agency_id", flat=True).first()
    return Seat(kind, home) if home else None


def seat_titles(seats: Iterable[Seat]) -> dict[Seat, str]:
    """Return the official name of each seat, in at most two queries; unknown ones are left out."""
    wanted = set(seats)
    posts = [seat.id for seat in wanted if seat.is_position]
    offices = [seat for seat in wanted if not seat.is_position]
    titles = {
        Seat.position(pk): title
        for pk, title in Position.objects.filter(pk__in=posts).values_list("pk", "title")
    }
    return titles | (_office_titles(offices) if offices else {})


def _office_titles(offices: Sequence[Seat]) -> dict[Seat, str]:
    names = dict(
        Agency.objects.filter(pk__in={seat.id for seat in offices}).values_list("pk", "name")
    )
    return {seat: _office_title(seat, names[seat.id]) for seat in offices if seat.id in names}


def _office_title(seat: Seat, agency_name: str) -> str:
    kind = AppointmentKind(seat.kind)
    return (
        APPOINTMENT_TITLES[kind]
        if kind in CITY_WIDE
        else f"{APPOINTMENT_TITLES[kind]} {agency_name}"
    )
