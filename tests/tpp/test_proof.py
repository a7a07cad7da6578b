"""Many random months: the array engine and the scalar reference never differ by a rupiah."""

import random
from dataclasses import replace

import pytest

from performance.tpp.core.engine import compute
from performance.tpp.core.facts import DayFacts, SegmentFacts, pack, stacked
from tests.proofs import count
from tests.tpp import drawing, reference

CHUNK = 500
"""Months computed together."""


def policy_of(dice: random.Random):
    base = drawing.kota_contoh()

    def other(section, **values):
        return section.model_copy(update=values)

    share = dice.randrange(0, 10_001)
    mode = dice.choice(["cutoff", "prorata"])
    rounding = dice.choice(["half_up", "half_even", "down", "up", "nearest_100"])
    return replace(
        base,
        money=other(base.money, round=rounding),
        split=other(base.split, discipline_bp=share, productivity_bp=10_000 - share),
        base=other(
            base.base,
            cut_base=dice.choice(["component", "total"]),
            min_component_bp=dice.choice([0, 1234, 5000]),
        ),
        move=other(
            base.move, mode=mode, cutoff_day=dice.randint(1, 28) if mode == "cutoff" else None
        ),
        productivity=other(
            base.productivity,
            leave_days=dice.choice(["due", "not_due"]),
            cap=dice.choice(["norm", "norm_less_absence"]),
        ),
        absent=other(
            base.absent,
            percent_per_day_bp=dice.randrange(0, 600),
            full_cut_after_consecutive=dice.choice([0, 3, 10]),
        ),
        sanction=other(base.sanction, tpp_cut_base=dice.choice(["gross", "rest"])),
    )


def day_of(dice: random.Random) -> DayFacts:
    return DayFacts(
        status=dice.choices(
            ["present", "absent", "leave", "duty", "holiday", "off", "unknown", "unmeasured"],
            [60, 8, 5, 5, 5, 15, 2, 4],
        )[0],
        minutes_late=dice.choice([0, 0, 0, dice.randint(1, 120), dice.randint(0, 2000)]),
        minutes_early=dice.choice([0, 0, 0, dice.randint(1, 120), dice.randint(0, 2000)]),
        missing_punch=dice.choice(["", "", "", "", "in", "out"]),
        minutes_approved=dice.randint(0, 480),
    )


def month_of(dice: random.Random, length: int):
    move = dice.choice([0, 0, 0, dice.randint(2, length)])
    status = dice.choice(["PNS", "CPNS", "PPPK", "PPPK_PW"])
    held = [SegmentFacts(1, length, dice.randint(1, 15), status)]
    if move:
        held = [
            SegmentFacts(1, move - 1, dice.randint(1, 15), status),
            SegmentFacts(move, dice.randint(move, length), dice.randint(1, 15), status),
        ]
        held = held[dice.choice([0, 0, 1]) :]
    if dice.random() < 0.1:
        held.append(SegmentFacts(1, length, dice.randint(1, 15), status, acting=True))
    return (
        [day_of(dice) for _ in range(length)],
        held,
        dice.choice([0, 0, 0, dice.randint(1, 10_000)]),
    )


@pytest.mark.proof
@pytest.mark.same_everywhere
def test_no_rupiah_of_difference_between_the_array_engine_and_the_scalar_reference(
    proof,
):
    dice = random.Random(20261)
    for _ in range(count(full=100_000, small=1_000) // CHUNK):
        policy, length = policy_of(dice), dice.randint(28, 31)
        months = [month_of(dice, length) for _ in range(CHUNK)]
        packed = [pack(days, held) for days, held, _ in months]
        trace = compute(
            stacked(
                [p.days for p in packed], [p.segments for p in packed], [cut for *_, cut in months]
            ),
            policy,
        )
        for place, month in enumerate(months):
            expected = reference.net_of(policy, *month)
            got = {name: int(getattr(trace, name)[place]) for name in expected}
            assert got == expected, month
            proof.counts()
