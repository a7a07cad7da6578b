"""A chain as a regulation or an agency writes it: levels, each with its seats."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

NAMED_SEATS = ("superior", "head")
SEAT_KINDS = ("position", "appointment")


class BadChain(ValueError):
    """A chain that cannot be climbed; the text says which level and why."""


@dataclass(frozen=True, slots=True)
class ChainLevel:
    """One level: who must decide, how many of them, on which document, within how many working days."""

    number: int
    """1 for the lowest; rising without gaps."""
    seats: tuple[str, ...]
    """`superior`, `head`, `position:CODE` or `appointment:KIND`."""
    needed: int
    """How many of the seats must approve, at least 1."""
    document: str
    """Code of the document this level signs; empty where it only approves."""
    due_workdays: int
    """Working days of the agency this level has, counted from the day the filing reaches it."""


def parse_levels(raw: Iterable[Mapping[str, Any]]) -> tuple[ChainLevel, ...]:
    """Return the levels in order; raises BadChain naming the level and what was expected."""
    levels = tuple(_level(place, row) for place, row in enumerate(raw, start=1))
    if not levels:
        raise BadChain("rantai tanpa tingkat")
    return levels


def _level(place: int, row: Mapping[str, Any]) -> ChainLevel:
    seats = tuple(row.get("seats", ()))
    level = ChainLevel(
        number=int(row.get("number", place)),
        seats=seats,
        needed=int(row.get("needed", 1)),
        document=str(row.get("document") or ""),
        due_workdays=int(row.get("due_workdays", 0)),
    )
    _refuse_bad(level, place)
    return level


def _refuse_bad(level: ChainLevel, place: int) -> None:
    faults = [
        (level.number != place, f"nomor tingkat {level.number}, seharusnya {place}"),
        (not level.seats, f"tingkat {place}: tanpa kursi"),
        (len(set(level.seats)) != len(level.seats), f"tingkat {place}: kursi disebut dua kali"),
        (
            not 1 <= level.needed <= max(len(level.seats), 1),
            f"tingkat {place}: jumlah keputusan {level.needed}",
        ),
        (level.due_workdays < 0, f"tingkat {place}: batas hari kerja {level.due_workdays}"),
        *[
            (not is_seat_name(name), f"tingkat {place}: kursi '{name}' tidak dikenal")
            for name in level.seats
        ],
    ]
    for wrong, message in faults:
        if wrong:
            raise BadChain(message)


def is_seat_name(name: str) -> bool:
    """Return whether a chain may name a seat so."""
    kind, _, value = name.partition(":")
    return name in NAMED_SEATS or (kind in SEAT_KINDS and bool(value))
