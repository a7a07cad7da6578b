"""Every address of the site with the rule it declares: for the middleware, the check and the `routes` command."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from ninja.operation import PathView

from office.people.access import PUBLIC, THIRD_PARTY, WHY_PUBLIC, is_known

EVERY_METHOD = ("GET", "POST")


@dataclass(frozen=True, slots=True)
class Route:
    """One address."""

    path: str
    """The pattern, from the root."""
    name: str
    """Namespaced name; empty without one."""
    view: str
    """Dotted name of what answers."""
    methods: tuple[str, ...]
    """HTTP methods it answers."""
    rule: str
    """Name of the declared rule; empty when none is."""
    why: str = ""
    """Why anyone may open it, for a public one."""
    scope: str | None = None
    """Scope a key needs, for an operation of the API; empty when it declares none, None for a page."""

    @property
    def fault(self) -> str:
        """Return why the route is refused at start: undeclared, or an unknown rule; empty when sound."""
        if not self.rule:
            return "undeclared"
        if self.scope == "" and self.rule != PUBLIC:
            return "no scope"
        return "" if is_known(self.rule) else "unknown rule"


def declared_rule(view: Callable[..., Any], name: str, method: str) -> str:
    """Return the rule that a view declares for a method; empty when it declares none.

    Looks at the mark of `@rule` on a function or class, at the operations of an API path, and at the table of views
    that are not ours.
    """
    operations = _operations(view)
    if operations:
        return _operation_rule(operations, method)
    marked = getattr(view, "rule", "") or getattr(getattr(view, "view_class", None), "rule", "")
    return str(marked) or THIRD_PARTY.get(name, "") or THIRD_PARTY.get(_of_api(name), "")


def declared_scope(view: Callable[..., Any], method: str) -> str | None:
    """Return the scope an operation of the API asks of a key, empty when it declares none; None for any other view."""
    operations = _operations(view)
    if not operations:
        return None
    return str(getattr(_serving(operations, method).view_func, "scope", ""))


def _of_api(name: str) -> str:
    """Return the bare name of one of django-ninja's own pages, whose namespace carries the version."""
    space, _colon, bare = name.rpartition(":")
    return bare if space.startswith("api") else ""


def routes() -> list[Route]:
    """Return every address of the site, in the order they are matched; an API path once per method."""
    return list(_walk(get_resolver(), "/", ()))


def open_to_anyone() -> list[Route]:
    """Return the addresses that anyone may open without signing in, each with its reason."""
    return [route for route in routes() if route.rule == PUBLIC]


def _walk(resolver: URLResolver, path: str, spaces: tuple[str, ...]) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        below = path + str(entry.pattern).lstrip("^")
        if isinstance(entry, URLResolver):
            yield from _walk(
                entry, below, (*spaces, entry.namespace) if entry.namespace else spaces
            )
        elif isinstance(entry, URLPattern):
            yield from _of_pattern(entry, below, spaces)


def _of_pattern(entry: URLPattern, path: str, spaces: tuple[str, ...]) -> Iterator[Route]:
    view, name = entry.callback, ":".join((*spaces, entry.name or "")).rstrip(":")
    function = getattr(view, "view_class", getattr(view, "func", view))
    dotted = f"{function.__module__}.{function.__qualname__}"
    for operation in _operations(view):
        function = operation.view_func
        yield Route(
            path,
            name,
            f"{function.__module__}.{function.__qualname__}",
            tuple(operation.methods),
            str(getattr(function, "rule", "")),
            str(getattr(function, "why", "")),
            str(getattr(function, "scope", "")),
        )
    if not _operations(view):
        declared = declared_rule(view, name, EVERY_METHOD[0])
        yield Route(path, name, dotted, _methods(view), declared, _reason(view, name))


def _reason(view: Any, name: str) -> str:
    return str(getattr(view, "why", "")) or WHY_PUBLIC.get(_of_api(name) or name, "")


def _methods(view: Any) -> tuple[str, ...]:
    """Return the methods a class answers, or those a function is limited to by Django's decorators."""
    view_class = getattr(view, "view_class", None)
    if view_class is None:
        return _limited_to(view) or EVERY_METHOD
    return (
        tuple(verb.upper() for verb in view_class.http_method_names if hasattr(view_class, verb))
        or EVERY_METHOD
    )


def _limited_to(view: Any) -> tuple[str, ...]:
    """Return the list `require_GET` and its kin keep in their closure; empty for a view without them."""
    while view is not None:
        code = getattr(view, "__code__", None)
        kept = (
            dict(zip(code.co_freevars, getattr(view, "__closure__", None) or (), strict=True))
            if code
            else {}
        )
        if "request_method_list" in kept:
            return tuple(kept["request_method_list"].cell_contents)
        view = getattr(view, "__wrapped__", None)
    return ()


def _operations(view: Any) -> list[Any]:
    """Return the operations of a django-ninja path view, which closes over them; an empty list for any other view."""
    cells = [
        cell.cell_contents
        for cell in getattr(view, "__closure__", None) or ()
        if cell_is_filled(cell)
    ]
    return [
        operation
        for owner in cells
        if isinstance(owner, PathView)
        for operation in owner.operations
    ]


def cell_is_filled(cell: Any) -> bool:
    """Return whether a closure's variable has a value yet."""
    try:
        return cell.cell_contents is not None
    except ValueError:
        return False


def _operation_rule(operations: list[Any], method: str) -> str:
    return str(getattr(_serving(operations, method).view_func, "rule", ""))


def _serving(operations: list[Any], method: str) -> Any:
    wanted = "GET" if method in {"HEAD", "OPTIONS"} else method
    return next((one for one in operations if wanted in one.methods), operations[0])
