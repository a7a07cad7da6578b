"""Freezing the seats of a filing at submission (house: mechanism 2)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from string import ascii_lowercase

from office.people.core import Seat
from workflows.approval.core.chain import ChainLevel

HELD_BY_MAKER = "held_by_maker"
HELD_BELOW = "held_below"
USED_BELOW = "used_below"
NO_SUCH_SEAT = "no_such_seat"
LINE_ENDS = "line_ends"
RECUSED = "recused"
DISPUTED = "disputed"
REASSIGNED = "reassigned"

ROLES = {
    "superior": "supervisor",
    "head": "head",
    "appointment:finance_verifier": "verifier",
    "appointment:budget_holder": "head",
    "appointment:bud": "treasury",
    "appointment:treasurer": "treasury",
}


@dataclass(frozen=True, slots=True)
class Organisation:
    """What the organisation is at the moment of submission."""

    named: Mapping[str, Seat | None]
    """The seat behind each name a chain uses; None where there is none."""
    line: tuple[Seat, ...]
    """The maker's reporting line, nearest superior first, up to the mayor."""
    holders: Mapping[Seat, frozenset[int]] = field(default_factory=dict)
    """Employees who hold each seat: definitive holders, or the Plt of a vacant one. A Plh or delegate holds nothing."""
    refused: Mapping[Seat, str] = field(default_factory=dict)
    """Seats this filing no longer waits for, each with the reason: `recused`, `disputed` or `reassigned`."""


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One seat's place in a level."""

    seat: Seat
    """Whose decision is awaited."""
    role: str
    """Role of its box on the document: supervisor, verifier, head or treasury."""
    field: str
    """Box on the document (`L1a`), empty where the level has none or more seats than boxes."""
    vacant: bool
    """True for a seat nobody holds: `kursi kosong` on personnel's desk."""


@dataclass(frozen=True, slots=True)
class PlannedLevel:
    """A level of one round, with its seats frozen."""

    number: int
    """Number of the level in its chain."""
    needed: int
    """Approvals this level needs."""
    document: str
    """Code of the document it signs, or empty."""
    due_workdays: int
    """Working days it has once reached."""
    steps: tuple[PlannedStep, ...]
    """Its seats, in the chain's order."""

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of its boxes on the document: `L1a`, `L1b`, one per decision needed."""
        if not self.document:
            return ()
        return tuple(f"L{self.number}{letter}" for letter in ascii_lowercase[: self.needed])


@dataclass(frozen=True, slots=True)
class DroppedSeat:
    """A seat the chain names but this filing does not wait for."""

    level: int
    """Level that named it."""
    name: str
    """How the chain named it."""
    reason: str
    """`held_by_maker`, `held_below`, `used_below`, `no_such_seat`, `line_ends`, `recused`, `disputed` or `reassigned`."""


@dataclass(frozen=True, slots=True)
class SeatPlan:
    """All seats a filing will visit, and those left out with their reason."""

    levels: tuple[PlannedLevel, ...]
    """Levels that have a seat, lowest first; empty when nobody above the maker is left."""
    dropped: tuple[DroppedSeat, ...]
    """What was left out."""


class _Taken:
    """Seats and people of the levels below."""

    def __init__(self, maker_id: int, organisation: Organisation) -> None:
        self.maker_id = maker_id
        self.organisation = organisation
        self.seats: set[Seat] = set()
        self.people: set[int] = set()

    def holders(self, seat: Seat) -> frozenset[int]:
        return self.organisation.holders.get(seat, frozenset())

    def refuses(self, seat: Seat | None) -> str:
        """Return why a seat cannot be a step here, or an empty text."""
        if seat is None:
            return NO_SUCH_SEAT
        if seat in self.organisation.refused:
            return self.organisation.refused[seat]
        if seat in self.seats:
            return USED_BELOW
        if self.maker_id in self.holders(seat):
            return HELD_BY_MAKER
        return HELD_BELOW if self.holders(seat) & self.people else ""

    def take(self, seat: Seat) -> None:
        self.seats.add(seat)
        self.people |= self.holders(seat)


def freeze_seats(
    levels: tuple[ChainLevel, ...], maker_id: int, organisation: Organisation
) -> SeatPlan:
    """Return the steps of a new round.

    A seat held by the maker or by the holder of a lower step is dropped with its reason; while a level then has fewer
    seats than decisions needed, the next seats of the reporting line follow (head, Sekda, mayor). A seat nobody holds
    stays, marked vacant. A level for which nobody is left is dropped.
    """
    taken = _Taken(maker_id, organisation)
    planned: list[PlannedLevel] = []
    dropped: list[DroppedSeat] = []
    for level in levels:
        found = _seats_of_level(level, taken, dropped)
        if found:
            planned.append(_planned(level, found, organisation))
        else:
            dropped.append(DroppedSeat(level.number, "", LINE_ENDS))
    return SeatPlan(tuple(planned), tuple(dropped))


def _seats_of_level(
    level: ChainLevel, taken: _Taken, dropped: list[DroppedSeat]
) -> list[tuple[Seat, str]]:
    found: list[tuple[Seat, str]] = []
    gone: list[Seat | None] = []
    for name in level.seats:
        seat = taken.organisation.named.get(name)
        reason = taken.refuses(seat)
        if reason or seat is None:
            dropped.append(DroppedSeat(level.number, name, reason))
            gone.append(seat)
            continue
        taken.take(seat)
        found.append((seat, _role(name)))
    successors = _above(gone, taken)
    while len(found) < level.needed and (seat := next(successors, None)) is not None:
        taken.take(seat)
        found.append((seat, "head"))
    return found


def _above(gone: list[Seat | None], taken: _Taken) -> Iterator[Seat]:
    """Yield free seats of the reporting line, from above the highest seat that was left out."""
    line = taken.organisation.line
    passed = [line.index(seat) for seat in gone if seat in line]
    for seat in line[max(passed, default=-1) + 1 :]:
        if not taken.refuses(seat):
            yield seat


def _planned(
    level: ChainLevel, found: list[tuple[Seat, str]], organisation: Organisation
) -> PlannedLevel:
    needed = min(level.needed, len(found))
    boxes = PlannedLevel(level.number, needed, level.document, level.due_workdays, ()).fields
    own_box = len(boxes) == len(found)
    steps = tuple(
        PlannedStep(
            seat=seat,
            role=role,
            field=boxes[place] if own_box else "",
            vacant=not organisation.holders.get(seat),
        )
        for place, (seat, role) in enumerate(found)
    )
    return PlannedLevel(level.number, needed, level.document, level.due_workdays, steps)


def _role(name: str) -> str:
    return ROLES.get(name, "head")
