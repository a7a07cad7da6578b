"""Counts of absence from attendance, with the other sources that may contradict it."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

from office.attendance import selectors as attendance
from office.attendance.core import JudgedDay, Status
from office.regulations import selectors as regulations
from office.regulations.core import Sanction
from performance.sanctions.core.counter import AbsenceCount, Basis, count_absence
from performance.sanctions.models import SanctionCase
from workflows.daily_report import selectors as daily_report

Days = Mapping[int, Sequence[JudgedDay]]


def absence_counts(employee_ids: Sequence[int], on: date, law: Sanction) -> dict[int, AbsenceCount]:
    """Return the counts of colleagues of one agency from 1 January of the day's year up to and including the day.

    Attendance judges a day absent only where the files of the person's devices reach over the shift. No draft rests
    on one unconfirmed source (house: mechanism 8): a day on which several are absent and none has a record points at a
    device that was off and counts for nobody; a day for which a daily report was approved is shown as disputed.
    """
    first = date(on.year, 1, 1)
    days: defaultdict[int, list[JudgedDay]] = defaultdict(list)
    for (employee_id, _), day in attendance.judged_days(employee_ids, first, on).items():
        days[employee_id].append(day)
    silent = _silent_days(days)
    worked = _days_with_approved_work(days, first, on)
    return {
        number: count_absence(
            days[number], law.minutes_per_day, worked.get(number, frozenset()), silent
        )
        for number in employee_ids
    }


def count_again(case: SanctionCase) -> AbsenceCount:
    """Return a case's own days counted with what is known now: leave, duty or outages may have come in since.

    Days that were disputed when the case was opened stay so; later days belong to a heavier case, not to this one.
    """
    law = _law(case)
    kept = dict(case.evidence.values_list("on", "basis"))
    if not kept:
        return count_absence([], law.minutes_per_day)
    who, first, last = case.employee_id, min(kept), max(kept)
    judged = attendance.judged_days([who], first, last).values()
    worked = _days_with_approved_work({who: list(judged)}, first, last).get(who, frozenset())
    disputed = worked | {on for on, basis in kept.items() if basis == Basis.DISPUTED}
    own = [
        day
        for day in judged
        if day.date in kept or (day.status != Status.ABSENT and not _short(day))
    ]
    return count_absence(own, law.minutes_per_day, disputed)


def still_reached(case: SanctionCase, count: AbsenceCount) -> bool:
    """Return whether a count still reaches the case's threshold, by days or by days in a row."""
    if case.in_a_row:
        return count.longest_run >= _law(case).consecutive_days
    return count.days >= case.from_days


def _law(case: SanctionCase) -> Sanction:
    return cast("Sanction", regulations.regulation_by_sha(case.regulation_sha).sections["sanction"])


def _short(day: JudgedDay) -> int:
    return day.minutes_late + day.minutes_early


def _silent_days(days: Days) -> frozenset[date]:
    """Return the days on which nobody was present and more than one is judged absent."""
    every = [day for judged in days.values() for day in judged]
    absent = Counter(day.date for day in every if day.status == Status.ABSENT)
    present = {day.date for day in every if day.status == Status.PRESENT}
    return frozenset(on for on, people in absent.items() if people > 1 and on not in present)


def _days_with_approved_work(days: Days, first: date, last: date) -> dict[int, frozenset[date]]:
    absent = [
        who for who, judged in days.items() if any(day.status == Status.ABSENT for day in judged)
    ]
    worked: defaultdict[int, set[date]] = defaultdict(set)
    if absent:
        for (employee_id, on), minutes in daily_report.approved_minutes(
            absent, first, last
        ).items():
            if minutes > 0:
                worked[employee_id].add(on)
    return {employee_id: frozenset(found) for employee_id, found in worked.items()}
