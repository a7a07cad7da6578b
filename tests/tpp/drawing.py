"""Random months and policies, for property tests and proofs."""

import itertools
from dataclasses import replace
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from office.regulations.core import parse
from performance.tpp.core.facts import DayFacts, SegmentFacts
from performance.tpp.core.policy import Policy, policy_of

KOTA_CONTOH = Path(__file__).parents[2] / "office/regulations/kota_contoh_2026.toml"


@cache
def kota_contoh() -> Policy:
    return policy_of(parse(KOTA_CONTOH.read_bytes()).sections)


@st.composite
def policies(draw):
    base = kota_contoh()

    def other(section, **values):
        return section.model_copy(update=values)

    share = draw(st.integers(0, 100)) * 100
    mode = draw(st.sampled_from(["cutoff", "prorata"]))
    return replace(
        base,
        money=other(
            base.money,
            round=draw(st.sampled_from(["half_up", "half_even", "down", "up", "nearest_100"])),
        ),
        split=other(base.split, discipline_bp=share, productivity_bp=10_000 - share),
        base=other(
            base.base,
            cut_base=draw(st.sampled_from(["component", "total"])),
            min_component_bp=draw(st.sampled_from([0, 2500, 10_000])),
        ),
        move=other(
            base.move, mode=mode, cutoff_day=draw(st.integers(1, 28)) if mode == "cutoff" else None
        ),
        productivity=other(
            base.productivity,
            leave_days=draw(st.sampled_from(["due", "not_due"])),
            cap=draw(st.sampled_from(["norm", "norm_less_absence"])),
        ),
        absent=other(
            base.absent,
            percent_per_day_bp=draw(st.sampled_from([0, 250, 300, 500])),
            full_cut_after_consecutive=draw(st.sampled_from([0, 3, 10])),
        ),
        sanction=other(base.sanction, tpp_cut_base=draw(st.sampled_from(["gross", "rest"]))),
    )


days = st.builds(
    DayFacts,
    status=st.sampled_from(
        ["present"] * 5
        + ["absent", "leave", "duty", "holiday", "off", "outside", "unknown", "unmeasured"]
    ),
    minutes_late=st.sampled_from([0, 0, 0, 1, 30, 31, 60, 61, 90, 91, 480, 2000]),
    minutes_early=st.sampled_from([0, 0, 0, 1, 30, 31, 60, 61, 90, 91, 480]),
    missing_punch=st.sampled_from(["", "", "", "in", "out"]),
    minutes_approved=st.integers(0, 600),
)


@st.composite
def segments(draw, length):
    cuts = sorted(draw(st.sets(st.integers(1, length), max_size=4)))
    held = []
    for first, last in itertools.pairwise(cuts):
        if draw(st.booleans()):
            held.append(
                SegmentFacts(
                    from_day=first,
                    until_day=last - 1,
                    job_class=draw(st.integers(1, 15)),
                    status=draw(st.sampled_from(["PNS", "CPNS", "PPPK", "PPPK_PW"])),
                    acting=draw(st.sampled_from([False, False, False, True])),
                )
            )
    return held or [SegmentFacts(1, length, draw(st.integers(1, 15)))]


@st.composite
def months(draw, length):
    return (
        draw(st.lists(days, min_size=length, max_size=length)),
        draw(segments(length)),
        draw(st.sampled_from([0, 0, 0, 2500, 3000, 10_000, 12_000])),
    )
