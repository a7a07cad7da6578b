"""Database-specific SQL of people: no overlaps among live rows, the line of superiors, holders of seats."""

from office.people.sql.holders import TENURE, HolderRow, Period, person_rows, seat_rows
from office.people.sql.line import reporting_line_rows
from office.people.sql.overlaps import drop_guards, missing_guards, restore_guards

__all__ = [
    "TENURE",
    "HolderRow",
    "Period",
    "drop_guards",
    "missing_guards",
    "person_rows",
    "reporting_line_rows",
    "restore_guards",
    "seat_rows",
]
