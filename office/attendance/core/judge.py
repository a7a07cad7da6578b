"""From punches, roster and papers to what a day counts as.

Order of precedence: holiday; off day; leave; duty; punches. First punch is
the arrival, last the departure, whatever direction the device noted. A day counted as absent adds no minutes
(explanation of PP 53/2010: the same minutes never count twice). Absence and a missing side need files that prove
them; without, the day is not measured and holds nothing against anybody.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from office.attendance.core import reasons
from office.attendance.core.coverage import END, START
from office.attendance.core.days import (
    Attested,
    DayInputs,
    JudgedDay,
    PunchMark,
    Shift,
    Status,
    Stoppage,
)
from office.attendance.core.windows import DAY_MINUTES, in_and_out, own_punches, window


@dataclass(frozen=True, slots=True)
class _Side:
    """Arrival or departure after outages: what is known and what it costs."""

    second: int | None
    said: tuple[str, ...]
    minutes: int = 0
    missing: bool = False


def judge(day: DayInputs, now_second: int | None = None) -> JudgedDay:
    """Return the judged day.

    `now_second` (seconds from 00.00 local of the date) is given for a day that may not be over: what has not happened
    by then is not held against anybody.
    """
    punches = own_punches(day)
    if day.holiday is not None:
        return _without_duty_to_come(day, Status.HOLIDAY, reasons.by_paper(day.holiday), punches)
    if day.shift is None:
        return _without_duty_to_come(day, Status.OFF, reasons.off(day), punches)
    if day.leave is not None:
        return _without_duty_to_come(day, Status.LEAVE, reasons.by_paper(day.leave), punches)
    if day.duty is not None:
        return _without_duty_to_come(day, Status.DUTY, reasons.by_paper(day.duty), punches)
    running = now_second if now_second is not None and now_second < window(day)[1] * 60 else None
    judged = _working_day(day, day.shift, punches, running)
    told = reasons.ahead(own_punches(replace(day, punches=day.ahead)))
    return replace(judged, reasons=(*judged.reasons, *told))


def _without_duty_to_come(
    day: DayInputs, status: Status, why: str, punches: Sequence[PunchMark]
) -> JudgedDay:
    required = day.shift.required_minutes if day.shift else 0
    if not punches:
        return _judged(day, status, required, [why])
    first, last = punches[0].second, punches[-1].second
    said = [why, reasons.off_with_presence(first, last)]
    return _seen(day, _judged(day, status, required, said), ((first // 60, last // 60),))


def _working_day(
    day: DayInputs, shift: Shift, punches: list[PunchMark], running: int | None
) -> JudgedDay:
    seen_in, seen_out = in_and_out(shift, punches)
    attested = {mark.side: mark for mark in day.attested}
    arrival = _confirmed(_arrival, day, shift, seen_in, attested.get("in"))
    departure = _confirmed(_departure, day, shift, seen_out, attested.get("out"))
    if running is not None:
        seen = bool(punches) and punches[0].second <= running and not arrival.missing
        return (
            _running_day(day, shift, arrival, departure, running)
            if seen
            else _nothing_yet(day, shift)
        )
    if not punches and not attested and (arrival.missing or departure.missing):
        if day.unseen or not day.has_pin:
            return _unmeasured(day, shift, ())
        return _judged(day, Status.ABSENT, shift.required_minutes, reasons.absent(shift))
    if (arrival.missing and START in day.unseen) or (departure.missing and END in day.unseen):
        return _unmeasured(day, shift, _presence(arrival.second, departure.second))
    return _present(day, shift, arrival, departure)


def _unmeasured(day: DayInputs, shift: Shift, presence: tuple[tuple[int, int], ...]) -> JudgedDay:
    said = reasons.unmeasured(day, shift, presence)
    return _seen(day, _judged(day, Status.UNMEASURED, shift.required_minutes, said), presence)


def _confirmed(
    judged: Callable[[DayInputs, Shift, int | None], _Side],
    day: DayInputs,
    shift: Shift,
    second: int | None,
    mark: Attested | None,
) -> _Side:
    """Return the judged side; where a correction names the moment, that moment is judged and the reason says so."""
    if mark is None:
        return judged(day, shift, second)
    side = judged(day, shift, mark.second)
    return replace(side, said=(reasons.attested(mark), *side.said))


def _present(day: DayInputs, shift: Shift, arrival: _Side, departure: _Side) -> JudgedDay:
    said = [*arrival.said, *departure.said]
    if shift.end_minute > DAY_MINUTES:
        said.append(reasons.night(shift))
    if day.suspect_devices:
        said.append(reasons.suspect(day.suspect_devices))
    missing = "in" if arrival.missing else "out" if departure.missing else ""
    judged = replace(
        _judged(day, Status.PRESENT, shift.required_minutes, said),
        minutes_late=arrival.minutes,
        minutes_early=departure.minutes,
        missing_punch=missing,
    )
    return _seen(day, judged, _presence(arrival.second, departure.second))


def _running_day(
    day: DayInputs, shift: Shift, arrival: _Side, departure: _Side, now_second: int
) -> JudgedDay:
    left = departure.second
    over = now_second >= shift.end_minute * 60 and left is not None and left <= now_second
    said = [*arrival.said, *(departure.said if over else ()), reasons.running(shift)]
    judged = replace(
        _judged(day, Status.PRESENT, shift.required_minutes, said),
        minutes_late=arrival.minutes,
        minutes_early=departure.minutes if over else 0,
    )
    return _seen(day, judged, _presence(arrival.second, left if over else now_second))


def _nothing_yet(day: DayInputs, shift: Shift) -> JudgedDay:
    return _judged(day, Status.PENDING, shift.required_minutes, [reasons.running(shift)])


def _arrival(day: DayInputs, shift: Shift, second: int | None) -> _Side:
    start = shift.start_minute * 60
    stopped = _covering_start(day.stoppages, start)
    free = _covering_start((*day.stoppages, *day.permits), start)
    expected = free[-1].until_second if free else start
    said = _excuses(day, "in", free)
    if second is None:
        missing = (reasons.missing("in"),)
        return _Side(start, said) if stopped else _Side(None, missing, missing=True)
    minutes = max(0, second - expected) // 60
    if minutes == 0:
        return _Side(second, (*said, reasons.on_time(second)))
    if minutes <= day.grace_minutes:
        return _Side(second, (*said, reasons.within_grace(second, minutes, day.grace_minutes)))
    return _Side(second, (*said, reasons.late(second, minutes, expected)), minutes)


def _departure(day: DayInputs, shift: Shift, second: int | None) -> _Side:
    end = shift.end_minute * 60
    stopped = _covering_end(day.stoppages, end)
    free = _covering_end((*day.stoppages, *day.permits), end)
    expected = free[-1].from_second if free else end
    said = _excuses(day, "out", free)
    if second is None:
        missing = (reasons.missing("out"),)
        return _Side(end, said) if stopped else _Side(None, missing, missing=True)
    minutes = max(0, expected - second) // 60
    if minutes == 0:
        return _Side(second, (*said, reasons.left_on_time(second)))
    return _Side(second, (*said, reasons.early(second, minutes, expected)), minutes)


def _excuses(day: DayInputs, side: str, free: Sequence[Stoppage]) -> tuple[str, ...]:
    outages = [stop for stop in free if stop in day.stoppages]
    permits = [stop for stop in free if stop not in day.stoppages]
    told = [reasons.excused(side, outages)] if outages else []
    return tuple([*told, reasons.permitted(side, permits)] if permits else told)


def _covering_start(stoppages: Sequence[Stoppage], start: int) -> list[Stoppage]:
    """Return the outages in force when work began, each continuing the one before."""
    chain: list[Stoppage] = []
    reached = start
    for stop in sorted(stoppages):
        if stop.from_second <= reached < stop.until_second:
            chain.append(stop)
            reached = stop.until_second
    return chain


def _covering_end(stoppages: Sequence[Stoppage], end: int) -> list[Stoppage]:
    """Return the outages in force when work ended, going back in time."""
    chain: list[Stoppage] = []
    reached = end
    for stop in sorted(stoppages, key=lambda s: s.until_second, reverse=True):
        if stop.from_second < reached <= stop.until_second:
            chain.append(stop)
            reached = stop.from_second
    return chain


def _presence(arrival: int | None, departure: int | None) -> tuple[tuple[int, int], ...]:
    known = [second // 60 for second in (arrival, departure) if second is not None]
    return ((known[0], max(known[0], known[-1])),) if known else ()


def _judged(day: DayInputs, status: Status, required: int, said: Sequence[str]) -> JudgedDay:
    return JudgedDay(
        employee_id=day.employee_id,
        date=day.on,
        roster=day.shift.code if day.shift else day.roster,
        status=status.value,
        presence=(),
        minutes_required=required,
        minutes_present=0,
        minutes_late=0,
        minutes_early=0,
        missing_punch="",
        reasons=tuple(said),
    )


def _seen(day: DayInputs, judged: JudgedDay, presence: tuple[tuple[int, int], ...]) -> JudgedDay:
    minutes = _minutes_present(day.shift, presence)
    return replace(judged, presence=presence, minutes_present=minutes)


def _minutes_present(shift: Shift | None, presence: Sequence[tuple[int, int]]) -> int:
    total = sum(until - since for since, until in presence)
    if shift is None:
        return total
    middle = shift.middle_second // 60
    rested = any(since < middle < until for since, until in presence)
    return max(0, total - shift.break_minutes) if rested else total
