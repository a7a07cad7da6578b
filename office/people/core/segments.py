"""Periods of one person without a change of post, class or agency. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from office.indonesia import CalendarMonth
from office.people.core.authority import Mandated, Tenure, holders_on
from office.people.core.cards import Segment
from office.people.core.seats import Basis

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Terms:
    """Class and agency of a position for a period."""

    position_id: int
    """The position."""
    agency_id: int
    """Its agency."""
    job_class: int
    """Its class."""
    valid_from: date
    """First day."""
    valid_until: date | None
    """Last day, inclusive; None while open."""

    def covers(self, on: date) -> bool:
        """Return whether the day lies within."""
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)


@dataclass(frozen=True, slots=True)
class PostBook:
    """What is written about one position: its terms, who held it, who acted for it."""

    terms: tuple[Terms, ...] = ()
    """Its terms."""
    tenures: tuple[Tenure, ...] = ()
    """Its definitive holders."""
    mandates: tuple[Mandated, ...] = ()
    """Plt and Plh of it; delegations are no post."""


def segments_of(
    employee_id: int, status: str, books: Mapping[int, PostBook], first: date, last: date
) -> tuple[Segment, ...]:
    """Return the person's segments from first to last (both inclusive), own before acting on the same days.

    `books` are the positions the person held or acted for. Days without terms of the position give none.
    """
    found = [
        segment
        for position_id, book in sorted(books.items())
        for segment in _in_post(employee_id, status, position_id, book, first, last)
    ]
    return tuple(
        sorted(found, key=lambda s: (s.from_date, s.own_or_acting != "own", s.position_id))
    )


def months_touched(
    valid_from: date, valid_until: date | None, known_on: date
) -> tuple[CalendarMonth, ...]:
    """Return the months a decree changes that have begun by the day it became known; empty for a later one."""
    last = min(known_on, valid_until or known_on)
    found, month = [], CalendarMonth.of(valid_from)
    while month.first <= last:
        found.append(month)
        month = month.next()
    return tuple(found)


def _in_post(
    employee_id: int, status: str, position_id: int, book: PostBook, first: date, last: date
) -> list[Segment]:
    pieces: list[Segment] = []
    for start, end in _stretches(_cuts(book), first, last):
        holder = next(
            (
                h
                for h in holders_on(book.tenures, book.mandates, start)
                if h.employee_id == employee_id
            ),
            None,
        )
        terms = next((t for t in book.terms if t.covers(start)), None)
        if holder is None or terms is None:
            continue
        own = "own" if holder.basis == Basis.DEFINITIVE else "acting"
        piece = Segment(
            start, end, position_id, terms.job_class, terms.agency_id, own, status, holder.basis
        )
        _append(pieces, piece)
    return pieces


def _append(pieces: list[Segment], piece: Segment) -> None:
    """Add a piece, joined to the one before when only the days differ."""
    if pieces and pieces[-1].until_date + DAY == piece.from_date:
        joined = replace(pieces[-1], until_date=piece.until_date)
        if replace(piece, from_date=joined.from_date) == joined:
            pieces[-1] = joined
            return
    pieces.append(piece)


def _cuts(book: PostBook) -> set[date]:
    """Return every day on which something about the post begins to be different."""
    dated: Iterable[Terms | Tenure | Mandated] = (*book.terms, *book.tenures, *book.mandates)
    cuts: set[date] = set()
    for row in dated:
        cuts.add(row.valid_from)
        if row.valid_until is not None:
            cuts.add(row.valid_until + DAY)
    return cuts


def _stretches(cuts: set[date], first: date, last: date) -> Sequence[tuple[date, date]]:
    starts = [first, *sorted(cut for cut in cuts if first < cut <= last)]
    return (
        list(zip(starts, [*(start - DAY for start in starts[1:]), last], strict=True))
        if first <= last
        else []
    )
