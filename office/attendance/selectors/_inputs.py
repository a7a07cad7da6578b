"""Everything that decides days, for many people at once, in a fixed number of queries."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from office.attendance.core.days import Attested, DayInputs, Paper, PunchMark, Shift, Stoppage
from office.attendance.core.wall import DAY_SECONDS, as_moment, dates, midnight
from office.attendance.kinds import LEAVE_TITLES
from office.attendance.models import Correction, Duty, Leave, Outage, Permit
from office.attendance.selectors._marks import MarkBook, load_marks
from office.attendance.selectors._schedule import (
    NOTHING_ASKED,
    Asked,
    Schedule,
    load_schedule,
    overlapping,
)
from office.people.core import Segment, Status
from office.people.selectors import agencies_by_id, segments
from office.regulations.selectors import NoRule

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Judgeable:
    """One day with its inputs and its zone."""

    inputs: DayInputs
    """What decides it."""
    zone: str
    """Zone in which its minutes count."""


@dataclass(slots=True)
class _Books:
    schedule: Schedule
    marks: MarkBook
    posts: dict[int, tuple[Segment, ...]]
    zones: dict[int, str]
    leaves: dict[int, list[tuple[date, date, Paper]]]
    duties: dict[int, list[tuple[date, date, Paper]]]
    outages: list[Outage]
    permits: dict[tuple[int, date], list[Stoppage]]
    attested: dict[tuple[int, date], list[Attested]]

    def agency(self, employee_id: int, on: date) -> int | None:
        """Return the agency of the own post that day, or of one held as acting; None without a post to come to."""
        return next((s.agency_id for s in self._held(employee_id, on)), None)

    def _held(self, employee_id: int, on: date) -> Iterator[Segment]:
        for segment in sorted(
            self.posts.get(employee_id, ()), key=lambda s: s.own_or_acting != "own"
        ):
            # A Kepala Daerah is no civil servant and records no attendance.
            if segment.from_date <= on <= segment.until_date and segment.status != Status.OFFICIAL:
                yield segment

    def asked(self, employee_id: int, on: date) -> Asked:
        agency_id = self.agency(employee_id, on)
        return (
            NOTHING_ASKED if agency_id is None else self.schedule.asked(employee_id, agency_id, on)
        )


def day_inputs(employee_ids: Iterable[int], first: date, last: date) -> Iterator[Judgeable]:
    """Yield the inputs of every person and date from first to last, both inclusive; about 20 queries in all."""
    wanted = sorted(set(employee_ids))
    books = _load(wanted, first - ONE_DAY, last + ONE_DAY)
    for employee_id in wanted:
        asked = {on: books.asked(employee_id, on) for on in dates(first, last)}
        asked |= {on: _beside(books, employee_id, on) for on in (first - ONE_DAY, last + ONE_DAY)}
        seconds = [second for second, _ in books.marks.marks.get(employee_id, ())]
        for on in dates(first, last):
            yield _one(books, employee_id, on, asked, seconds)


def _one(
    books: _Books, employee_id: int, on: date, asked: dict[date, Asked], seconds: list[int]
) -> Judgeable:
    agency_id = books.agency(employee_id, on)
    zone = (
        books.zones.get(agency_id, settings.TIME_ZONE)
        if agency_id is not None
        else settings.TIME_ZONE
    )
    begin, now = midnight(on, zone), asked[on]
    low, high = (
        bisect_left(seconds, begin - DAY_SECONDS),
        bisect_left(seconds, begin + 3 * DAY_SECONDS),
    )
    marks = books.marks.marks[employee_id][low:high] if high > low else []
    shifts = {
        day: asked[day].shift if books.schedule.works(asked[day], day) else None
        for day in _around(on)
    }
    inputs = DayInputs(
        employee_id=employee_id,
        on=on,
        roster=now.roster,
        roster_title=now.title,
        shift=shifts[on],
        before=shifts[on - ONE_DAY],
        after=shifts[on + ONE_DAY],
        holiday=books.schedule.holiday(now, on),
        leave=_paper(books.leaves, employee_id, on),
        duty=_paper(books.duties, employee_id, on),
        stoppages=_stoppages(books.outages, agency_id, begin),
        permits=tuple(books.permits.get((employee_id, on), ())),
        attested=tuple(books.attested.get((employee_id, on), ())),
        punches=tuple(PunchMark(second - begin, sn) for second, sn in marks),
        ahead=tuple(
            PunchMark(second - begin, sn)
            for second, sn in books.marks.ahead.get(employee_id, ())
            if -DAY_SECONDS <= second - begin < 3 * DAY_SECONDS
        ),
        suspect_devices=tuple(sorted({sn for _, sn in marks if books.marks.doubted(sn, on)})),
        has_pin=books.marks.has_pin(employee_id, on),
        unseen=_unseen(books.marks, employee_id, on, begin, shifts[on]),
        grace_minutes=books.schedule.section("attendance", on).grace_minutes if now.shift else 0,
    )
    return Judgeable(inputs, zone)


def _unseen(
    marks: MarkBook, employee_id: int, on: date, begin: int, shift: Shift | None
) -> tuple[str, ...]:
    if shift is None:
        return ()
    return marks.unseen(
        employee_id, on, begin + shift.start_minute * 60, begin + shift.end_minute * 60
    )


def _beside(books: _Books, employee_id: int, on: date) -> Asked:
    """Return what a date beside the period asks; before the first regulation it is nothing."""
    try:
        return books.asked(employee_id, on)
    except NoRule:
        return NOTHING_ASKED


def _around(on: date) -> tuple[date, date, date]:
    return on - ONE_DAY, on, on + ONE_DAY


def _paper(
    papers: dict[int, list[tuple[date, date, Paper]]], employee_id: int, on: date
) -> Paper | None:
    return next((p for first, last, p in papers.get(employee_id, ()) if first <= on <= last), None)


def _stoppages(
    outages: Iterable[Outage], agency_id: int | None, begin: int
) -> tuple[Stoppage, ...]:
    return tuple(
        Stoppage(start, end, row.cause, row.decree)
        for row in outages
        if row.agency_id in (None, agency_id)
        and (start := int(row.starts_at.timestamp()) - begin) < 3 * DAY_SECONDS
        and (end := int(row.ends_at.timestamp()) - begin) > -DAY_SECONDS
    )


def _load(employee_ids: list[int], first: date, last: date) -> _Books:
    posts = segments(employee_ids, first, last)
    agency_ids = {s.agency_id for held in posts.values() for s in held}
    live = overlapping(first, last)
    schedule = load_schedule(employee_ids, agency_ids, first, last)
    return _Books(
        schedule=schedule,
        marks=load_marks(employee_ids, first, last, schedule.book),
        posts=posts,
        zones={pk: card.zone for pk, card in agencies_by_id(agency_ids).items()},
        leaves=_by_employee(
            (
                r.employee_id,
                r.valid_from,
                r.valid_until,
                Paper(LEAVE_TITLES.get(r.kind, r.kind), r.decree),
            )
            for r in Leave.objects.filter(live, employee_id__in=employee_ids, superseded_at=None)
        ),
        duties=_by_employee(
            (
                r.employee_id,
                r.valid_from,
                r.valid_until,
                Paper(f"Dinas luar ke {r.place}", r.decree),
            )
            for r in Duty.objects.filter(live, employee_id__in=employee_ids, superseded_at=None)
        ),
        outages=list(_outages(agency_ids, first, last)),
        permits=_permits(employee_ids, first, last),
        attested=_attested(employee_ids, first, last),
    )


def _permits(
    employee_ids: list[int], first: date, last: date
) -> dict[tuple[int, date], list[Stoppage]]:
    found: dict[tuple[int, date], list[Stoppage]] = defaultdict(list)
    rows = Permit.objects.filter(
        employee_id__in=employee_ids, on__range=(first, last), superseded_at=None
    )
    for row in rows.order_by("on", "from_minute"):
        hours = (row.from_minute * 60, row.until_minute * 60)
        found[row.employee_id, row.on].append(Stoppage(*hours, "Izin", row.decree))
    return found


def _attested(
    employee_ids: list[int], first: date, last: date
) -> dict[tuple[int, date], list[Attested]]:
    found: dict[tuple[int, date], list[Attested]] = defaultdict(list)
    rows = Correction.objects.filter(
        employee_id__in=employee_ids, on__range=(first, last), superseded_at=None
    )
    for row in rows.order_by("on", "side"):
        found[row.employee_id, row.on].append(Attested(row.side, row.minute * 60, row.decree))
    return found


def _outages(agency_ids: Iterable[int], first: date, last: date) -> Iterable[Outage]:
    since = midnight(first, settings.TIME_ZONE) - DAY_SECONDS
    until = midnight(last, settings.TIME_ZONE) + 3 * DAY_SECONDS
    rows = Outage.objects.filter(superseded_at=None).order_by("starts_at", "id")
    return (
        row
        for row in rows.filter(starts_at__lt=as_moment(until), ends_at__gt=as_moment(since))
        if row.agency_id is None or row.agency_id in set(agency_ids)
    )


def _by_employee(
    rows: Iterable[tuple[int, date, date | None, Paper]],
) -> dict[int, list[tuple[date, date, Paper]]]:
    found: dict[int, list[tuple[date, date, Paper]]] = defaultdict(list)
    for employee_id, first, last, paper in rows:
        found[employee_id].append((first, last or date.max, paper))
    return found
