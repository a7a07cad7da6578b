"""Who may open what: the registry of rules every view names, and who sees which field.

A room names its rules in `rules.py` (loaded at start), a view names one of them with `@rule("…")`. What no rule
admits is refused; which rows a person sees is the selectors' business.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import HttpRequest

from office.audit.core import Actor
from office.people.core import Viewer
from office.people.core.api_keys import Scope
from office.people.core.fields import FIELD_TABLE, Relation, seen_by
from office.people.selectors import relations
from office.people.selectors.api_keys import Holder

__all__ = [
    "FIELD_TABLE",
    "LOGIN",
    "PUBLIC",
    "THIRD_PARTY",
    "WHY_PUBLIC",
    "Relation",
    "Request",
    "Rule",
    "Viewer",
    "allow",
    "is_known",
    "may_see",
    "meets",
    "rules",
    "scope",
    "seen_by",
]

PUBLIC = "public"
LOGIN = "login"

Judge = Callable[[Viewer], bool]
Declared = TypeVar("Declared", bound=Judge)
Operation = TypeVar("Operation", bound=Callable[..., Any])


class Request(HttpRequest):
    """A request behind the access middleware; for annotations only."""

    actor: Actor
    """Who acts, for every service and selector."""
    viewer: Viewer
    """Every right of that person; read from the database when first used."""
    holder: Holder | None
    """Whose API key the request came with; None for a page, and for a session."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One answer to "who may"."""

    name: str
    """Name a view declares."""
    judge: Judge
    """Whether a viewer meets it."""
    words: str
    """The rule in one line, for the list of `routes`."""


_rules: dict[str, Rule] = {}

THIRD_PARTY = {
    "account_login": PUBLIC,
    "account_inactive": PUBLIC,
    "account_logout": PUBLIC,
    "account_reauthenticate": LOGIN,
    "account_change_password": LOGIN,
    "mfa_authenticate": PUBLIC,
    "mfa_reauthenticate": LOGIN,
    "mfa_index": LOGIN,
    "mfa_activate_totp": LOGIN,
    "mfa_deactivate_totp": LOGIN,
    "mfa_view_recovery_codes": LOGIN,
    "mfa_generate_recovery_codes": LOGIN,
    "mfa_download_recovery_codes": LOGIN,
    "openapi-json": LOGIN,
    "api-root": LOGIN,
}
"""URL names of views that are not ours, each with its rule. The description of the API holds no data, but nobody who
cannot sign in has a use for that map, and the list of what anyone may open stays short. The second factor is asked, and cancelled by logout,
before anyone is signed in."""


WHY_PUBLIC = {
    "account_login": "nobody is signed in yet",
    "account_inactive": "tells who cannot sign in that the account is closed",
    "account_logout": "leaves a sign-in that waits for its second factor",
    "mfa_authenticate": "the second factor is asked before anyone is signed in; it needs the first",
}
"""Why anyone may open those of THIRD_PARTY that are public."""


def allow(name: str) -> Callable[[Declared], Declared]:
    """Register a rule under a name; its docstring says it in one line. A name is given once."""

    def register(judge: Declared) -> Declared:
        known = _rules.get(name)
        if known is not None and known.judge.__qualname__ != judge.__qualname__:
            message = f"the rule {name!r} is declared twice"
            raise ValueError(message)
        _rules[name] = Rule(name, judge, (judge.__doc__ or name).strip().splitlines()[0])
        return judge

    return register


def scope(wanted: Scope) -> Callable[[Operation], Operation]:
    """Mark an operation of the API with the one scope a key needs for it, besides the rule its person must meet."""

    def mark(operation: Operation) -> Operation:
        operation.scope = wanted  # type: ignore[attr-defined]  # the middleware and `routes` read the mark
        return operation

    return mark


def meets(viewer: Viewer, name: str) -> bool:
    """Return whether the viewer meets the rule; an unknown name admits nobody."""
    rule = _rules.get(name)
    return rule is not None and rule.judge(viewer)


def may_see(viewer: Viewer, field: str, subject_employee_id: int) -> bool:
    """Return whether the viewer sees a field of FIELD_TABLE of this person. Three queries; none for oneself.

    For a list, ask `selectors.relations` once per person and `seen_by` for each field.
    """
    return seen_by(field, relations(viewer, subject_employee_id))


def is_known(name: str) -> bool:
    """Return whether a rule of this name is registered."""
    return name in _rules


def rules() -> tuple[Rule, ...]:
    """Return every registered rule, by name."""
    return tuple(sorted(_rules.values(), key=lambda rule: rule.name))
