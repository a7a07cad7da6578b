"""Reads of attendance; other rooms import from here."""

from office.attendance.selectors.absences import Absence, absences
from office.attendance.selectors.attlog import preview_attlog
from office.attendance.selectors.calendar import (
    HolidayCard,
    add_workdays,
    holidays_in,
    is_workday,
    personal_workdays,
    workdays,
)
from office.attendance.selectors.days import judged_day, judged_days, locked_days, stale_days
from office.attendance.selectors.devices import DeviceCard, devices, intake_totals, unmapped_pins
from office.attendance.selectors.punches import RawPunch, ahead_in, raw_punches
from office.attendance.selectors.worktime import work_spans

__all__ = [
    "Absence",
    "DeviceCard",
    "HolidayCard",
    "RawPunch",
    "absences",
    "add_workdays",
    "ahead_in",
    "devices",
    "holidays_in",
    "intake_totals",
    "is_workday",
    "judged_day",
    "judged_days",
    "locked_days",
    "personal_workdays",
    "preview_attlog",
    "raw_punches",
    "stale_days",
    "unmapped_pins",
    "work_spans",
    "workdays",
]
