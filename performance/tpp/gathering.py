"""From the lower rooms' answers to packed facts; reads only."""

from collections.abc import Iterable, Mapping
from datetime import date

from office.attendance import selectors as attendance
from office.attendance.core import JudgedDay
from office.audit import clock
from office.indonesia.months import CalendarMonth
from office.people import selectors as people
from office.people.core import Segment
from performance.tpp.core.facts import (
    EMPLOYMENT_CODES,
    STATUS_CODES,
    DayFacts,
    PackedMonth,
    SegmentFacts,
    pack,
)
from workflows.daily_report import selectors as daily_report


def packed_months(employee_ids: Iterable[int], month: CalendarMonth) -> dict[int, PackedMonth]:
    """Return the packed facts of people in a month as the rooms below know them now.

    Days after today are unknown. People without any paid position that month have no entry.
    """
    wanted = sorted(set(employee_ids))
    last = min(month.last, clock.today())
    judged = attendance.judged_days(wanted, month.first, last) if last >= month.first else {}
    approved = daily_report.approved_minutes(wanted, month.first, last) if judged else {}
    if month.last < clock.today():
        # What nobody decided in time when the month closes; the regulation says whether it counts.
        approved |= daily_report.provisional_minutes(wanted, month.first, last)
    held = people.segments(wanted, month.first, month.last)
    free = Calendar(month)
    return {
        employee_id: pack(
            [
                day_facts(employee_id, day, judged, approved)
                if is_held(segments, day)
                else free.day_without_position(segments, day)
                for day in month.days
            ],
            [segment_facts(one) for one in segments],
        )
        for employee_id, segments in paid_segments(held).items()
    }


class Calendar:
    """Working days of agencies in a month, each asked for once and only where somebody came or left."""

    def __init__(self, month: CalendarMonth) -> None:
        self.month = month
        self.known: dict[int, frozenset[date]] = {}

    def day_without_position(self, segments: tuple[Segment, ...], day: date) -> DayFacts:
        """Return a day before somebody came or after he or she left: due by the agency's calendar, or free."""
        agency_id = segments[0].agency_id
        if agency_id not in self.known:
            days = attendance.workdays(self.month.first, self.month.last, agency_id)
            self.known[agency_id] = frozenset(days)
        return DayFacts("outside" if day in self.known[agency_id] else "off")


def is_held(segments: tuple[Segment, ...], day: date) -> bool:
    return any(
        one.own_or_acting == "own" and one.from_date <= day <= one.until_date for one in segments
    )


def paid_segments(held: Mapping[int, tuple[Segment, ...]]) -> dict[int, tuple[Segment, ...]]:
    """Return the segments that count for the allowance; the elected and unclassed have none."""
    counting = {
        employee_id: tuple(
            one for one in segments if one.job_class > 0 and one.status in EMPLOYMENT_CODES
        )
        for employee_id, segments in held.items()
    }
    return {
        employee_id: segments
        for employee_id, segments in counting.items()
        if any(one.own_or_acting == "own" for one in segments)
    }


def day_facts(
    employee_id: int,
    day: date,
    judged: Mapping[tuple[int, date], JudgedDay],
    approved: Mapping[tuple[int, date], int],
) -> DayFacts:
    found = judged.get((employee_id, day))
    minutes = approved.get((employee_id, day), 0)
    if found is None or found.status not in STATUS_CODES:
        return DayFacts(minutes_approved=minutes)
    return DayFacts(
        status=found.status,
        minutes_late=found.minutes_late,
        minutes_early=found.minutes_early,
        missing_punch=found.missing_punch,
        minutes_approved=minutes,
    )


def segment_facts(segment: Segment) -> SegmentFacts:
    return SegmentFacts(
        from_day=segment.from_date.day,
        until_day=segment.until_date.day,
        job_class=segment.job_class,
        status=segment.status,
        position_id=segment.position_id,
        agency_id=segment.agency_id,
        acting=segment.own_or_acting == "acting",
    )
