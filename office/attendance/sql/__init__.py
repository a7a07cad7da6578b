"""Database-specific SQL of attendance: guards against overlaps and change, and the bulk insert of punches."""

from office.attendance.sql.guards import missing_guards, restore_guards
from office.attendance.sql.punches import insert_punches

__all__ = ["insert_punches", "missing_guards", "restore_guards"]
