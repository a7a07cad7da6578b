"""Database-specific SQL of people: no overlaps among live rows, and the line of superiors."""

from office.people.sql.line import reporting_line_rows
from office.people.sql.overlaps import drop_guards, missing_guards, restore_guards

__all__ = ["drop_guards", "missing_guards", "reporting_line_rows", "restore_guards"]
