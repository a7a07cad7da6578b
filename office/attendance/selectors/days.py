"""Judged days. They are computed from the inputs each time, so they are never stale; a locked month reads its facts."""

from collections.abc import Iterable
from datetime import date

from office.attendance.core.days import JudgedDay
from office.attendance.core.evidence import inputs_hash
from office.attendance.core.judge import judge
from office.attendance.core.wall import midnight
from office.attendance.models import DayFact
from office.attendance.selectors._inputs import day_inputs
from office.audit import clock

Key = tuple[int, date]


def judged_day(employee_id: int, on: date) -> JudgedDay:
    """Return one day of one employee, as it stands now."""
    return judged_days([employee_id], on, on)[employee_id, on]


def judged_days(employee_ids: Iterable[int], first: date, last: date) -> dict[Key, JudgedDay]:
    """Return every day from first to last (both inclusive) of these employees, by (employee id, date).

    Always complete: days that are not over are `pending` or `present` so far. About 20 queries whatever the numbers.
    Raises NoRule where no regulation is published.
    """
    wanted = set(employee_ids)
    if not wanted or last < first:
        return {}
    now = int(clock.now().timestamp())
    found = locked_days(wanted, first, last)
    if len(found) == len(wanted) * ((last - first).days + 1):
        return found
    for day in day_inputs(wanted, first, last):
        key = (day.inputs.employee_id, day.inputs.on)
        if key not in found:
            found[key] = judge(day.inputs, now - midnight(day.inputs.on, day.zone))
    return found


def locked_days(employee_ids: Iterable[int], first: date, last: date) -> dict[Key, JudgedDay]:
    """Return the days of locked months as they were locked, by (employee id, date)."""
    rows = DayFact.objects.filter(
        employee_id__in=set(employee_ids), date__range=(first, last), lock__isnull=False
    )
    return {(row.employee_id, row.date): as_judged(row) for row in rows}


def stale_days(employee_ids: Iterable[int], first: date, last: date) -> list[Key]:
    """Return the stored days, locked ones included, whose inputs are no longer what they were built from."""
    wanted = set(employee_ids)
    rows = DayFact.objects.filter(employee_id__in=wanted, date__range=(first, last))
    kept = {
        (person, on): sha
        for person, on, sha in rows.values_list("employee_id", "date", "inputs_hash")
    }
    if not kept:
        return []
    return [
        key
        for day in day_inputs(wanted, first, last)
        if (key := (day.inputs.employee_id, day.inputs.on)) in kept
        and kept[key] != inputs_hash(day.inputs)
    ]


def as_judged(row: DayFact) -> JudgedDay:
    """Return a stored day as the core's type."""
    return JudgedDay(
        employee_id=row.employee_id,
        date=row.date,
        roster=row.roster,
        status=row.status,
        presence=tuple((since, until) for since, until in row.presence),
        minutes_required=row.minutes_required,
        minutes_present=row.minutes_present,
        minutes_late=row.minutes_late,
        minutes_early=row.minutes_early,
        missing_punch=row.missing_punch,
        reasons=tuple(row.reasons),
    )
