"""System checks: every address declares a rule that exists, and the guards against overlaps are in place."""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import connections

from office.people.routing import routes
from office.people.sql import missing_guards


@checks.register(checks.Tags.security, checks.Tags.urls)
def every_address_declares_a_rule(app_configs: Any = None, **_: Any) -> list[checks.CheckMessage]:  # noqa: ARG001 - the check's call
    """Return an error for each address without a rule, or with one nobody declared."""
    return [
        checks.Error(
            f"{route.path} ({route.view}): {route.fault} {route.rule!r}",
            hint='Mark the view with @rule("name") and declare the name in a rules.py.',
            id="people.E001",
        )
        for route in routes()
        if route.fault
    ]


@checks.register(checks.Tags.database)
def guards_are_in_place(
    databases: Sequence[str] | None = None, **_: Any
) -> list[checks.CheckMessage]:
    """Return an error for each guard against overlaps that a migrated database lost."""
    return [
        checks.Error(f"guard {name} is missing", hint="Run manage.py migrate.", id="people.E002")
        for alias in databases or ()
        if "people_mandate" in connections[alias].introspection.table_names()
        for name in missing_guards(alias)
    ]
