"""System checks of the trail, run by `check --database default`."""

import sys
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import DatabaseError

from office.audit import clock
from office.audit.sql.triggers import missing_triggers


@register(Tags.database)
def triggers_are_there(databases: Sequence[str] | None = None, **_: Any) -> list[Error]:
    """Report every append-only trigger that a database lacks; not to migrate, which puts them back at its end."""
    if sys.argv[1:2] == ["migrate"]:
        return []
    return [
        Error(
            f"the database lacks the trigger that keeps {name}",
            hint="run manage.py migrate",
            id="audit.E001",
        )
        for using in databases or []
        for name in missing_triggers(using)
    ]


@register(Tags.database)
def a_real_office_has_a_real_clock(databases: Sequence[str] | None = None, **_: Any) -> list[Error]:
    """Report a demo's database served as a real office: its clock stays where somebody set it."""
    if settings.DEMO or "default" not in (databases or []) or not _is_shifted():
        return []
    return [
        Error(
            "the clock of this database was set by a demo, and DEMO is 0",
            hint="begin a real office with an empty database",
            id="audit.E002",
        )
    ]


def _is_shifted() -> bool:
    try:
        return clock.is_shifted()
    except DatabaseError:  # before the first migrate there is no clock to ask
        return False
