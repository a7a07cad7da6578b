"""Whose PIN is whose, dated."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import act, record
from office.attendance.acts import Acts
from office.attendance.models import Device, PinOwner
from office.attendance.problems import BadDates, NoSuchDevice
from office.attendance.services._ground import ensure_dated, ensure_keeps, lay_over, rebuild_later
from office.audit import clock
from office.audit.core import Actor
from office.people.problems import NoSuchPerson
from office.people.selectors import people_by_id, positions_of

PIN = re.compile(r"[0-9A-Za-z]{1,24}")


@act(Acts.OWN_PIN)
def own_pin(
    *,
    by: Actor,
    sn: str,
    pin: str,
    employee_id: int,
    valid_from: date,
    decree: str,
    valid_until: date | None = None,
) -> int:
    """Say whose a device's PIN is from a date on (until a date, inclusive), and return 1.

    Another owner's days before and after stay as they were.

    Raises NoSuchDevice, NoSuchPerson, BadDates, NotYoursToKeep.
    """
    return _own(by, sn, {pin: employee_id}, valid_from, valid_until, decree)


@act(Acts.OWN_PIN)
def own_pins(
    *,
    by: Actor,
    sn: str,
    pins: Mapping[str, int],
    valid_from: date,
    decree: str,
    valid_until: date | None = None,
) -> int:
    """Map many PINs of one device (PIN -> employee id) in one act and return how many; otherwise like own_pin."""
    return _own(by, sn, pins, valid_from, valid_until, decree)


def _own(
    by: Actor,
    sn: str,
    pins: Mapping[str, int],
    valid_from: date,
    valid_until: date | None,
    decree: str,
) -> int:
    device = Device.objects.select_for_update().filter(sn=sn).first()
    if device is None:
        raise NoSuchDevice(_("Mesin %(sn)s belum dikenal. Daftarkan dahulu.") % {"sn": sn})
    ensure_keeps(by, [device.agency_id])
    ensure_dated(decree, valid_from, valid_until)
    _ensure_people(pins)
    posts = positions_of(pins.values(), valid_from)
    # Punches count for their owner: an operator gives them to people of the own agency only.
    ensure_keeps(by, [posts[one].agency_id if one in posts else None for one in pins.values()])
    live = PinOwner.objects.select_for_update().filter(
        device=device, pin__in=list(pins), superseded_at=None
    )
    known = list(live)
    for pin, employee_id in pins.items():
        _one(
            device,
            pin,
            employee_id,
            (valid_from, valid_until),
            decree,
            [row for row in known if row.pin == pin],
        )
    event = record(
        subject=f"device:{device.pk}",
        label=sn,
        pins=dict(pins),
        valid_from=valid_from.isoformat(),
        valid_until=valid_until and valid_until.isoformat(),
        decree=decree,
    )
    touched = {*pins.values(), *(row.employee_id for row in known)}
    rebuild_later(f"event:{event}", valid_from, valid_until, employee_ids=touched)
    return len(pins)


def _one(
    device: Device,
    pin: str,
    employee_id: int,
    days: tuple[date, date | None],
    decree: str,
    known: Sequence[PinOwner],
) -> None:
    new = PinOwner(
        device=device,
        pin=pin,
        employee_id=employee_id,
        decree=decree,
        valid_from=days[0],
        valid_until=days[1],
        recorded_at=clock.now(),
    )
    lay_over(known, PinOwner, new)


def _ensure_people(pins: Mapping[str, int]) -> None:
    wrong = [pin for pin in pins if not PIN.fullmatch(pin)]
    ensure(not wrong, BadDates(_("PIN tidak sah: %(pins)s.") % {"pins": ", ".join(wrong[:5])}))
    missing = set(pins.values()) - people_by_id(pins.values()).keys()
    ensure(not missing, NoSuchPerson(_("Pegawai pemilik PIN tidak ditemukan.")))
