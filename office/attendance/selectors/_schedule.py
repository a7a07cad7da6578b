"""What was asked of whom: rosters, shifts and holidays, loaded once for many people and days."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from office.attendance.core.days import Paper, Shift
from office.attendance.models import Holiday, Roster, ShiftPlan
from office.attendance.problems import NoSuchRoster
from office.attendance.sql import calendar_rows
from office.regulations.core.attendance import Hours
from office.regulations.selectors import LawBook, law_book

Dated = tuple[date, date | None]
Subject = tuple[str, int]
CITY: Subject = ("city", 0)


@dataclass(frozen=True, slots=True)
class Asked:
    """What one date asks of somebody."""

    roster: str
    """Code of the roster; empty when none governs."""
    title: str
    """What people call the roster."""
    shift: Shift | None
    """Hours of duty; None for a free day."""
    serves_holidays: bool
    """Whether the roster goes on through holidays."""


NOTHING_ASKED = Asked("", "", None, serves_holidays=False)


@dataclass(slots=True)
class Schedule:
    """Rosters, shift plans and holidays of a period; answers without further queries but for texts of law."""

    rosters: dict[Subject, list[tuple[Dated, str]]]
    """Subject -> (period, code) of its rosters."""
    plans: dict[tuple[int, date], tuple[str, str]]
    """(employee id, date) -> (roster code, shift; empty for a free day)."""
    holidays: dict[date, Paper]
    """Dates free of duty."""
    book: LawBook
    """Published regulations."""
    _sections: dict[tuple[str, date], Any] = field(default_factory=dict)
    """Sections read so far."""
    _asked: dict[tuple[str, date], Asked] = field(default_factory=dict)
    """What rosters ask on dates looked at so far."""

    def section(self, name: str, on: date) -> Any:
        """Return the section of the regulation in force on the date."""
        if (name, on) not in self._sections:
            self._sections[name, on] = self.book.in_force(name, on)
        return self._sections[name, on]

    def asked(self, employee_id: int, agency_id: int | None, on: date) -> Asked:
        """Return what the date asks of an employee who serves in the agency that day (None: without a post)."""
        plan = self.plans.get((employee_id, on))
        if plan is not None:
            return self._planned(*plan, on)
        code = self._code(("employee", employee_id), on)
        if not code and agency_id is not None:
            code = self._code(("agency", agency_id), on) or self.city_code(on)
        return self.by_roster(code, on) if code else NOTHING_ASKED

    def by_roster(self, code: str, on: date) -> Asked:
        """Return what a roster asks on a date; nothing where shifts are planned by name."""
        if (code, on) not in self._asked:
            self._asked[code, on] = self._of_roster(code, on)
        return self._asked[code, on]

    def _of_roster(self, code: str, on: date) -> Asked:
        roster = self._roster(code, on)
        hours = roster.on_weekday(on.isoweekday())
        shift = _shift(code, roster.title, hours) if hours else None
        return Asked(code, roster.title, shift, serves_holidays=not roster.holidays_off)

    def works(self, asked: Asked, on: date) -> bool:
        """Return whether the date is a working day under what is asked."""
        return asked.shift is not None and self.holiday(asked, on) is None

    def holiday(self, asked: Asked, on: date) -> Paper | None:
        """Return the holiday that frees the date, None where the roster goes on through holidays."""
        return None if asked.serves_holidays else self.holidays.get(on)

    def city_code(self, on: date) -> str:
        """Return the roster of the whole city: the recorded one, or the first weekly one of the regulation."""
        return self._code(CITY, on) or self._first_weekly(on)

    def weekly_code(self, agency_id: int | None, on: date) -> str:
        """Return the weekly roster by which an agency's working days are counted; units of shifts count the city's."""
        code = self._code(("agency", agency_id), on) if agency_id is not None else ""
        return code if code and self._roster(code, on).week else self.city_code(on)

    def _planned(self, code: str, shift: str, on: date) -> Asked:
        roster = self._roster(code, on)
        if not shift:
            return Asked(code, roster.title, None, serves_holidays=True)
        hours = roster.shifts.get(shift)
        if hours is None:
            raise NoSuchRoster(
                _("Jadwal %(code)s tidak memiliki sif %(shift)s.") % {"code": code, "shift": shift}
            )
        named = _shift(f"{code}/{shift}", f"{roster.title}, {shift}", hours)
        return Asked(code, roster.title, named, serves_holidays=not roster.holidays_off)

    def _roster(self, code: str, on: date) -> Any:
        found = self.section("rosters", on).by_code.get(code)
        if found is None:
            raise NoSuchRoster(
                _("Jadwal %(code)s tidak ada dalam peraturan yang berlaku pada %(day)s.")
                % {"code": code, "day": on.isoformat()}
            )
        return found

    def _code(self, subject: Subject, on: date) -> str:
        for (first, last), code in self.rosters.get(subject, ()):
            if first <= on and (last is None or on <= last):
                return code
        return ""

    def _first_weekly(self, on: date) -> str:
        by_code = self.section("rosters", on).by_code
        return next((code for code, roster in by_code.items() if roster.week), "")


def load_schedule(
    employee_ids: Iterable[int], agency_ids: Iterable[int], first: date, last: date
) -> Schedule:
    """Return the schedule of these people and agencies from first to last, both inclusive, in four queries."""
    wanted = list(employee_ids)
    subjects = (
        Q(employee_id__in=wanted)
        | Q(agency_id__in=list(agency_ids))
        | Q(employee=None, agency=None)
    )
    rosters: dict[Subject, list[tuple[Dated, str]]] = {}
    for row in Roster.objects.filter(subjects, overlapping(first, last), superseded_at=None):
        rosters.setdefault(_subject(row), []).append(((row.valid_from, row.valid_until), row.code))
    plans = ShiftPlan.objects.filter(
        employee_id__in=wanted, on__range=(first, last), superseded_at=None
    )
    free = Holiday.objects.filter(on__range=(first, last), superseded_at=None)
    return Schedule(
        rosters=rosters,
        plans={
            (p, on): (roster, shift)
            for p, on, roster, shift in plans.values_list("employee_id", "on", "roster", "shift")
        },
        holidays={row.on: Paper(row.name, row.decree) for row in free},
        book=law_book(),
    )


def load_calendar(agency_id: int | None, first: date, last: date) -> Schedule:
    """Return the schedule without people: the agency's and the city's rosters and holidays, in two queries."""
    rosters: dict[Subject, list[tuple[Dated, str]]] = {}
    holidays: dict[date, Paper] = {}
    for what, agency, since, until, name, decree in calendar_rows(agency_id, first, last):
        if what == "holiday":
            holidays[since] = Paper(name, decree)
        else:
            subject = CITY if agency is None else ("agency", agency)
            rosters.setdefault(subject, []).append(((since, until), name))
    return Schedule(rosters=rosters, plans={}, holidays=holidays, book=law_book())


def first_judgeable() -> date | None:
    """Return the first date for which both rosters and grace are published; None before any regulation."""
    cards = law_book().cards
    begun = [
        min((card.valid_from for card in cards if section in card.sections), default=None)
        for section in ("rosters", "attendance")
    ]
    known = [on for on in begun if on is not None]
    return max(known) if len(known) == len(begun) else None


def overlapping(first: date, last: date) -> Q:
    """Return the rows whose days meet the period, both ends inclusive."""
    return Q(valid_from__lte=last) & (Q(valid_until=None) | Q(valid_until__gte=first))


def _shift(code: str, title: str, hours: Hours) -> Shift:
    return Shift(code, hours.start_minute, hours.end_minute, hours.break_minutes, title)


def _subject(row: Roster) -> Subject:
    if row.employee_id is not None:
        return ("employee", row.employee_id)
    return ("agency", row.agency_id) if row.agency_id is not None else CITY
