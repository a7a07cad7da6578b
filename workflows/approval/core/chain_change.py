"""What a new version of a chain would mean for filings that run under the old one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workflows.approval.core.seats import SeatPlan


@dataclass(frozen=True, slots=True)
class PlanShape:
    """Who is asked, level by level: what two versions of a plan are compared by."""

    levels: tuple[tuple[int, int, tuple[str, ...]], ...]
    """(level, decisions needed, seats in a fixed order), lowest level first."""


def shape_of_plan(levels: Iterable[Mapping[str, Any]]) -> PlanShape:
    """Return the shape of a plan as a filing keeps it."""
    return PlanShape(
        tuple(
            (
                level["number"],
                level["needed"],
                tuple(sorted(f"{seat['kind']}:{seat['id']}" for seat in level["seats"])),
            )
            for level in levels
        )
    )


def shape_of_seats(plan: SeatPlan) -> PlanShape:
    """Return the shape of freshly frozen seats."""
    return PlanShape(
        tuple(
            (level.number, level.needed, tuple(sorted(str(step.seat) for step in level.steps)))
            for level in plan.levels
        )
    )
