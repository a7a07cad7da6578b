"""What the attendance pages show."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from office.attendance.core.days import STATUS_WORDS, JudgedDay, Status
from office.attendance.selectors.days import judged_days
from office.audit import clock
from office.indonesia.dates import weekday
from office.indonesia.months import CalendarMonth
from office.people.core import PersonCard, Viewer
from office.people.core.fields import Relation, seen_by
from office.people.problems import NoSuchPerson
from office.people.selectors import employee_by_nip, ensure_person_within, person, relations


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day as a list shows it."""

    day: JudgedDay
    """What was judged."""
    weekday: str
    """Name of the weekday."""
    word: str
    """The status in words."""
    state: str
    """State for the pill: the status, or `late` and `missing` where that says more."""
    is_future: bool
    """Whether the day has not begun."""
    times: str
    """Arrival and departure: `07.28-16.03`; empty without."""


@dataclass(frozen=True, slots=True)
class MonthPage:
    """One month of one person."""

    person: PersonCard
    """Whose month."""
    month: CalendarMonth
    """Which month."""
    rows: tuple[DayRow, ...]
    """Every day, first to last."""
    workdays: int
    """Days that asked for work, as far as judged."""
    present: int
    """Days counted as present."""
    absent: int
    """Days counted as absent."""
    unmeasured: int
    """Working days of which no device file proves anything; they count as nothing."""
    minutes_late: int
    """Whole minutes late in all."""
    minutes_early: int
    """Whole minutes left early in all."""
    missing: int
    """Missing punches."""
    sees_punches: bool
    """Whether the reader may open the raw punches."""

    @property
    def next_month(self) -> str:
        """Return the following month, empty when it has not begun."""
        following = self.month.next()
        return str(following) if following.first <= clock.today() else ""


def month_of(employee_id: int, month: CalendarMonth, seen_as: frozenset[Relation]) -> MonthPage:
    """Return one person's month for a reader with these relations. About 20 queries."""
    today = clock.today()
    days = judged_days([employee_id], month.first, month.last)
    shown = [as_seen(days[employee_id, on], seen_as) for on in month.days]
    return MonthPage(
        person=person(employee_id),
        month=month,
        rows=tuple(_row(day, today) for day in shown),
        workdays=sum(
            day.status in (Status.PRESENT, Status.ABSENT, Status.LEAVE, Status.DUTY)
            for day in shown
        ),
        present=sum(day.status == Status.PRESENT for day in shown),
        absent=sum(day.status == Status.ABSENT for day in shown),
        unmeasured=sum(day.status == Status.UNMEASURED for day in shown),
        minutes_late=sum(day.minutes_late for day in shown),
        minutes_early=sum(day.minutes_early for day in shown),
        missing=sum(bool(day.missing_punch) for day in shown),
        sees_punches=seen_by("attendance_punches", seen_as),
    )


def readable_person(
    nip: str, viewer: Viewer, first: date, last: date
) -> tuple[PersonCard, frozenset[Relation]]:
    """Return the person of a NIP and how the reader stands to him or her on these days (both inclusive).

    Whoever may not see minutes gets the same answer as for a NIP that does not exist. Raises NoSuchPerson, and
    OutsideLetter for an inspector whose letter covers other agencies or days.
    """
    who = employee_by_nip(nip)
    seen_as = frozenset(relations(viewer, who.employee_id))
    without_letter = seen_as - {Relation.INSPECTOR}
    if not seen_by("attendance_minutes", without_letter) and "inspector" in viewer.kinds:
        ensure_person_within(viewer, who.employee_id, first, last)
    if not seen_by("attendance_minutes", seen_as):
        raise NoSuchPerson(_("Pegawai ini tidak ditemukan. Periksa NIP-nya."))
    return who, seen_as


def as_seen(day: JudgedDay, seen_as: frozenset[Relation]) -> JudgedDay:
    """Return the day as a reader with these relations sees it: the kind of a leave is not for everyone."""
    if day.status != Status.LEAVE or seen_by("leave_kind", seen_as):
        return day
    return replace(day, reasons=(_("Cuti."),))


def _row(day: JudgedDay, today: date) -> DayRow:
    return DayRow(
        day=day,
        weekday=weekday(day.date),
        word=_word(day),
        state=_state(day),
        is_future=day.date > today,
        times="-".join(_clock(minute) for pair in day.presence for minute in dict.fromkeys(pair)),
    )


def _word(day: JudgedDay) -> str:
    if day.missing_punch:
        return (
            "Rekaman masuk tidak ada" if day.missing_punch == "in" else "Rekaman pulang tidak ada"
        )
    return "Terlambat" if day.minutes_late else STATUS_WORDS[day.status]


def _state(day: JudgedDay) -> str:
    if day.missing_punch:
        return "missing"
    return "late" if day.minutes_late else day.status


def _clock(minute: int) -> str:
    return f"{minute // 60 % 24:02d}.{minute % 60:02d}"
