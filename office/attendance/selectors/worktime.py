"""The hours in which an agency works, in its own zone."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from office.attendance.core.wall import dates
from office.attendance.core.worktime import Span
from office.attendance.selectors._schedule import load_schedule
from office.people import selectors as people


def work_spans(agency_ids: Iterable[int], first: date, last: date) -> dict[int, tuple[Span, ...]]:
    """Return the working hours of each agency from first to last (inclusive), earliest first, as aware moments.

    By its weekly roster (units of shifts: the city's), without holidays, in the zone of the agency.
    """
    wanted = sorted(set(agency_ids))
    schedule = load_schedule([], wanted, first, last)
    zones = {pk: ZoneInfo(card.zone) for pk, card in people.agencies_by_id(wanted).items()}
    found: dict[int, tuple[Span, ...]] = {}
    for agency_id in wanted:
        spans = []
        for on in dates(first, last):
            asked = schedule.by_roster(schedule.weekly_code(agency_id, on), on)
            if asked.shift is not None and schedule.works(asked, on):
                opens = datetime.combine(on, time.min, tzinfo=zones[agency_id])
                spans.append(
                    (
                        opens + timedelta(minutes=asked.shift.start_minute),
                        opens + timedelta(minutes=asked.shift.end_minute),
                    )
                )
        found[agency_id] = tuple(spans)
    return found
