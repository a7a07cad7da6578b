"""What the ladder asks of other rooms: the chain in force, the seats behind its names, who holds them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from office.attendance import selectors as attendance
from office.audit import clock
from office.people import selectors as people
from office.people.core import Basis, HeldSeat, Holder, Seat
from office.regulations.selectors import in_force
from workflows.approval.core import ChainLevel, Organisation, parse_levels
from workflows.approval.errors import BadSubmission
from workflows.approval.models import Chain

FORMULAS = {Basis.PLT.value: "Plt.", Basis.PLH.value: "Plh.", Basis.DELEGATION.value: "a.n."}
"""What stands before the title of whoever signs for a seat that is not his or her own."""


def chain_levels(
    kind: str, agency_id: int, on: date, known_at: datetime | None = None
) -> tuple[ChainLevel, ...]:
    """Return the levels in force on a day: the agency's own chain as known then (None: now), or the regulation's."""
    own = Chain.objects.filter(kind=kind, agency_id=agency_id, valid_from__lte=on)
    if known_at is not None:
        own = own.filter(recorded_at__lte=known_at)
    levels = own.order_by("-valid_from").values_list("levels", flat=True).first()
    if levels is not None:
        return parse_levels(levels)
    usual = in_force("chains", on).levels.get(kind)
    if not usual:
        message = _("Peraturan yang berlaku tidak memuat rantai persetujuan untuk %(kind)s.")
        raise BadSubmission(message % {"kind": kind})
    return parse_levels(level.model_dump() for level in usual)


def organisation_at(
    levels: tuple[ChainLevel, ...], position_id: int, agency_id: int, at: datetime
) -> Organisation:
    """Return seats and their holders as they are for a maker on that position at that moment."""
    on = clock.local(at).date()
    names = sorted({name for level in levels for name in level.seats})
    line = people.reporting_line(position_id, on)
    named = {name: _named_seat(name, line, agency_id, on) for name in names}
    seats = {seat for seat in (*named.values(), *line) if seat is not None}
    return Organisation(named=named, line=line, holders=principal_holders(seats, at))


def _named_seat(name: str, line: tuple[Seat, ...], agency_id: int, on: date) -> Seat | None:
    if name == "superior":
        return next(iter(line), None)
    if name == "head":
        return people.head_seat(agency_id, on)
    kind, _sep, value = name.partition(":")
    if kind == "position":
        return people.position_seat(value)
    return people.appointed_seat(value, agency_id, on)


def principal_holders(seats: Iterable[Seat], at: datetime) -> dict[Seat, frozenset[int]]:
    """Return who holds each seat: its owner, and whoever stands in as Plt or Plh; a delegate only helps."""
    acting = people.seat_holders(seats, at)
    covered = [seat for seat, held in acting.items() if any(h.basis == Basis.PLH for h in held)]
    owners = _owners(covered, clock.local(at).date())
    return {
        seat: frozenset(h.employee_id for h in held if h.basis != Basis.DELEGATION)
        | owners.get(seat, frozenset())
        for seat, held in acting.items()
    }


def acts_for(held: Iterable[HeldSeat], employee_id: int, at: datetime) -> frozenset[int]:
    """Return the employees for whose posts this one carries a live mandate, given the seats it holds."""
    mandated = [h.seat for h in held if h.basis != Basis.DEFINITIVE]
    owners = _owners(mandated, clock.local(at).date())
    return frozenset().union(*owners.values()) - {employee_id}


def _owners(seats: Iterable[Seat], on: date) -> Mapping[Seat, frozenset[int]]:
    """Return the definitive holders of posts, present or not; vacant ones are left out."""
    posts = [seat.id for seat in seats if seat.is_position]
    if not posts:
        return {}
    agencies = {card.agency_id for card in people.positions_by_id(posts, on).values()}
    return {
        entry.position.seat: frozenset({entry.person.employee_id})
        for agency_id in agencies
        for entry in people.roster_people(agency_id, on)
        if entry.position.position_id in posts
    }


def right_to(
    seat: Seat, held: Iterable[HeldSeat], kind: str, amount: int, mandate_id: int | None
) -> HeldSeat | None:
    """Return by what right one of the held seats covers this procedure and amount: own seat first, or the mandate asked for."""
    rights = [h for h in held if h.seat == seat and h.covers(kind, amount)]
    asked = [h for h in rights if mandate_id is not None and h.mandate_id == mandate_id]
    return next(iter(asked or rights), None)


def holders_of(seats: Iterable[Seat], at: datetime) -> dict[Seat, tuple[Holder, ...]]:
    """Return who may act for each seat now; empty for a vacant one."""
    return people.seat_holders(seats, at)


def due_on(start: date, workdays: int, agency_id: int) -> date:
    """Return the last day of a level's time: that many working days of the agency after the day it was reached."""
    return attendance.add_workdays(start, workdays, agency_id)


def mandate_ends(held: HeldSeat, employee_id: int, at: datetime) -> datetime | None:
    """Return the last moment of the mandate behind a right, in its seat's zone; None where it is no mandate."""
    if held.mandate_id is None:
        return None
    post = people.positions_by_id([held.seat.id], clock.local(at).date()).get(held.seat.id)
    zone = ZoneInfo(post.zone if post else settings.TIME_ZONE)
    on = at.astimezone(zone).date()
    cards = people.mandates_held(employee_id, on, on)
    last = next((card.valid_until for card in cards if card.mandate_id == held.mandate_id), on)
    return datetime.combine(last + timedelta(days=1), time.min, tzinfo=zone) - timedelta(
        microseconds=1
    )
