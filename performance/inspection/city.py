"""Ringkasan kota: what the rooms know today, for whoever answers for the agencies, each figure with its rows.

It lives in the top room because it reads every room below; it decides nothing and keeps nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median

from django.utils import timezone
from django.utils.translation import gettext as _

from office.attendance import selectors as attendance
from office.attendance.core.days import Status
from office.audit import clock
from office.audit.core import Actor
from office.indonesia.months import CalendarMonth
from office.people import selectors as people
from office.people.core import AgencyCard, Seat
from office.regulations.selectors import in_force
from performance.inspection.core.city import (
    AgencyLine,
    Filed,
    Money,
    PersonDay,
    Presence,
    Summary,
)
from performance.inspection.errors import NothingFound
from performance.sanctions import selectors as sanctions
from performance.sanctions.core.procedure import OPEN
from performance.tpp import selectors as tpp
from workflows.approval import selectors as approval
from workflows.approval.selectors import DeskLoad, WaitingStep
from workflows.daily_report import selectors as reports
from workflows.daily_report.core.states import State
from workflows.disbursement import selectors as disbursement
from workflows.disbursement.core.requests import RequestState

LOOK_BACK = timedelta(days=21)
TREND_DAYS = 10
MONTHS = 12
CANCELLED = "cancelled"
NO_HEAD: tuple[Seat | None, str] = (None, "")


def agencies_of(by: Actor) -> dict[int, AgencyCard]:
    """Return the agencies the reader answers for by seat, by id: the mayor all, a head the own one."""
    viewer = people.viewer(by)
    if viewer.is_mayor:  # also for an agency whose head's post does not exist yet
        return {one.id: one for one in people.agencies()}
    return people.agencies_by_id(people.agencies_led(viewer, clock.today()))


def summary(by: Actor) -> Summary:
    """Return the city, or the part of it the reader answers for, as it stands now."""
    agencies = agencies_of(by)
    days = _days()
    desks = approval.desk_loads(agencies)
    cases = sanctions.cases_seen(by, OPEN)
    everybody = _people_of(agencies, days)
    counts = reports.reports_by_day(days.work[0], days.work[-1], agencies) if days.work else {}
    heads = _heads(agencies)
    late = _late_by_agency(desks)
    lines = tuple(
        AgencyLine(
            agency=agency,
            head=heads.get(agency.id, NO_HEAD)[1],
            presence=_presence(everybody[agency.id]),
            filed=_filed(counts, days.due, agency.id, everybody[agency.id]),
            desk=next(
                (desk for desk in desks if desk.seat == heads.get(agency.id, NO_HEAD)[0]), None
            ),
            steps_late=late[agency.id],
            cases_late=sum(case.is_late and case.agency_id == agency.id for case in cases),
        )
        for agency in sorted(agencies.values(), key=lambda one: one.name)
    )
    return Summary(
        day=days.shown,
        report_day=days.due,
        lines=lines,
        presence=_presence([one for found in everybody.values() for one in found]),
        filed=_sum(line.filed for line in lines),
        desks=desks,
        cases=(len(cases), sum(c.is_head for c in cases), sum(c.is_late for c in cases)),
        money=_money(by),
        trend=tuple((day, _filed_on(counts, day)) for day in days.work),
    )


def agency_day(by: Actor, agency_id: int) -> tuple[AgencyCard, tuple[PersonDay, ...]]:
    """Return one agency the reader answers for with its people on the day looked at; raises NothingFound."""
    agencies = agencies_of(by)
    if agency_id not in agencies:
        raise _not_here()
    days = _days()
    return agencies[agency_id], tuple(_people_of({agency_id: agencies[agency_id]}, days)[agency_id])


def desk_of(by: Actor, seat: Seat) -> tuple[DeskLoad, tuple[WaitingStep, ...]]:
    """Return one desk with what waits on it from the agencies the reader answers for; raises NothingFound."""
    agencies = agencies_of(by)
    desk = next((one for one in approval.desk_loads(agencies) if one.seat == seat), None)
    if desk is None:
        raise _not_here()
    return desk, approval.steps_on(seat, agencies)


def _not_here() -> NothingFound:
    return NothingFound(_("Tidak ada yang menunggu di sini, atau bukan bagian Anda."))


@dataclass(frozen=True, slots=True)
class _Days:
    shown: date
    due: date | None
    work: tuple[date, ...]


def _days() -> _Days:
    """Return the day to show and the last days of work before today."""
    today = clock.today()
    past = attendance.workdays(today - LOOK_BACK, today)
    work = tuple(day for day in past if day < today)[-TREND_DAYS:]
    shown = today if today in past or not work else work[-1]
    return _Days(shown, work[-1] if work else None, work)


def _late_by_agency(desks: Iterable[DeskLoad]) -> Counter[int]:
    """Return how many documents are late on the desks of each agency's officials, by agency id."""
    posts = people.positions_by_id(desk.seat.id for desk in desks if desk.seat.is_position)
    late: Counter[int] = Counter()
    for desk in desks:
        if not desk.seat.is_position:
            late[desk.seat.id] += desk.late  # an office held beside a post is one of an agency
        elif desk.seat.id in posts:
            late[posts[desk.seat.id].agency_id] += desk.late
    return late


