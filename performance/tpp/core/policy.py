"""What the engine needs of the law, as one frozen value with its own hash."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from office.regulations.core import (
    Criterion,
    DisciplineAbsent,
    DisciplineBase,
    DisciplineEarly,
    DisciplineLate,
    DisciplineMissingPunch,
    Money,
    Report,
    Sanction,
    Section,
    TppCriteria,
    TppMove,
    TppProductivity,
    TppSplit,
    TppStatus,
    TppTable,
)
from performance.tpp.core.rounding import SAFE, WHOLE_BP

USED = (
    "money",
    "report",
    "tpp.table",
    "tpp.criteria",
    "tpp.split",
    "tpp.productivity",
    "tpp.status",
    "tpp.move",
    "discipline.base",
    "discipline.late",
    "discipline.early",
    "discipline.missing_punch",
    "discipline.absent",
    "sanction",
)
"""Sections the allowance is computed from."""


S = TypeVar("S", bound=Section)


class PolicyTooLarge(ValueError):
    """An amount of the policy could overflow 64-bit arithmetic."""


@dataclass(frozen=True)
class Policy:
    """The sections in force for a month; `sources` names the regulation hash each came from."""

    money: Money
    """Rounding."""
    report: Report
    """Minutes of a full day."""
    table: TppTable
    """Basic TPP by class."""
    criteria: TppCriteria
    """Grounds and their percentages."""
    split: TppSplit
    """Parts for discipline and productivity."""
    productivity: TppProductivity
    """Norm and cap of minutes."""
    status: TppStatus
    """Factor by employment status."""
    move: TppMove
    """Moves within a month."""
    base: DisciplineBase
    """What discipline cuts are taken from."""
    late: DisciplineLate
    """Tiers of lateness."""
    early: DisciplineEarly
    """Tiers of early leaving."""
    missing_punch: DisciplineMissingPunch
    """Missing punches."""
    absent: DisciplineAbsent
    """Absence."""
    sanction: Sanction
    """Effect of sanctions."""
    sources: tuple[tuple[str, str], ...]
    """(section name, SHA-256 of its regulation), sorted."""

    @property
    def sha256(self) -> str:
        """Return the hash that names this policy: the regulation's own when all of it is one file."""
        files = {sha for _, sha in self.sources}
        if len(files) == 1:
            return files.pop()
        lines = "".join(f"{name}={sha}\n" for name, sha in self.sources)
        return hashlib.sha256(lines.encode()).hexdigest()

    @property
    def missing_in_bp(self) -> int:
        """Return the basis points a missing in-punch costs."""
        return missing_bp(self.missing_punch, self.late.tiers[-1].percent_bp)

    @property
    def missing_out_bp(self) -> int:
        """Return the basis points a missing out-punch costs."""
        return missing_bp(self.missing_punch, self.early.tiers[-1].percent_bp)

    def grounds(self) -> tuple[Criterion, ...]:
        """Return the criteria whose amounts make up the allowance."""
        return tuple(self.criteria.grounds.values())


def missing_bp(rule: DisciplineMissingPunch, top_tier_bp: int) -> int:
    """Return the basis points of one missing punch."""
    return top_tier_bp if rule.mode == "top_tier" else rule.percent_bp or 0


def policy_of(sections: Mapping[str, Section]) -> Policy:
    """Return the policy made of the sections in USED; KeyError names one that is missing.

    Raises PolicyTooLarge when a product of the engine could pass 2**62.
    """
    sources = tuple(sorted((name, sections[name].regulation_sha) for name in USED))
    policy = Policy(
        money=pick(sections, "money", Money),
        report=pick(sections, "report", Report),
        table=pick(sections, "tpp.table", TppTable),
        criteria=pick(sections, "tpp.criteria", TppCriteria),
        split=pick(sections, "tpp.split", TppSplit),
        productivity=pick(sections, "tpp.productivity", TppProductivity),
        status=pick(sections, "tpp.status", TppStatus),
        move=pick(sections, "tpp.move", TppMove),
        base=pick(sections, "discipline.base", DisciplineBase),
        late=pick(sections, "discipline.late", DisciplineLate),
        early=pick(sections, "discipline.early", DisciplineEarly),
        missing_punch=pick(sections, "discipline.missing_punch", DisciplineMissingPunch),
        absent=pick(sections, "discipline.absent", DisciplineAbsent),
        sanction=pick(sections, "sanction", Sanction),
        sources=sources,
    )
    refuse_overflow(policy)
    return policy


def pick(sections: Mapping[str, Section], name: str, kind: type[S]) -> S:
    """Return a section with its type; KeyError or TypeError otherwise."""
    found = sections[name]
    if not isinstance(found, kind):
        raise TypeError(f"section {name} is a {type(found).__name__}, not a {kind.__name__}")
    return found


def refuse_overflow(policy: Policy) -> None:
    """Raise PolicyTooLarge when a product of the engine could pass 2**62."""
    most_rupiah = max(policy.table.basic_rupiah(one) for one in policy.table.classes)
    most_bp = sum(max(one.percent_bp, *one.by_class.values(), 0) for one in policy.grounds())
    most_minutes = 31 * policy.report.effective_minutes_day
    if 4 * (most_rupiah * most_bp // WHOLE_BP + 1) * max(WHOLE_BP, most_minutes, 100 * 31) >= SAFE:
        raise PolicyTooLarge(
            "amounts of tpp.table and tpp.criteria are too large to compute exactly"
        )
