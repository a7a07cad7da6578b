"""Database-specific SQL of the trail: the clock, append-only triggers, and what may be sealed."""

from office.audit.sql.clock import database_moment, moment_sql
from office.audit.sql.seal import next_events, one_sealer
from office.audit.sql.triggers import (
    append_only,
    keeps_columns,
    lifted,
    missing_triggers,
    never_deleted,
    restore_triggers,
)

__all__ = [
    "append_only",
    "database_moment",
    "keeps_columns",
    "lifted",
    "missing_triggers",
    "moment_sql",
    "never_deleted",
    "next_events",
    "one_sealer",
    "restore_triggers",
]
