"""Who may act for a seat at a moment, and for which seats a person may act."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

from office.audit.context import once_per_page
from office.people.core import HeldSeat, Holder, Mandated, Reach, Seat, Tenure, holders_on
from office.people.models import Appointment, Assignment, Mandate
from office.people.selectors._rows import end_known, ended_before, known, overlapping
from office.people.sql import TENURE, HolderRow, Period, person_rows, seat_rows


class _Book:
    """What is written about some seats around a moment; answers by the pure rule, each seat on its own local day."""

    def __init__(self, at: datetime, rows: Iterable[HolderRow]) -> None:
        self.at = at
        self.tenures: dict[Seat, list[Tenure]] = defaultdict(list)
        self.mandates: dict[Seat, list[Mandated]] = defaultdict(list)
        self.zones: dict[Seat, str] = {}
        for row in rows:
            self._enter(row)

    def _enter(self, row: HolderRow) -> None:
        seat = Seat(row.seat_kind, row.seat_id)
        self.zones[seat] = row.zone
        until = ended_before(row.valid_until, row.ended_on)
        if row.what == TENURE:
            self.tenures[seat].append(Tenure(row.employee_id, row.decree, row.valid_from, until))
            return
        self.mandates[seat].append(
            Mandated(
                mandate_id=row.row_id,
                kind=row.what,
                employee_id=row.employee_id,
                decree=row.decree,
                valid_from=row.valid_from,
                valid_until=_last_day(row.row_id, until),
                reach=Reach(tuple(json.loads(row.scope or "[]")), row.limit_rupiah),
            )
        )

    def holders(self, seat: Seat) -> tuple[Holder, ...]:
        if seat not in self.zones:
            return ()
        on = self.at.astimezone(ZoneInfo(self.zones[seat])).date()
        return holders_on(self.tenures[seat], self.mandates[seat], on)


def seat_holders(
    seats: Iterable[Seat], at: datetime, known_at: datetime | None = None
) -> dict[Seat, tuple[Holder, ...]]:
    """Return for every seat asked who may act for it at a moment, by the rule of `core.authority`; empty = vacant.

    Days are counted in the time zone of the seat's agency. By default rows live now count, so a decree that arrived
    late gives authority from its first day; with `known_at` only what had been recorded by then (for judging an
    old decision). One query.
    """
    wanted = set(seats)
    posts = {seat.id for seat in wanted if seat.is_position}
    offices = {(seat.kind, seat.id) for seat in wanted if not seat.is_position}
    book = _Book(at, seat_rows(posts, offices, _around(at, known_at)))
    return {seat: book.holders(seat) for seat in wanted}


@once_per_page
def seats_of(
    employee_id: int, at: datetime, known_at: datetime | None = None
) -> tuple[HeldSeat, ...]:
    """Return every seat a person may act for at a moment: posts by id, then offices. One query."""
    book = _Book(at, person_rows(employee_id, _around(at, known_at)))
    return tuple(
        HeldSeat(seat, h.basis, h.mandate_id, h.decree, h.reach)
        for seat in sorted(book.zones, key=lambda seat: (not seat.is_position, seat))
        for h in book.holders(seat)
        if h.employee_id == employee_id
    )


def holds_kind(
    employee_id: int, kinds: Iterable[str], on: date, agency_id: int | None = None
) -> bool:
    """Return whether a person holds one of these appointments on a day, for one agency when given. One query."""
    held = Appointment.objects.filter(
        known(None),
        overlapping(on, on),
        employee_id=employee_id,
        kind__in=[str(kind) for kind in kinds],
    ).filter(Q(employee__ended_on__isnull=True) | Q(employee__ended_on__gte=on))
    return (held.filter(agency_id=agency_id) if agency_id else held).exists()


def locked_mandate(mandate_id: int) -> bool:
    """Return whether a mandate is live, and keep it so until the running transaction ends.

    Who ends or corrects it meanwhile waits; who has begun to is waited for. Without this a decision could be stored
    after the end of the mandate it was made under: the end is recorded before others see it. One query.
    """
    rows = Mandate.objects.select_for_update(no_key=True).filter(known(None), pk=mandate_id)
    return rows.values_list("pk", flat=True).first() is not None


def _around(at: datetime, known_at: datetime | None) -> Period:
    """Return the days near the moment; which local day it is depends on the seat's zone and is judged afterwards."""
    day = at.date()
    return Period(day - timedelta(days=1), day + timedelta(days=1), known_at)


def tenure_of(held: Assignment | Appointment, known_at: datetime | None = None) -> Tenure:
    """Return the placement or appointment as the rule needs it; it ends with its holder's service."""
    until = ended_before(held.valid_until, end_known(held.employee, known_at))
    return Tenure(held.employee_id, held.decree, held.valid_from, until)


def mandated(given: Mandate, known_at: datetime | None = None) -> Mandated:
    """Return the mandate as the rule needs it; it ends with its holder's service."""
    until = ended_before(given.valid_until, end_known(given.holder, known_at))
    return Mandated(
        mandate_id=given.pk,
        kind=given.kind,
        employee_id=given.holder_id,
        decree=given.decree,
        valid_from=given.valid_from,
        valid_until=_last_day(given.pk, until),
        reach=Reach(tuple(given.scope), given.limit_rupiah),
    )


def _last_day(mandate_id: int, until: date | None) -> date:
    if until is None:
        message = f"mandate:{mandate_id} has no last day"
        raise ValueError(message)
    return until
