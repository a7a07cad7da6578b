"""The allowance said a second time, in plain Python for one employee: what the engine must equal."""

from fractions import Fraction
from math import ceil, floor

from performance.tpp.core.facts import DayFacts, SegmentFacts
from performance.tpp.core.policy import Policy

WORKING = {"present", "absent", "leave", "duty", "outside", "unmeasured"}


def rounded(exact: Fraction, mode: str) -> int:
    if mode == "half_even":
        return round(exact)
    return {
        "half_up": lambda: floor(exact + Fraction(1, 2)),
        "down": lambda: floor(exact),
        "up": lambda: ceil(exact),
        "nearest_100": lambda: 100 * floor(exact / 100 + Fraction(1, 2)),
    }[mode]()


def tier_bp(tiers, minutes):
    for tier in tiers:
        if tier.from_minutes <= minutes and (
            tier.until_minutes is None or minutes <= tier.until_minutes
        ):
            return tier.percent_bp
    return 0


def whole_of(policy: Policy, segment: SegmentFacts) -> int:
    mode = policy.money.round
    basic = policy.table.basic_rupiah(segment.job_class)
    grounds = policy.criteria.grounds.values()
    whole = sum(
        rounded(Fraction(basic * g.share_bp(segment.job_class), 10_000), mode) for g in grounds
    )
    return rounded(Fraction(whole * policy.status.factor_bp[segment.status], 10_000), mode)


def base_of(policy: Policy, days: list[DayFacts], segments: list[SegmentFacts]) -> int:
    own = [s for s in segments if not s.acting]
    due = [n for n, day in enumerate(days, 1) if day.status in WORKING] or list(
        range(1, len(days) + 1)
    )
    held = {s: sum(s.from_day <= n <= s.until_day for n in due) for s in own}
    if policy.move.mode == "prorata":
        exact = sum((Fraction(whole_of(policy, s) * held[s], len(due)) for s in own), Fraction(0))
        return rounded(exact, policy.money.round)
    cutoff = policy.move.cutoff_day
    choice = [s for s in own if s.until_day >= cutoff] or own[-1:]
    if not choice:
        return 0
    return rounded(
        Fraction(whole_of(policy, choice[0]) * sum(held.values()), len(due)), policy.money.round
    )


def net_of(
    policy: Policy, days: list[DayFacts], segments: list[SegmentFacts], sanction_bp: int
) -> dict[str, int]:
    mode = policy.money.round
    base = base_of(policy, days, segments)
    mine = [
        day
        for n, day in enumerate(days, 1)
        if any(not s.acting and s.from_day <= n <= s.until_day for s in segments)
    ]
    discipline = rounded(Fraction(base * policy.split.discipline_bp, 10_000), mode)
    productivity = base - discipline
    cut_base = discipline if policy.base.cut_base == "component" else base
    left = cut_base - rounded(Fraction(cut_base * policy.base.min_component_bp, 10_000), mode)
    present = [d for d in mine if d.status == "present"]
    absent = sum(d.status == "absent" for d in mine)
    run = longest = 0
    for day in (d for d in mine if d.status in WORKING):
        run = run + 1 if day.status == "absent" else 0
        longest = max(longest, run)
    most = policy.absent.full_cut_after_consecutive
    points = {
        "absent": 10_000 if most and longest >= most else absent * policy.absent.percent_per_day_bp,
        "missing": sum(
            {"in": policy.missing_in_bp, "out": policy.missing_out_bp, "": 0}[d.missing_punch]
            for d in present
        ),
        "late": sum(
            tier_bp(policy.late.tiers, d.minutes_late) for d in present if d.missing_punch != "in"
        ),
        "early": sum(
            tier_bp(policy.early.tiers, d.minutes_early)
            for d in present
            if d.missing_punch != "out"
        ),
    }
    rest, got = base, {"base_rupiah": base}
    for kind, bp in points.items():
        cut = min(rounded(Fraction(cut_base * min(bp, 10_000), 10_000), mode), left)
        left, rest, got[f"{kind}_rupiah"] = left - cut, rest - cut, cut
    counted = (
        WORKING
        - {"unmeasured"}
        - ({"leave"} if policy.productivity.leave_days == "not_due" else set())
    )
    norm = sum(d.status in counted for d in mine) * policy.report.effective_minutes_day
    cap = norm
    if policy.productivity.cap == "norm_less_absence":
        cap -= absent * policy.report.effective_minutes_day
    approved = min(sum(d.minutes_approved for d in mine), cap)
    lost = rounded(Fraction(productivity * (norm - approved), norm), mode) if norm else 0
    got["productivity_cut_rupiah"] = min(lost, rest)
    rest -= got["productivity_cut_rupiah"]
    sanctioned = base if policy.sanction.tpp_cut_base == "gross" else rest
    got["sanction_rupiah"] = min(
        rounded(Fraction(sanctioned * min(sanction_bp, 10_000), 10_000), mode), rest
    )
    got["net_rupiah"] = rest - got["sanction_rupiah"]
    return got
