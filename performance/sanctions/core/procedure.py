"""The due process of a case: which threshold, what is still missing, when pay changes. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from office.indonesia import CalendarMonth
from office.regulations.core import Sanction
from office.regulations.core.sanction import Threshold
from performance.sanctions.core.counter import AbsenceCount


class CaseState(StrEnum):
    """Where a case stands. The machine opens a draft; everything after is a person's act."""

    DRAFT = "draft"
    HEARD = "heard"
    PROPOSED = "proposed"
    RETURNED = "returned"
    CONFIRMED = "confirmed"
    DROPPED = "dropped"
    MERGED = "merged"


OPEN = frozenset({CaseState.DRAFT, CaseState.HEARD, CaseState.PROPOSED, CaseState.RETURNED})
"""States in which somebody still has to act."""
WITH_SUPERIOR = frozenset({CaseState.DRAFT, CaseState.HEARD, CaseState.RETURNED})
"""States in which the case is not on the ladder."""


class Missing(StrEnum):
    """A step of due process that is not done; a decision without it would be void."""

    HEARING = "hearing"
    SECOND_SUMMONS = "second_summons"
    BELOW_THRESHOLD = "below_threshold"


@dataclass(frozen=True, slots=True)
class HearingFacts:
    """One summons and what came of it (PP 94/2021 article 26)."""

    summoned_on: date
    """Day the written summons was served."""
    held_on: date
    """Day of the examination."""
    attended: bool
    """Whether the employee came."""


def threshold_reached(count: AbsenceCount, law: Sanction) -> Threshold | None:
    """Return the heaviest threshold a count reaches, None below the first.

    PP 94/2021 article 11(2)d: enough days absent in a row lead straight to the kind the regulation names, whatever
    the sum of the year.
    """
    reached = law.threshold_for(count.days)
    if law.consecutive_days and count.longest_run >= law.consecutive_days:
        straight = next(one for one in law.thresholds if one.kind == law.consecutive_kind)
        return straight if reached is None or straight.from_days > reached.from_days else reached
    return reached


def missing_steps(hearings: Sequence[HearingFacts], *, still_reached: bool) -> list[Missing]:
    """Return what must be done before a decision may be proposed; empty when nothing is missing.

    The employee was examined, or stayed away after a second summons (domain.md 3.3: decided on the evidence then). A
    case whose facts have melted below its threshold (not `still_reached`) can only be dropped.
    """
    missing = []
    if not hearings:
        missing.append(Missing.HEARING)
    elif not any(hearing.attended for hearing in hearings) and len(hearings) < 2:
        missing.append(Missing.SECOND_SUMMONS)
    if not still_reached:
        missing.append(Missing.BELOW_THRESHOLD)
    return missing


def first_month(decided_on: date, starts: str) -> CalendarMonth:
    """Return the first month whose pay the decision changes: the regulation's `starts` counted from the decision."""
    month = CalendarMonth.of(decided_on)
    return month.next() if starts == "next_month" else month
