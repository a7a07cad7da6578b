"""What one device file touched, and what its arrivals say about the device's clock."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from office.attendance.core.drift import Arrival, shifted_drift
from office.attendance.core.windows import in_and_out, own_punches
from office.attendance.models import PinOwner, RawBatch
from office.attendance.selectors._inputs import day_inputs
from office.attendance.selectors._schedule import overlapping

LOOK_BACK = timedelta(days=31)
"""The last month of a file says whether the clock is wrong now."""
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Touched:
    """People and dates a file may change."""

    employee_ids: tuple[int, ...]
    """Owners of PINs of the device in the file's period."""
    first: date
    """First date that may change."""
    last: date
    """Last date that may change, inclusive."""


def people_of_batch(batch_id: int) -> Touched | None:
    """Return whom and which dates a file touches; None for one without a sound line."""
    batch = RawBatch.objects.get(pk=batch_id)
    if not batch.first_at:
        return None
    first, last = date.fromisoformat(batch.first_at[:10]), date.fromisoformat(batch.last_at[:10])
    owners = PinOwner.objects.filter(
        overlapping(first, last), device_id=batch.device_id, superseded_at=None
    )
    people = sorted(set(owners.values_list("employee_id", flat=True)))
    return Touched(tuple(people), first - ONE_DAY, last + ONE_DAY)


def doubted_shift(batch_id: int) -> dict[str, Any] | None:
    """Return what to note (arguments of doubt_clock) when a file's arrivals lie far from the starts of work.

    Judged as a body, over the last month of the file; None when they do not.
    """
    touched = people_of_batch(batch_id)
    if touched is None:
        return None
    first = max(touched.first, touched.last - LOOK_BACK)
    sn = RawBatch.objects.values_list("device__sn", flat=True).get(pk=batch_id)
    arrivals = []
    for day in day_inputs(touched.employee_ids, first, touched.last):
        shift, punches = day.inputs.shift, own_punches(day.inputs)
        if shift is None or not punches or punches[0].device != sn:
            continue
        arrival, _departure = in_and_out(shift, punches)
        if arrival is not None:
            arrivals.append(Arrival(day.inputs.employee_id, arrival // 60 - shift.start_minute))
    drift = shifted_drift(arrivals)
    if drift is None:
        return None
    return {
        "batch_id": batch_id,
        "kind": drift.kind,
        "minutes": drift.minutes,
        "sentence": drift.sentence,
        "first": first,
        "last": touched.last,
    }
