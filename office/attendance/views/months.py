"""A person's month and days: one's own, or that of somebody the reader has to do with."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from office.acts.core import NotFound
from office.attendance.core.days import JudgedDay
from office.attendance.core.windows import DAY_MINUTES
from office.attendance.problems import BadDates
from office.attendance.selectors import judged_day, raw_punches
from office.attendance.selectors.pages import as_seen, month_of, readable_person
from office.attendance.selectors.shifts import hours_asked
from office.attendance.services import note_month_read
from office.audit import clock
from office.audit.core import rule
from office.indonesia.dates import weekday
from office.indonesia.months import CalendarMonth
from office.people.access import Request
from office.people.core import PersonCard
from office.people.core.fields import Relation, seen_by
from office.people.problems import NoSuchPerson
from office.people.selectors import basis_of, person

OWN = frozenset({Relation.SELF})
"""How one stands to oneself."""


@rule("login")
@require_GET
def index(request: Request) -> HttpResponse:
    """Show the reader's own month (`?bulan=2026-10`, this month by default)."""
    page = month_of(_own_id(request), _month(request), OWN)
    return render(request, "attendance/month.html", {"page": page, "is_own": True})


@rule("login")
@require_GET
def day(request: Request, on: date) -> HttpResponse:
    """Show one of the reader's own days with the raw punches."""
    return _day_page(request, person(_own_id(request)), on, OWN)


@rule("login")
@require_GET
def person_month(request: Request, nip: str) -> HttpResponse:
    """Show somebody's month to who may see minutes; the reading is recorded."""
    month = _month(request)
    who, seen_as = readable_person(nip, request.viewer, month.first, month.last)
    _note(request, who, month)
    page = month_of(who.employee_id, month, seen_as)
    return render(request, "attendance/month.html", {"page": page, "is_own": False})


@rule("login")
@require_GET
def person_day(request: Request, nip: str, on: date) -> HttpResponse:
    """Show somebody's day with the raw punches to who may see those; the reading is recorded."""
    who, seen_as = readable_person(nip, request.viewer, on, on)
    if not seen_by("attendance_punches", seen_as):
        raise NotFound(
            _("Rincian hari ini hanya untuk pegawainya sendiri dan pengelola kepegawaian.")
        )
    _note(request, who, CalendarMonth.of(on))
    return _day_page(request, who, on, seen_as)


def _note(request: Request, who: PersonCard, month: CalendarMonth) -> None:
    if who.employee_id != request.actor.employee_id:
        basis = basis_of(request.viewer, who.employee_id)
        note_month_read(
            by=request.actor, employee_id=who.employee_id, month=str(month), basis=basis
        )


def _day_page(
    request: Request, who: PersonCard, on: date, seen_as: frozenset[Relation]
) -> HttpResponse:
    judged = as_seen(judged_day(who.employee_id, on), seen_as)
    asked = hours_asked(who.employee_id, on)
    content = {
        "person": who,
        "day": judged,
        "month": CalendarMonth.of(on),
        "weekday": weekday(on),
        "roster_title": asked.title,
        "required": asked.hours,
        "presence": judged.presence,
        "punches": raw_punches(who.employee_id, on),
        "is_own": seen_as is OWN,
        "is_night": _is_night(judged),
    }
    return render(request, "attendance/day.html", content)


def _is_night(judged: JudgedDay) -> bool:
    return any(until > DAY_MINUTES for _since, until in judged.presence)


def _own_id(request: Request) -> int:
    if request.actor.employee_id is None:
        raise NoSuchPerson(_("Akun ini tidak terhubung dengan pegawai."))
    return request.actor.employee_id


def _month(request: Request) -> CalendarMonth:
    text = request.GET.get("bulan", "")
    try:
        return CalendarMonth.asked(text) if text else CalendarMonth.of(clock.today())
    except ValueError:
        raise BadDates(_("Bulan ditulis seperti 2026-10.")) from None
