"""Database-specific SQL of attendance: guards against overlaps and change, the bulk insert of punches, the calendar."""

from office.attendance.sql.calendar import calendar_rows
from office.attendance.sql.guards import missing_guards, restore_guards
from office.attendance.sql.punches import insert_punches

__all__ = ["calendar_rows", "insert_punches", "missing_guards", "restore_guards"]
