"""Database-specific SQL of leave: the guard against two requests for the same time."""

from workflows.leave.sql.overlaps import GUARD, missing_guards, restore_guards

__all__ = ["GUARD", "missing_guards", "restore_guards"]
