"""Day facts: built from the inputs, built anew when those change, fixed when the month locks."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import act, record
from office.attendance.acts import Acts
from office.attendance.core.days import JudgedDay
from office.attendance.core.evidence import inputs_hash
from office.attendance.core.judge import judge
from office.attendance.core.wall import midnight
from office.attendance.core.windows import window
from office.attendance.models import DayFact, MonthLock
from office.attendance.outcomes import DaysRebuilt, MonthLocked
from office.attendance.problems import BadDates, MonthIsLocked
from office.attendance.selectors._inputs import day_inputs
from office.attendance.selectors._schedule import first_judgeable
from office.attendance.services._ground import ensure_keeps_agency, insert
from office.audit import clock
from office.audit.core import Actor
from office.indonesia.months import CalendarMonth
from office.people.selectors import roster_people, segments

PEOPLE_AT_ONCE = 500
ROWS_AT_ONCE = 1_000
FIELDS = (
    "status",
    "roster",
    "presence",
    "minutes_required",
    "minutes_present",
    "minutes_late",
    "minutes_early",
    "missing_punch",
    "reasons",
    "inputs_hash",
    "version",
)


def rebuild_days(employee_ids: Iterable[int], first: date, last: date) -> DaysRebuilt:
    """Store the judged days of these people from first to last (both inclusive) and return what changed.

    A projection, not an act: it can be built anew at any time and twice is once. Days that are not over are left
    out, as are dates before the first regulation; a day whose inputs changed gets the next version; days of locked
    months stay.
    """
    wanted, begin = sorted(set(employee_ids)), first_judgeable()
    total = DaysRebuilt(0, 0, 0, 0, 0)
    if begin is None or last < begin:
        return total
    first = max(first, begin)
    for start in range(0, len(wanted), PEOPLE_AT_ONCE):
        total = _plus(total, _rebuild_some(wanted[start : start + PEOPLE_AT_ONCE], first, last))
    return total


def _plus(one: DaysRebuilt, other: DaysRebuilt) -> DaysRebuilt:
    return DaysRebuilt(
        one.new + other.new,
        one.changed + other.changed,
        one.same + other.same,
        one.open + other.open,
        one.locked + other.locked,
    )


@transaction.atomic
def _rebuild_some(employee_ids: list[int], first: date, last: date) -> DaysRebuilt:
    rows = DayFact.objects.select_for_update().filter(
        employee_id__in=employee_ids, date__range=(first, last)
    )
    kept = {
        (person, on): (version, sha, lock)
        for person, on, version, sha, lock in rows.values_list(
            "employee_id", "date", "version", "inputs_hash", "lock_id"
        )
    }
    counts = {"new": 0, "changed": 0, "same": 0, "open": 0, "locked": 0}
    write: list[DayFact] = []
    for judged, sha in _closed_days(employee_ids, first, last):
        if judged is None:
            counts["open"] += 1
            continue
        version, known_sha, lock = kept.get((judged.employee_id, judged.date), (0, "", None))
        outcome = (
            "locked" if lock else "same" if known_sha == sha else "changed" if version else "new"
        )
        counts[outcome] += 1
        if outcome in ("new", "changed"):
            write.append(_row(judged, sha, version + 1))
    DayFact.objects.bulk_create(
        write,
        batch_size=ROWS_AT_ONCE,
        update_conflicts=True,
        unique_fields=["employee", "date"],
        update_fields=list(FIELDS),
    )
    return DaysRebuilt(**counts)


def _closed_days(
    employee_ids: list[int], first: date, last: date
) -> Iterator[tuple[JudgedDay | None, str]]:
    now = int(clock.now().timestamp())
    for day in day_inputs(employee_ids, first, last):
        now_second = now - midnight(day.inputs.on, day.zone)
        if now_second < window(day.inputs)[1] * 60:
            yield None, ""
        else:
            yield judge(day.inputs), inputs_hash(day.inputs)


def _row(day: JudgedDay, sha: str, version: int) -> DayFact:
    return DayFact(
        employee_id=day.employee_id,
        date=day.date,
        version=version,
        status=day.status,
        roster=day.roster,
        presence=[list(pair) for pair in day.presence],
        minutes_required=day.minutes_required,
        minutes_present=day.minutes_present,
        minutes_late=day.minutes_late,
        minutes_early=day.minutes_early,
        missing_punch=day.missing_punch,
        reasons=list(day.reasons),
        inputs_hash=sha,
    )


@act(Acts.LOCK_MONTH)
def lock_month(*, by: Actor, agency_id: int, month: str, decree: str = "") -> MonthLocked:
    """Fix the judged days of everyone who served in the agency in a month (`2026-10`) and return how many.

    What arrives later stays visible as a difference (selectors.stale_days) and changes nothing here. Raises BadDates
    while the month is not over, MonthIsLocked, NoSuchPlace, NotYoursToKeep.
    """
    ensure_keeps_agency(by, agency_id)
    days = _month(month)
    taken = MonthIsLocked(_("Kehadiran bulan %(month)s sudah dikunci.") % {"month": days.label})
    lock = insert(
        MonthLock(agency_id=agency_id, month=str(days), decree=decree, locked_at=clock.now()), taken
    )
    people = _served(agency_id, days)
    rebuilt = rebuild_days(people, days.first, days.last)
    ensure(
        not rebuilt.open,
        BadDates(
            _("Bulan %(month)s belum selesai; kunci sesudah hari terakhirnya.")
            % {"month": days.label}
        ),
    )
    count = sum(
        DayFact.objects.filter(employee_id=employee_id, date__range=dates, lock=None).update(
            lock=lock
        )
        for employee_id, stretches in people.items()
        for dates in stretches
    )
    record(
        subject=f"agency:{agency_id}", label=str(days), month=str(days), days=count, decree=decree
    )
    return MonthLocked(agency_id=agency_id, month=str(days), days=count)


def _month(text: str) -> CalendarMonth:
    try:
        return CalendarMonth.parse(str(text))
    except ValueError:
        message = _("Bulan ditulis seperti 2026-10.")
        raise BadDates(message, month=message) from None


def _served(agency_id: int, month: CalendarMonth) -> dict[int, list[tuple[date, date]]]:
    """Return the stretches of days of the month that each person served in the agency in the own post."""
    days = (month.first + timedelta(days=n) for n in range(month.length))
    seen = {entry.person.employee_id for on in days for entry in roster_people(agency_id, on)}
    return {
        employee_id: [
            (s.from_date, s.until_date)
            for s in held
            if s.agency_id == agency_id and s.own_or_acting == "own"
        ]
        for employee_id, held in segments(seen, month.first, month.last).items()
    }
