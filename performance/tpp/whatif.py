"""What a draft regulation would pay, beside what is in force; reads only."""

from dataclasses import dataclass

import numpy as np

from office.indonesia.months import CalendarMonth
from office.people import selectors as people
from performance.tpp.core.engine import Trace, compute
from performance.tpp.core.facts import MonthArrays, PackedMonth, stacked
from performance.tpp.core.policy import Policy
from performance.tpp.gathering import packed_months
from performance.tpp.participants import NOTHING, payable, sanctioned


@dataclass(frozen=True)
class Trial:
    """A month of some people by one policy."""

    people: int
    base_rupiah: int
    cut_rupiah: int
    net_rupiah: int
    policy_sha: str


@dataclass(frozen=True)
class Comparison:
    """The same facts by the law in force and by a draft."""

    now: Trial
    then: Trial
    winners: int
    losers: int


def compared(month: CalendarMonth, agency_id: int | None, now: Policy, then: Policy) -> Comparison:
    """Return what an agency's (or, for None, everybody's) month costs by both policies."""
    facts = month_arrays(month, agency_id, now)
    if facts is None:
        nothing = Trial(0, 0, 0, 0, now.sha256)
        return Comparison(nothing, Trial(0, 0, 0, 0, then.sha256), 0, 0)
    before, after = compute(facts, now), compute(facts, then)
    return Comparison(
        now=trial(before, now),
        then=trial(after, then),
        winners=int(np.count_nonzero(after.net_rupiah > before.net_rupiah)),
        losers=int(np.count_nonzero(after.net_rupiah < before.net_rupiah)),
    )


def month_arrays(month: CalendarMonth, agency_id: int | None, policy: Policy) -> MonthArrays | None:
    """Return the facts of everybody paid for a month as they are known now; None for nobody."""
    agencies = [agency_id] if agency_id is not None else [one.id for one in people.agencies()]
    facts: dict[int, PackedMonth] = {}
    for one in agencies:
        facts |= packed_months(payable(one, month, policy.move), month)
    if not facts:
        return None
    cut = sanctioned(facts, month)
    order = sorted(facts)
    return stacked(
        [facts[pk].days for pk in order],
        [facts[pk].segments for pk in order],
        [cut.get(pk, NOTHING).percent_bp for pk in order],
    )


def trial(trace: Trace, policy: Policy) -> Trial:
    base, net = int(trace.base_rupiah.sum()), int(trace.net_rupiah.sum())
    return Trial(len(trace.net_rupiah), base, base - net, net, policy.sha256)
