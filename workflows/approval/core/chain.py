"""A chain as a regulation or an agency writes it: levels, each with its seats."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from office.indonesia import rupiah

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
    from_rupiah: int = 0
    """Smallest amount of a filing this level is asked about; 0 for every amount."""
    until_rupiah: int | None = None
    """Largest amount it is asked about; None without an upper end."""

    @property
    def until_rupiah_fits(self) -> bool:
        """Return whether the upper end, where there is one, is not below the lower."""
        return self.until_rupiah is None or self.from_rupiah <= self.until_rupiah

    def asks_about(self, amount: int) -> bool:
        """Return whether a filing over this many rupiah visits the level."""
        return self.from_rupiah <= amount and (
            self.until_rupiah is None or amount <= self.until_rupiah
        )


def parse_levels(raw: Iterable[Mapping[str, Any]]) -> tuple[ChainLevel, ...]:
    """Return the levels in order; raises BadChain naming the level and what was expected."""
    levels = tuple(_level(place, row) for place, row in enumerate(raw, start=1))
    if not levels:
        raise BadChain("rantai tanpa tingkat")
    for amount in turning_points(levels):
        if not levels_for(levels, amount):
            raise BadChain(f"jumlah {rupiah(amount)} tidak melewati satu tingkat pun")
    return levels


def levels_for(levels: Iterable[ChainLevel], amount: int) -> tuple[ChainLevel, ...]:
    """Return the levels a filing over this many rupiah visits; their numbers stay, so they may have gaps."""
    return tuple(level for level in levels if level.asks_about(amount))


def turning_points(levels: Iterable[ChainLevel]) -> list[int]:
    """Return one amount of each stretch over which the same levels are asked, smallest first."""
    tiers = tuple(levels)
    starts = {level.from_rupiah for level in tiers}
    ends = {level.until_rupiah + 1 for level in tiers if level.until_rupiah is not None}
    return sorted({0, *starts, *ends})


def _level(place: int, row: Mapping[str, Any]) -> ChainLevel:
    seats = tuple(row.get("seats", ()))
    level = ChainLevel(
        number=int(row.get("number", place)),
        seats=seats,
        needed=int(row.get("needed", 1)),
        document=str(row.get("document") or ""),
        due_workdays=int(row.get("due_workdays", 0)),
        from_rupiah=int(row.get("from_rupiah") or 0),
        until_rupiah=row.get("until_rupiah"),
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
        (
            level.from_rupiah < 0 or not level.until_rupiah_fits,
            f"tingkat {place}: batas jumlah terbalik",
        ),
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
