"""Rows of attendance: what devices sent, who owns which PIN, what was asked of whom, and the judged days."""

from office.attendance.models.calendar import Holiday, Roster, ShiftPlan
from office.attendance.models.devices import ClockDoubt, Device, PinOwner, Punch, RawBatch
from office.attendance.models.facts import DayFact, MonthLock
from office.attendance.models.hours import Correction, Permit
from office.attendance.models.papers import Duty, Leave, Outage

__all__ = [
    "ClockDoubt",
    "Correction",
    "DayFact",
    "Device",
    "Duty",
    "Holiday",
    "Leave",
    "MonthLock",
    "Outage",
    "Permit",
    "PinOwner",
    "Punch",
    "RawBatch",
    "Roster",
    "ShiftPlan",
]
