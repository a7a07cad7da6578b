"""The allowance before any cut: class, criteria, status, and the days a position was held."""

import numpy as np
from numpy.typing import NDArray

from performance.tpp.core.arrays import EMPLOYMENT, FROM, JOB_CLASS, UNTIL, Days, Own
from performance.tpp.core.facts import EMPLOYMENT_CODES, MonthArrays
from performance.tpp.core.policy import Policy
from performance.tpp.core.presence import Presence
from performance.tpp.core.rounding import WHOLE_BP, Integers, rounded

HIGHEST_CLASS = 17


def whole_amounts(policy: Policy) -> NDArray[np.int64]:
    """Return the full month's allowance by [job class][employment code]; -1 where the law has none."""
    table = np.full((HIGHEST_CLASS + 1, len(EMPLOYMENT_CODES) + 1), -1, dtype=np.int64)
    for job_class in policy.table.classes:
        whole = sum(ground_amounts(policy, job_class))
        for status, factor in policy.status.factor_bp.items():
            table[job_class, EMPLOYMENT_CODES[status]] = one(whole * factor, WHOLE_BP, policy)
    return table


def ground_amounts(policy: Policy, job_class: int) -> tuple[int, ...]:
    """Return the rupiah each criterion gives a class, each rounded once."""
    basic = policy.table.basic_rupiah(job_class)
    return tuple(
        one(basic * each.share_bp(job_class), WHOLE_BP, policy) for each in policy.grounds()
    )


def one(numerator: int, denominator: int, policy: Policy) -> int:
    """Return one rounded amount by the same rule the arrays use."""
    return int(rounded(np.array([numerator], dtype=np.int64), denominator, policy.money.round)[0])


class NoAmount(ValueError):
    """An employee's class or status has no amount in the policy; `places` are rows of the arrays."""

    def __init__(self, places: tuple[int, ...]) -> None:
        super().__init__(f"no amount for {len(places)} employees")
        self.places = places


def base_amount(
    month: MonthArrays, policy: Policy, own: Own, presence: Presence, working: Days
) -> tuple[Integers, Integers]:
    """Return the paying job class and the base in rupiah, one rounding for the whole month.

    Days due in the month are the denominator; a month without any day due is shared by calendar days.
    Raises NoAmount for a class or status the policy does not know.
    """
    codes = own.rows[:, EMPLOYMENT]
    whole = whole_amounts(policy)[np.clip(own.rows[:, JOB_CLASS], 0, HIGHEST_CLASS), codes]
    if (whole < 0).any():
        raise NoAmount(tuple(int(each) for each in np.unique(own.employee[whole < 0])))
    idle = presence.due == 0
    due = np.where(idle, month.days.shape[1], presence.due)
    held = np.where(idle, presence.covered_days, presence.held)
    job_class, weighted = np.zeros_like(due), np.zeros_like(due)
    if len(own.holders):
        if policy.move.mode == "cutoff":
            paying = paying_segment(own, policy.move.cutoff_day or 1)
            weighted[own.holders] = whole[paying] * held[own.holders]
        else:
            paying = np.append(own.starts[1:], len(own.rows)) - 1
            weighted[own.holders] = np.add.reduceat(whole * days_in(own, working, idle), own.starts)
        job_class[own.holders] = own.rows[paying, JOB_CLASS]
    return job_class, rounded(weighted, due, policy.money.round)


def paying_segment(own: Own, cutoff_day: int) -> Integers:
    """Return for each holder the row held on the cutoff day, else the next one, else the last one."""
    first, last = own.rows[:, FROM], own.rows[:, UNTIL]
    distance = np.where(first > cutoff_day, first, np.where(last < cutoff_day, 100 - last, 0))
    count = len(own.rows)
    return np.asarray(np.minimum.reduceat(distance * count + np.arange(count), own.starts) % count)


def days_in(own: Own, working: Days, idle: NDArray[np.bool_]) -> Integers:
    """Return the working days of each segment (calendar days where the month has no day due)."""
    days = working | idle[:, None]
    upto = np.zeros((days.shape[0], days.shape[1] + 1), dtype=np.int64)
    np.cumsum(days, axis=1, out=upto[:, 1:])
    return np.asarray(
        upto[own.employee, own.rows[:, UNTIL]] - upto[own.employee, own.rows[:, FROM] - 1]
    )
