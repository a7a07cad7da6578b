"""Days: what a request would count, what is left, who may stand in."""

from datetime import date

from office.attendance import selectors as attendance
from office.audit import clock
from office.audit.core import Actor
from office.people import selectors as people
from workflows.leave import law, reservation
from workflows.leave.core.balance import YearBalance, days_by_year
from workflows.leave.core.cards import DayCount
from workflows.leave.core.requests import Draft, span_faults
from workflows.leave.core.states import Procedure
from workflows.leave.drafts import counted_days

ANNUAL = "annual"


def my_balances(by: Actor) -> list[YearBalance]:
    """Return the actor's annual leave of this year and, once it was opened, of the next."""
    if by.employee_id is None:
        return []
    year = clock.today().year
    found = [reservation.standing(by.employee_id, ANNUAL, one) for one in (year, year + 1)]
    return [balance for balance in found if balance and (balance.year == year or balance.taken)]


def day_count(by: Actor, procedure: str, kind: str, first: date, last: date) -> DayCount | None:
    """Return the days the actor's request would count; None for dates that cannot be counted."""
    draft = Draft(procedure=procedure, kind=kind, first=first, last=last, reason="")
    if by.employee_id is None or span_faults(draft):
        return None
    days = counted_days(by.employee_id, draft)
    years = days_by_year(days) if procedure == Procedure.LEAVE else {}
    balances = [reservation.standing(by.employee_id, kind, year) for year in years]
    working = attendance.personal_workdays(by.employee_id, first, last)
    post = people.position_of(by.employee_id, min(first, clock.today()))
    limits = law.limits_of(procedure, kind, clock.today(), post)
    return DayCount(
        days=len(days),
        workdays=len(working),
        is_calendar=law.counts_calendar_days(procedure, kind, clock.today()),
        free_days=_free_days(first, last),
        balances=tuple(balance for balance in balances if balance is not None),
        years=tuple(years.items()),
        needs_plh=bool(limits.needs_plh_from) and len(working) >= limits.needs_plh_from,
    )


def _free_days(first: date, last: date) -> tuple[tuple[date, str], ...]:
    years = range(first.year, last.year + 1)
    cards = [card for year in years for card in attendance.holidays_in(year)]
    return tuple((card.on, card.name) for card in cards if first <= card.on <= last)


def stand_ins(by: Actor) -> dict[int, str]:
    """Return the colleagues who may stand in for the actor: everyone else of the agency, by name and post."""
    reader = people.viewer(by)
    if reader.agency_id is None:
        return {}
    return {
        entry.person.employee_id: f"{entry.person.full_name} - {entry.position.title}"
        for entry in people.roster_people(reader.agency_id, clock.today())
        if entry.person.employee_id != reader.employee_id
    }
