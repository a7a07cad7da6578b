"""Rosters, shifts and holidays."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import holidays
from django.db.models import Q
from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import act, record
from office.attendance.acts import Acts
from office.attendance.models import Holiday, Roster, ShiftPlan
from office.attendance.outcomes import HolidaysLoaded, ShiftsAssigned
from office.attendance.problems import AlreadyExplained, BadDates, NoSuchPaper, NoSuchRoster
from office.attendance.services._ground import (
    ensure_dated,
    ensure_keeps,
    ensure_keeps_agency,
    ensure_keeps_person,
    insert,
    lay_over,
    rebuild_later,
)
from office.audit import clock
from office.audit.core import Actor
from office.people.problems import NoSuchPerson
from office.people.selectors import positions_of
from office.regulations.selectors import in_force

NATIONAL = (("public", Holiday.Kind.NATIONAL), ("government", Holiday.Kind.JOINT))
"""Categories of the calendar library: public holidays and cuti bersama."""
FIRST_YEAR, LAST_YEAR = 2000, 2100


@act(Acts.SET_ROSTER)
def set_roster(
    *,
    by: Actor,
    roster: str,
    valid_from: date,
    decree: str,
    valid_until: date | None = None,
    agency_id: int | None = None,
    employee_id: int | None = None,
) -> int:
    """Put an employee, an agency, or (with neither) the whole city under a roster of the regulation, and return the row.

    Dates inclusive; laid over what was recorded before, so a Ramadan roster with an end leaves the usual one after
    it. Raises NoSuchRoster, BadDates, NotYoursToKeep.
    """
    _ensure_subject(by, agency_id, employee_id, valid_from)
    ensure_dated(decree, valid_from, valid_until)
    _roster(roster, valid_from)
    row = Roster(
        code=roster,
        agency_id=agency_id,
        employee_id=employee_id,
        decree=decree,
        valid_from=valid_from,
        valid_until=valid_until,
        recorded_at=clock.now(),
    )
    same = Q(agency=agency_id) & Q(employee=employee_id)
    live = Roster.objects.select_for_update().filter(same, superseded_at=None)
    lay_over(list(live), Roster, row)
    _note_roster(row)
    return row.pk


def _ensure_subject(by: Actor, agency_id: int | None, employee_id: int | None, on: date) -> None:
    ensure(
        agency_id is None or employee_id is None,
        BadDates(_("Pilih satu: jadwal untuk pegawai atau untuk perangkat daerah.")),
    )
    if employee_id is not None:
        ensure_keeps_person(by, employee_id, on)
    else:
        ensure_keeps_agency(by, agency_id)


def _note_roster(row: Roster) -> None:
    subject, people = "city:1", []
    if row.employee_id is not None:
        subject, people = f"employee:{row.employee_id}", [row.employee_id]
    elif row.agency_id is not None:
        subject = f"agency:{row.agency_id}"
    event = record(
        subject=subject,
        label=row.code,
        valid_from=row.valid_from.isoformat(),
        valid_until=row.valid_until and row.valid_until.isoformat(),
        decree=row.decree,
    )
    cause, agency_id = f"event:{event}", row.agency_id
    rebuild_later(cause, row.valid_from, row.valid_until, employee_ids=people, agency_id=agency_id)


def _roster(code: str, on: date) -> Any:
    found = in_force("rosters", on).by_code.get(code)
    if found is None:
        message = _("Jadwal %(code)s tidak ada dalam peraturan yang berlaku.") % {"code": code}
        raise NoSuchRoster(message, roster=message)
    return found


@act(Acts.ASSIGN_SHIFTS)
def assign_shifts(
    *, by: Actor, roster: str, shifts: Sequence[Mapping[str, Any]], decree: str
) -> ShiftsAssigned:
    """Plan named shifts by date: each item {"employee_id", "on": date, "shift"}; an empty shift is a free day.

    A date planned before is replaced, the old row kept as superseded. Raises NoSuchRoster for a shift the roster does
    not have, NoSuchPerson, BadDates, NotYoursToKeep.
    """
    wanted = {(int(item["employee_id"]), item["on"]): str(item["shift"]) for item in shifts}
    ensure(wanted, BadDates(_("Belum ada sif yang diisi.")))
    days = [on for _employee, on in wanted]
    ensure_dated(decree, min(days), None)
    _ensure_shifts(roster, wanted)
    _ensure_keeps_people(by, {employee_id for employee_id, _on in wanted}, min(days))
    live = {
        (row.employee_id, row.on): row
        for row in ShiftPlan.objects.select_for_update().filter(
            employee_id__in={employee_id for employee_id, _on in wanted},
            on__range=(min(days), max(days)),
            superseded_at=None,
        )
    }
    old = {key: row for key, row in live.items() if key in wanted}
    same = {key for key, row in old.items() if (row.roster, row.shift) == (roster, wanted[key])}
    replaced = [row.pk for key, row in old.items() if key not in same]
    ShiftPlan.objects.filter(pk__in=replaced).update(superseded_at=clock.now())
    ShiftPlan.objects.bulk_create(_plans(roster, wanted, same, decree), batch_size=2_000)
    outcome = ShiftsAssigned(len(wanted) - len(old), len(replaced), len(same))
    event = record(
        subject=f"roster:{roster}",
        label=roster,
        first=min(days).isoformat(),
        last=max(days).isoformat(),
        employees=sorted({employee_id for employee_id, _on in wanted}),
        counts={"new": outcome.new, "replaced": outcome.replaced, "same": outcome.same},
        decree=decree,
    )
    people = {employee_id for employee_id, _on in wanted}
    rebuild_later(f"event:{event}", min(days), max(days), employee_ids=people)
    return outcome


def _plans(
    roster: str, wanted: Mapping[tuple[int, date], str], same: set[tuple[int, date]], decree: str
) -> Iterable[ShiftPlan]:
    at = clock.now()
    return [
        ShiftPlan(
            employee_id=employee_id,
            on=on,
            roster=roster,
            shift=shift,
            decree=decree,
            recorded_at=at,
        )
        for (employee_id, on), shift in wanted.items()
        if (employee_id, on) not in same
    ]


def _ensure_shifts(roster: str, wanted: Mapping[tuple[int, date], str]) -> None:
    known = _roster(roster, min(on for _employee, on in wanted)).shifts
    wrong = sorted({shift for shift in wanted.values() if shift and shift not in known})
    message = _("Jadwal %(roster)s tidak memiliki sif %(shifts)s.") % {
        "roster": roster,
        "shifts": ", ".join(wrong),
    }
    ensure(not wrong, NoSuchRoster(message, shift=message))


def _ensure_keeps_people(by: Actor, employee_ids: set[int], on: date) -> None:
    posts = positions_of(employee_ids, on)
    missing = employee_ids - posts.keys()
    ensure(
        not missing,
        NoSuchPerson(_("Pegawai tanpa jabatan pada tanggal itu tidak dapat dijadwalkan.")),
    )
    ensure_keeps(by, {post.agency_id for post in posts.values()})


@act(Acts.DECLARE_HOLIDAY)
def declare_holiday(*, by: Actor, on: date, name: str, decree: str, kind: str = "national") -> int:
    """Free a date from duty by decree and return the row; `kind` is national, joint or regional.

    A date that is free already is replaced (new name, new decree). Raises BadDates, NotYoursToKeep.
    """
    ensure_keeps_agency(by, None)
    ensure_dated(decree, on, None)
    ensure(name.strip(), BadDates(_("Nama hari libur wajib diisi."), name=_("Wajib diisi.")))
    ensure(
        kind in Holiday.Kind.values,
        BadDates(_("Jenis libur tidak dikenal."), kind=_("Tidak dikenal.")),
    )
    at = clock.now()
    Holiday.objects.select_for_update().filter(on=on, superseded_at=None).update(superseded_at=at)
    refusal = AlreadyExplained(
        _("Tanggal ini baru saja diubah oleh orang lain. Muat ulang halaman, lalu ulangi.")
    )
    row = insert(
        Holiday(on=on, name=name.strip(), kind=kind, decree=decree, recorded_at=at), refusal
    )
    event = record(
        subject=f"holiday:{row.pk}", label=f"{on.isoformat()} {name}", kind=kind, decree=decree
    )
    rebuild_later(f"event:{event}", on, on)
    return row.pk


@act(Acts.CANCEL_HOLIDAY)
def cancel_holiday(*, by: Actor, on: date, reason: str, decree: str) -> int:
    """Make a free date a working day again by decree and return the row that was set aside. Raises NoSuchPaper."""
    ensure_keeps_agency(by, None)
    ensure_dated(decree, on, None)
    row = Holiday.objects.select_for_update().filter(on=on, superseded_at=None).first()
    if row is None:
        raise NoSuchPaper(_("Tanggal ini bukan hari libur."))
    Holiday.objects.filter(pk=row.pk).update(superseded_at=clock.now())
    event = record(
        subject=f"holiday:{row.pk}",
        label=f"{on.isoformat()} {row.name}",
        reason=reason,
        decree=decree,
    )
    rebuild_later(f"event:{event}", on, on)
    return row.pk


@act(Acts.LOAD_HOLIDAYS)
def load_holidays(*, by: Actor, year: int, decree: str) -> HolidaysLoaded:
    """Fill a year with Indonesia's national holidays and cuti bersama; dates that are free already stay as they are.

    The dates come from the `holidays` library; `decree` is the joint decree (SKB) whoever loads them has checked them
    against. Regional holidays are declared by hand. Raises BadDates, NotYoursToKeep.
    """
    ensure_keeps_agency(by, None)
    ensure(
        FIRST_YEAR <= year <= LAST_YEAR,
        BadDates(_("Tahun di luar jangkauan kalender."), year=_("Tidak sah.")),
    )
    ensure_dated(decree, date(year, 1, 1), None)
    free = set(
        Holiday.objects.select_for_update()
        .filter(on__year=year, superseded_at=None)
        .values_list("on", flat=True)
    )
    found = _national(year)
    new = [
        Holiday(on=on, name=name, kind=kind, decree=decree, recorded_at=clock.now())
        for on, (name, kind) in sorted(found.items())
        if on not in free
    ]
    Holiday.objects.bulk_create(new)
    dates = [row.on.isoformat() for row in new]
    event = record(
        subject=f"calendar:{year}",
        label=str(year),
        new=dates,
        kept=len(found) - len(new),
        decree=decree,
    )
    if new:
        rebuild_later(f"event:{event}", new[0].on, new[-1].on)
    return HolidaysLoaded(year=year, new=len(new), kept=len(found) - len(new))


def _national(year: int) -> dict[date, tuple[str, str]]:
    found: dict[date, tuple[str, str]] = {}
    for category, kind in NATIONAL:
        for on, name in holidays.country_holidays(
            "ID", categories=(category,), years=year, language="id"
        ).items():
            found.setdefault(on, (name, kind.value))
    return found
