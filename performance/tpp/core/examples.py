"""Worked examples: a regulation, the facts of one month, and the rupiah or days expected.

The written form is described in docs/cases.md. A key that is not described there is an error: a rule
that is not supported never passes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from office.regulations.core.values import basis_points
from performance.tpp.core.engine import TRACE_COLUMNS, compute
from performance.tpp.core.facts import EMPLOYMENT_CODES, DayFacts, SegmentFacts, pack, stacked
from performance.tpp.core.policy import Policy

FACTS = frozenset(
    {
        "class",
        "status",
        "segments",
        "days_in_month",
        "workdays",
        "late",
        "early",
        "missing",
        "absent",
        "leave",
        "duty",
        "approved_minutes",
        "sanction_percent",
        "days",
    }
)
DAY_KEYS = frozenset({"status", "late", "early", "missing", "approved"})
SEGMENT_KEYS = frozenset({"from", "until", "class", "status", "acting"})
DERIVED = ("cut_rupiah", "discipline_cut_rupiah", "productivity_percent")
LONGEST_MONTH = 31


class UnclearExample(ValueError):
    """An example that does not follow the form; the message says what was expected."""


@dataclass(frozen=True)
class Difference:
    """One expected value that was not met."""

    key: str
    """Name of the value."""
    expected: object
    """What the example says."""
    got: object
    """What the engine says."""


def clear(condition: object, expectation: str) -> None:
    """Raise UnclearExample with the expectation unless the condition holds."""
    if not condition:
        raise UnclearExample(expectation)


def outcome(facts: Mapping[str, Any], policy: Policy) -> dict[str, object]:
    """Return what the engine makes of written facts: every intermediate by name, and the derived values."""
    unknown = set(facts) - FACTS
    clear(
        not unknown,
        f"facts hanya mengenal {', '.join(sorted(FACTS))}; bukan {', '.join(sorted(unknown))}",
    )
    days, segments = days_of(facts, policy), segments_of(facts)
    month = pack(days, segments)
    trace = compute(stacked([month.days], [month.segments], [sanction_bp(facts)]), policy)
    got: dict[str, object] = {name: int(getattr(trace, name)[0]) for name in TRACE_COLUMNS}
    return got | derived(got)


def derived(got: Mapping[str, Any]) -> dict[str, object]:
    """Return the values that follow from the intermediates."""
    norm = got["norm_minutes"]
    hundredths = (2 * 10_000 * got["approved_minutes"] + norm) // (2 * norm) if norm else 10_000
    kinds = ("absent", "missing", "late", "early")
    return {
        "cut_rupiah": got["base_rupiah"] - got["net_rupiah"],
        "discipline_cut_rupiah": sum(got[f"{kind}_rupiah"] for kind in kinds),
        "productivity_percent": f"{hundredths // 100}.{hundredths % 100:02}",
    }


def compared(expected: Mapping[str, Any], got: Mapping[str, object]) -> tuple[Difference, ...]:
    """Return the values that differ; raise UnclearExample for one the engine does not compute."""
    clear(expected, "expected berisi sekurangnya satu nilai")
    unknown = set(expected) - set(got)
    clear(
        not unknown,
        f"expected hanya mengenal {', '.join(sorted(got))}; bukan {', '.join(sorted(unknown))}",
    )
    return tuple(
        Difference(key, value, got[key]) for key, value in expected.items() if value != got[key]
    )


def days_of(facts: Mapping[str, Any], policy: Policy) -> list[DayFacts]:
    """Return the days written out one by one, or made up of the events given."""
    if "days" in facts:
        return [one_day(day) for day in facts["days"]]
    length, workdays = facts.get("days_in_month", LONGEST_MONTH), facts.get("workdays", 20)
    events = event_days(facts)
    clear(
        len(events) <= workdays <= length,
        "workdays cukup untuk semua kejadian, paling banyak days_in_month",
    )
    working = [*events, *[DayFacts("present")] * (workdays - len(events))]
    minutes = approved_minutes(facts, working, policy)
    spread = spread_over(minutes, len(working))
    full = [
        DayFacts(day.status, day.minutes_late, day.minutes_early, day.missing_punch, part)
        for day, part in zip(working, spread, strict=True)
    ]
    return full + [DayFacts("off")] * (length - workdays)


def event_days(facts: Mapping[str, Any]) -> list[DayFacts]:
    """Return one working day for each event the facts name."""
    return [
        *[DayFacts("present", minutes_late=minutes) for minutes in facts.get("late", ())],
        *[DayFacts("present", minutes_early=minutes) for minutes in facts.get("early", ())],
        *[DayFacts("present", missing_punch=side) for side in facts.get("missing", ())],
        *[
            DayFacts(status)
            for status in ("absent", "leave", "duty")
            for _ in range(facts.get(status, 0))
        ],
    ]


def approved_minutes(facts: Mapping[str, Any], working: Sequence[DayFacts], policy: Policy) -> int:
    """Return the minutes of approved work in the month."""
    given = facts.get("approved_minutes", "full")
    if given == "full":
        return len(working) * policy.report.effective_minutes_day
    clear(isinstance(given, int), 'approved_minutes: menit, atau "full"')
    return int(given)


def spread_over(minutes: int, days: int) -> list[int]:
    """Return minutes shared over days, whole minutes that add up."""
    whole, rest = divmod(minutes, days) if days else (0, 0)
    return [whole + (place < rest) for place in range(days)]


def one_day(day: Mapping[str, Any]) -> DayFacts:
    """Return a day that is written out."""
    clear(set(day) <= DAY_KEYS, f"days: hanya {', '.join(sorted(DAY_KEYS))}")
    return DayFacts(
        status=day.get("status", "present"),
        minutes_late=day.get("late", 0),
        minutes_early=day.get("early", 0),
        missing_punch=day.get("missing", ""),
        minutes_approved=day.get("approved", 0),
    )


def segments_of(facts: Mapping[str, Any]) -> list[SegmentFacts]:
    """Return the positions held, by default one for the month."""
    whole = {
        "from": 1,
        "until": facts.get("days_in_month", LONGEST_MONTH),
        "class": facts.get("class"),
    }
    if "days" in facts:
        whole["until"] = len(facts["days"])
    return [segment(one, facts) for one in facts.get("segments", [whole])]


def segment(one: Mapping[str, Any], facts: Mapping[str, Any]) -> SegmentFacts:
    """Return one written position."""
    clear(set(one) <= SEGMENT_KEYS, f"segments: hanya {', '.join(sorted(SEGMENT_KEYS))}")
    status = one.get("status", facts.get("status", "PNS"))
    clear(isinstance(one.get("class"), int), "class: kelas jabatan, bilangan bulat")
    clear(status in EMPLOYMENT_CODES, f"status: salah satu dari {', '.join(EMPLOYMENT_CODES)}")
    return SegmentFacts(
        from_day=one["from"],
        until_day=one["until"],
        job_class=one["class"],
        status=status,
        acting=one.get("acting", False),
    )


def sanction_bp(facts: Mapping[str, Any]) -> int:
    """Return the sanction percentage in basis points."""
    given = facts.get("sanction_percent", "0")
    clear(isinstance(given, str), 'sanction_percent: persen sebagai teks, misalnya "25"')
    return basis_points(given)
