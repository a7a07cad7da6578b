"""The allowance of a month, one employee or a million, in whole rupiah.

Integers only. Each rule is one rational, rounded once by the mode the regulation names; a cut is
rounded, then subtracted. The named intermediates are the trace.
"""

from dataclasses import dataclass, fields

import numpy as np

from performance.tpp.core.arrays import STATUS, coverage, owned, working_days
from performance.tpp.core.base import base_amount
from performance.tpp.core.facts import MonthArrays
from performance.tpp.core.policy import Policy
from performance.tpp.core.presence import Presence, counted
from performance.tpp.core.rounding import WHOLE_BP, Integers, rounded


@dataclass(frozen=True)
class Trace:
    """Every intermediate of a month, int64 [employees]. Rupiah, basis points, days or minutes."""

    job_class: Integers
    """Class of the position that pays (the last one held, when the month is prorated)."""
    days_due: Integers
    """Working days of the month by the employee's roster."""
    days_held: Integers
    """Of these, days on which a position was held."""
    base_rupiah: Integers
    """The allowance before any cut."""
    discipline_rupiah: Integers
    """Part of the base that depends on discipline."""
    productivity_rupiah: Integers
    """The rest of the base."""
    absent_days: Integers
    """Days absent without a valid reason while a position was held."""
    absent_bp: Integers
    """Basis points for absence, uncapped but for the full cut."""
    missing_bp: Integers
    """Basis points for missing punches."""
    late_bp: Integers
    """Basis points for lateness."""
    early_bp: Integers
    """Basis points for early leaving."""
    absent_rupiah: Integers
    """Cut for absence."""
    missing_rupiah: Integers
    """Cut for missing punches."""
    late_rupiah: Integers
    """Cut for lateness."""
    early_rupiah: Integers
    """Cut for early leaving."""
    approved_minutes: Integers
    """Minutes of approved work that count."""
    norm_minutes: Integers
    """Minutes a full productivity part asks for; 0 when no day was due."""
    productivity_cut_rupiah: Integers
    """Cut for minutes short of the norm."""
    sanction_bp: Integers
    """Basis points of sanctions in force, at most all."""
    sanction_rupiah: Integers
    """Cut for sanctions."""
    net_rupiah: Integers
    """What is paid, gross of tax: base less all cuts; never negative, never above the base."""


TRACE_COLUMNS = tuple(field.name for field in fields(Trace))


def compute(month: MonthArrays, policy: Policy) -> Trace:
    """Return the allowance of every employee of the arrays, in their order."""
    own = owned(month)
    covered = coverage(month, own)
    working = working_days(month.days[:, :, STATUS])
    presence = counted(month, policy, covered, working)
    job_class, base = base_amount(month, policy, own, presence, working)
    return cuts(policy, presence, job_class, base, month.sanction_bp)


def cuts(
    policy: Policy, seen: Presence, job_class: Integers, base: Integers, sanction_bp: Integers
) -> Trace:
    """Return the trace: discipline, then productivity, then sanctions, never below zero."""
    mode = policy.money.round
    discipline = rounded(base * policy.split.discipline_bp, WHOLE_BP, mode)
    productivity = base - discipline
    cut_base = discipline if policy.base.cut_base == "component" else base
    left = cut_base - rounded(cut_base * policy.base.min_component_bp, WHOLE_BP, mode)
    taken = {}
    for kind in ("absent", "missing", "late", "early"):
        points = np.minimum(getattr(seen, f"{kind}_bp"), WHOLE_BP)
        taken[kind] = np.minimum(rounded(cut_base * points, WHOLE_BP, mode), left)
        left = left - taken[kind]
    rest = base - sum(taken.values())
    approved, norm = worked(policy, seen)
    lost = rounded(productivity * (norm - approved), np.maximum(norm, 1), mode)
    productivity_cut = np.minimum(lost, rest)
    rest = rest - productivity_cut
    sanction_base = base if policy.sanction.tpp_cut_base == "gross" else rest
    sanction_bp = np.minimum(sanction_bp, WHOLE_BP)
    sanction = np.minimum(rounded(sanction_base * sanction_bp, WHOLE_BP, mode), rest)
    return Trace(
        job_class=job_class,
        days_due=seen.due,
        days_held=seen.held,
        base_rupiah=base,
        discipline_rupiah=discipline,
        productivity_rupiah=productivity,
        absent_days=seen.absent_days,
        absent_bp=seen.absent_bp,
        missing_bp=seen.missing_bp,
        late_bp=seen.late_bp,
        early_bp=seen.early_bp,
        absent_rupiah=taken["absent"],
        missing_rupiah=taken["missing"],
        late_rupiah=taken["late"],
        early_rupiah=taken["early"],
        approved_minutes=approved,
        norm_minutes=norm,
        productivity_cut_rupiah=productivity_cut,
        sanction_bp=sanction_bp,
        sanction_rupiah=sanction,
        net_rupiah=rest - sanction,
    )


def worked(policy: Policy, seen: Presence) -> tuple[Integers, Integers]:
    """Return the minutes that count and the norm they are measured by."""
    per_day = policy.report.effective_minutes_day
    norm = seen.work_days * per_day
    cap = norm
    if policy.productivity.cap == "norm_less_absence":
        cap = norm - seen.absent_days * per_day
    return np.minimum(seen.approved, cap), norm
