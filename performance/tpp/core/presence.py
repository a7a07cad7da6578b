"""What the days of each employee add up to: days, minutes, basis points."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from office.regulations.core import Tier
from performance.tpp.core.arrays import (
    ABSENT,
    APPROVED,
    EARLY,
    LATE,
    LEAVE,
    MISSING,
    NO_IN,
    NO_OUT,
    PRESENT,
    STATUS,
    UNMEASURED,
    Days,
    total,
)
from performance.tpp.core.facts import MonthArrays
from performance.tpp.core.policy import Policy
from performance.tpp.core.rounding import WHOLE_BP, Integers

MINUTES_IN_TABLE = 24 * 60


@dataclass(frozen=True)
class Presence:
    """What the days of each employee add up to."""

    due: Integers
    """Working days of the month by the roster."""
    held: Integers
    """Working days on which a position was held."""
    covered_days: Integers
    """Calendar days on which a position was held."""
    absent_days: Integers
    """Days absent while a position was held."""
    work_days: Integers
    """Days held that enter the productivity norm."""
    absent_bp: Integers
    """Basis points for absence."""
    missing_bp: Integers
    """Basis points for missing punches."""
    late_bp: Integers
    """Basis points for lateness."""
    early_bp: Integers
    """Basis points for early leaving."""
    approved: Integers
    """Minutes of approved work while a position was held."""


def counted(month: MonthArrays, policy: Policy, covered: Days, working: Days) -> Presence:
    """Return the sums of every employee's days by the policy."""
    status, missing = month.days[:, :, STATUS], month.days[:, :, MISSING]
    held = working & covered
    present = covered & (status == PRESENT)
    absent = covered & (status == ABSENT)
    no_in = present & (missing == NO_IN)
    no_out = present & (missing == NO_OUT)
    late = cut_per_minute(policy.late.tiers)[np.minimum(month.days[:, :, LATE], MINUTES_IN_TABLE)]
    early = cut_per_minute(policy.early.tiers)[
        np.minimum(month.days[:, :, EARLY], MINUTES_IN_TABLE)
    ]
    absent_days = total(absent)
    in_no_norm = covered & (status == UNMEASURED)
    if policy.productivity.leave_days == "not_due":
        in_no_norm |= covered & (status == LEAVE)
    return Presence(
        due=total(working),
        held=total(held),
        covered_days=total(covered),
        absent_days=absent_days,
        work_days=total(held) - total(in_no_norm),
        absent_bp=absence_bp(policy, absent, held, absent_days),
        missing_bp=total(no_in) * policy.missing_in_bp + total(no_out) * policy.missing_out_bp,
        late_bp=total(late * (present & ~no_in)),
        early_bp=total(early * (present & ~no_out)),
        approved=total(month.days[:, :, APPROVED] * covered),
    )


def cut_per_minute(tiers: tuple[Tier, ...]) -> NDArray[np.int16]:
    """Return basis points by whole minutes; longer than a day counts as a day."""
    table = np.zeros(MINUTES_IN_TABLE + 1, dtype=np.int16)
    for tier in tiers:
        last = MINUTES_IN_TABLE if tier.until_minutes is None else tier.until_minutes
        table[tier.from_minutes : last + 1] = tier.percent_bp
    return table


def absence_bp(policy: Policy, absent: Days, held: Days, absent_days: Integers) -> Integers:
    """Return basis points for absence: per day, or all of it after too many days running."""
    points = np.minimum(absent_days * policy.absent.percent_per_day_bp, WHOLE_BP)
    most = policy.absent.full_cut_after_consecutive
    if most:
        for person in np.flatnonzero(absent_days >= most):
            if longest_run(absent[person], held[person]) >= most:
                points[person] = WHOLE_BP
    return points


def longest_run(absent: NDArray[np.bool_], working: NDArray[np.bool_]) -> int:
    """Return the most working days absent running; free days neither count nor break a run."""
    longest = run = 0
    for missed in absent[working]:
        run = run + 1 if missed else 0
        longest = max(longest, run)
    return longest
