"""What one device file touched, and what its arrivals say about the device's clock."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from office.attendance.core.coverage import beyond
from office.attendance.core.drift import Arrival, shifted_drift
from office.attendance.core.wall import as_moment
from office.attendance.core.windows import in_and_out, own_punches
from office.attendance.models import PinOwner, Punch, RawBatch
from office.attendance.selectors._inputs import day_inputs
from office.attendance.selectors._reach import reach_of
from office.attendance.selectors._schedule import first_judgeable, overlapping
from office.audit import clock
from office.regulations.selectors import law_book

LOOK_BACK = timedelta(days=31)
"""The last month of a stretch says whether the clock is wrong."""
ONE_DAY = timedelta(days=1)
STRETCH_GAP = timedelta(days=7)
"""Dates further apart are separate stretches: a dead battery puts the year 2000 beside today."""


@dataclass(frozen=True, slots=True)
class Touched:
    """People and a stretch of dates a file may change."""

    employee_ids: tuple[int, ...]
    """Owners of the PINs that punched in the stretch."""
    first: date
    """First date that may change."""
    last: date
    """Last date that may change, inclusive."""

    def holds(self, other: "Touched") -> bool:
        """Return whether another stretch lies within this one, people and dates."""
        return (
            self.first <= other.first
            and other.last <= self.last
            and set(other.employee_ids) <= set(self.employee_ids)
        )


def touched_by(batch_id: int) -> list[Touched]:
    """Return whom and which dates the new punches of a file touch, in stretches, oldest first. Two queries."""
    batch = RawBatch.objects.get(pk=batch_id)
    owners = defaultdict(list)
    for owner in PinOwner.objects.filter(device_id=batch.device_id, superseded_at=None):
        owners[owner.pin].append(owner)
    people: dict[date, set[int]] = defaultdict(set)
    for pin, at in Punch.objects.filter(device_id=batch.device_id, batch=batch).values_list(
        "pin", "at"
    ):
        on = date.fromisoformat(at[:10])
        people[on] |= {
            owner.employee_id
            for owner in owners.get(pin, ())
            if owner.valid_from <= on <= (owner.valid_until or date.max)
        }
    return _stretches({on: who for on, who in people.items() if who})


def measured_by(batch_id: int) -> list[Touched]:
    """Return everybody with a PIN on the device and the dates that only this file of it proves, oldest first.

    Whoever is not in the file may be absent on them now. Four queries.
    """
    batch = RawBatch.objects.select_related("device").get(pk=batch_id)
    zone, law = batch.device.zone, law_book()
    stretch = reach_of(batch, zone, law)
    if stretch is None:
        return []
    others = RawBatch.objects.filter(device_id=batch.device_id).exclude(pk=batch_id)
    known = [part for other in others if (part := reach_of(other, zone, law)) is not None]
    owners = PinOwner.objects.filter(device_id=batch.device_id, superseded_at=None)
    found: list[Touched] = []
    for begun, ended in beyond(stretch, known):
        first, last = (clock.local(as_moment(second)).date() for second in (begun, ended))
        there = owners.filter(overlapping(first, last)).values_list("employee_id", flat=True)
        found.append(Touched(tuple(sorted(set(there))), first - ONE_DAY, last + ONE_DAY))
    return [touched for touched in found if touched.employee_ids]


def _stretches(people: dict[date, set[int]]) -> list[Touched]:
    found: list[Touched] = []
    for on in sorted(people):
        who = people[on]
        if found and on - found[-1].last <= STRETCH_GAP:
            before = found.pop()
            who, first = who | set(before.employee_ids), before.first
        else:
            first = on - ONE_DAY
        found.append(Touched(tuple(sorted(who)), first, on + ONE_DAY))
    return found


def doubted_shift(batch_id: int) -> dict[str, Any] | None:
    """Return what to note (arguments of doubt_clock) when a file's arrivals lie far from the starts of work.

    Judged as a body, over the last month of the file's longest stretch; None when they do not.
    """
    begin = first_judgeable()
    stretches = [touched for touched in touched_by(batch_id) if begin and touched.last > begin]
    if begin is None or not stretches:
        return None
    longest = max(stretches, key=lambda touched: touched.last - touched.first)
    first = max(longest.first, longest.last - LOOK_BACK, begin)
    sn = RawBatch.objects.values_list("device__sn", flat=True).get(pk=batch_id)
    drift = shifted_drift(_arrivals(sn, longest.employee_ids, first, longest.last))
    if drift is None:
        return None
    return {
        "batch_id": batch_id,
        "kind": drift.kind,
        "minutes": drift.minutes,
        "sentence": drift.sentence,
        "first": first,
        "last": longest.last,
    }


def _arrivals(sn: str, employee_ids: tuple[int, ...], first: date, last: date) -> list[Arrival]:
    arrivals = []
    for day in day_inputs(employee_ids, first, last):
        shift, punches = day.inputs.shift, own_punches(day.inputs)
        if shift is None or not punches or punches[0].device != sn:
            continue
        arrival, _departure = in_and_out(shift, punches)
        if arrival is not None:
            arrivals.append(Arrival(day.inputs.employee_id, arrival // 60 - shift.start_minute))
    return arrivals
