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
    SUMMONS_BEFORE_CASE = "summons_before_case"
    HEARING_BEFORE_DAYS = "hearing_before_days"
    NOTICE_TOO_SHORT = "notice_too_short"


@dataclass(frozen=True, slots=True)
class HearingFacts:
    """One summons and what came of it (PP 94/2021 article 26)."""

    summoned_on: date
    """Day the written summons was served."""
    held_on: date
    """Day of the examination."""
    attended: bool
    """Whether the employee came."""
    earliest_on: date | None = None
    """First day on which the regulation lets this summons be followed by an examination; None where it names none."""


@dataclass(frozen=True, slots=True)
class CaseDates:
    """The days that summons and examination must come after."""

    opened_on: date
    """Day on which the case was opened."""
    last_counted: date
    """Last day counted against the person."""


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


def hearing_faults(hearing: HearingFacts, dates: CaseDates) -> list[Missing]:
    """Return why a summons or an examination is void: nobody is heard about what had not happened, or unprepared."""
    faults = []
    if hearing.summoned_on < dates.opened_on:
        faults.append(Missing.SUMMONS_BEFORE_CASE)
    if hearing.held_on < max(dates.last_counted, hearing.summoned_on):
        faults.append(Missing.HEARING_BEFORE_DAYS)
    if hearing.earliest_on is not None and hearing.held_on < hearing.earliest_on:
        faults.append(Missing.NOTICE_TOO_SHORT)
    return faults


def missing_steps(
    hearings: Sequence[HearingFacts], dates: CaseDates, *, still_reached: bool
) -> list[Missing]:
    """Return what must be done before a decision may be proposed; empty when nothing is missing.

    The employee was examined, or stayed away after a second summons (domain.md 3.3: decided on the evidence then). A
    case whose facts have melted below its threshold (not `still_reached`) can only be dropped. A void examination
    counts for nothing: its faults are named where no sound one stands beside it.
    """
    faults = {hearing: hearing_faults(hearing, dates) for hearing in hearings}
    sound = [hearing for hearing in hearings if not faults[hearing]]
    missing = []
    if not sound:
        named = dict.fromkeys(fault for found in faults.values() for fault in found)
        missing += list(named) or [Missing.HEARING]
    elif not any(hearing.attended for hearing in sound) and len(sound) < 2:
        missing.append(Missing.SECOND_SUMMONS)
    if not still_reached:
        missing.append(Missing.BELOW_THRESHOLD)
    return missing


def first_month(decided_on: date, starts: str) -> CalendarMonth:
    """Return the first month whose pay the decision changes: the regulation's `starts` counted from the decision."""
    month = CalendarMonth.of(decided_on)
    return month.next() if starts == "next_month" else month
