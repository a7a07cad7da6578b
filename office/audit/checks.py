"""System checks of the trail, run by `check --database default`."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import Error, Tags, register

from office.audit.sql.triggers import missing_triggers


@register(Tags.database)
def triggers_are_there(databases: Sequence[str] | None = None, **_: Any) -> list[Error]:
    """Report every append-only trigger that a database lacks."""
    return [
        Error(
            f"the database lacks the trigger that keeps {name}",
            hint="run manage.py migrate",
            id="audit.E001",
        )
        for using in databases or []
        for name in missing_triggers(using)
    ]
