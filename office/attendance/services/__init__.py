"""Writes of attendance; other rooms import from here. All keyword-only acts but the rebuild of day facts."""

from office.attendance.services.devices import (
    doubt_clock,
    import_attlog,
    register_device,
    trust_clock,
)
from office.attendance.services.hours import (
    record_correction,
    record_permit,
    revoke_correction,
    revoke_permit,
)
from office.attendance.services.months import lock_month, rebuild_days
from office.attendance.services.papers import (
    record_duty,
    record_leave,
    record_outage,
    revoke_duty,
    revoke_leave,
    revoke_outage,
)
from office.attendance.services.pins import own_pin, own_pins
from office.attendance.services.reading import note_month_read
from office.attendance.services.schedules import (
    assign_shifts,
    cancel_holiday,
    declare_holiday,
    load_holidays,
    set_roster,
)

__all__ = [
    "assign_shifts",
    "cancel_holiday",
    "declare_holiday",
    "doubt_clock",
    "import_attlog",
    "load_holidays",
    "lock_month",
    "note_month_read",
    "own_pin",
    "own_pins",
    "rebuild_days",
    "record_correction",
    "record_duty",
    "record_leave",
    "record_outage",
    "record_permit",
    "register_device",
    "revoke_correction",
    "revoke_duty",
    "revoke_leave",
    "revoke_outage",
    "revoke_permit",
    "set_roster",
    "trust_clock",
]