def _heads(agencies: Iterable[int]) -> dict[int, tuple[Seat, str]]:
    """Return the head's seat of each agency that has one, and the names of who holds it now."""
    seats = people.head_seats(agencies)
    held = people.seat_holders(seats.values(), clock.now())
    named = people.people_by_id({h.employee_id for found in held.values() for h in found})
    return {
        agency_id: (seat, ", ".join(named[h.employee_id].full_name for h in held[seat]))
        for agency_id, seat in seats.items()
    }


def _people_of(agencies: Mapping[int, AgencyCard], days: _Days) -> dict[int, list[PersonDay]]:
    """Return the people of each agency with what the day says of them, by post."""
    posts = [p for p in people.roster_people(None, days.shown) if p.position.agency_id in agencies]
    ids = [post.person.employee_id for post in posts]
    judged = attendance.judged_days(ids, days.shown, days.shown) if ids else {}
    lacking = reports.missing_reports(ids, days.due, days.due) if days.due else {}
    found: dict[int, list[PersonDay]] = {agency_id: [] for agency_id in agencies}
    for post in posts:
        number = post.person.employee_id
        day = judged.get((number, days.shown))
        found[post.position.agency_id].append(
            PersonDay(
                post,
                day.status if day else Status.OFF,
                day.minutes_late if day else 0,
                number in lacking,
            )
        )
    return found


def _presence(found: Sequence[PersonDay]) -> Presence:
    status = Counter(one.status for one in found)
    return Presence(
        people=len(found) - status[Status.OFF] - status[Status.HOLIDAY],
        present=status[Status.PRESENT],
        late=sum(one.minutes_late > 0 for one in found),
        away=status[Status.LEAVE] + status[Status.DUTY],
        absent=status[Status.ABSENT],
        pending=status[Status.PENDING] + status[Status.UNMEASURED],
    )


Counts = Mapping[tuple[date, int, str], int]


def _filed(counts: Counts, day: date | None, agency_id: int, found: Sequence[PersonDay]) -> Filed:
    of = Counter(
        {state: n for (on, agency, state), n in counts.items() if (on, agency) == (day, agency_id)}
    )
    return Filed(
        approved=of[State.APPROVED],
        waiting=of[State.SUBMITTED],
        returned=of[State.RETURNED] + of[State.REJECTED],
        missing=sum(one.lacks_report for one in found),
    )


def _filed_on(counts: Counts, day: date) -> int:
    return sum(
        n for (on, _agency, state), n in counts.items() if on == day and state != State.DRAFT
    )


def _sum(parts: Iterable[Filed]) -> Filed:
    found = list(parts)
    return Filed(
        approved=sum(one.approved for one in found),
        waiting=sum(one.waiting for one in found),
        returned=sum(one.returned for one in found),
        missing=sum(one.missing for one in found),
    )


def _money(by: Actor) -> Money:
    today = clock.today()
    month = disbursement.released_since(by, _midnight(today.replace(day=1)))
    now = [one for one in month if one.released_at >= _midnight(today)]
    runs = tpp.runs_seen(by)
    totals: dict[str, int] = {}
    for run in reversed(runs):
        if run.state != CANCELLED:
            totals[run.month] = totals.get(run.month, 0) + run.total_rupiah
    newest = max(totals, default="")
    code = in_force("finance", today).tpp_account
    lines = [line for line in disbursement.budget_lines(by) if line.code == code]
    return Money(
        released_today=(len(now), sum(one.card.amount for one in now)),
        released_month=(len(month), sum(one.card.amount for one in month)),
        usual_minutes=round(median(one.minutes_taken for one in month)) if month else None,
        running=disbursement.state_counts(by).get(RequestState.RUNNING, (0, 0)),
        tpp_month=CalendarMonth.parse(newest).label if newest else "",
        tpp_total=totals.get(newest, 0),
        tpp_ceiling=sum(line.ceiling for line in lines),
        tpp_reserved=sum(line.reserved for line in lines),
        tpp_spent=sum(line.spent for line in lines),
        months=tuple((CalendarMonth.parse(m).label, totals[m]) for m in sorted(totals)[-MONTHS:]),
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
