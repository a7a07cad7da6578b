"""A readable difference between two regulations: every value that changed, with its key."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from office.regulations.core.document import Regulation
from office.regulations.core.section import Part

HIDDEN = frozenset({"regulation_sha", "legal_basis"})


@dataclass(frozen=True)
class Change:
    """One value: its dotted key, what it was and what it becomes; None is "not there"."""

    key: str
    """Dotted key."""
    before: str | None
    """Value in the first file."""
    after: str | None
    """Value in the second file."""


def differences(before: Regulation, after: Regulation) -> tuple[Change, ...]:
    """Return the changes from one regulation to the other, in the order of the keys."""
    old, new = flat(before), flat(after)
    return tuple(
        Change(key, old.get(key), new.get(key))
        for key in sorted({*old, *new})
        if old.get(key) != new.get(key)
    )


def flat(regulation: Regulation) -> dict[str, str]:
    """Return every value of a regulation as text by dotted key."""
    values = {
        "instrument.number": regulation.instrument,
        "instrument.title": regulation.title,
        "instrument.valid_from": regulation.valid_from.isoformat(),
    }
    for name, section in regulation.sections.items():
        values.update(leaves(section, name))
    return values


def leaves(value: object, key: str) -> Iterator[tuple[str, str]]:
    """Yield the plain values inside a value, each with its key."""
    inner = parts(value, key)
    if inner is None:
        if value is not None:
            yield key, spelled(key, value)
        return
    for name, one in inner:
        yield from leaves(one, name)


def parts(value: object, key: str) -> list[tuple[str, object]] | None:
    """Return what a value is made of, each with its key; None for a plain value."""
    if isinstance(value, Part):
        names = [name for name in type(value).model_fields if name not in HIDDEN]
        return [(f"{key}.{name}", getattr(value, name)) for name in names]
    if isinstance(value, Mapping):
        return [(f"{key}.{name}", one) for name, one in value.items()]
    if isinstance(value, tuple):
        return [(f"{key}[{place}]", one) for place, one in enumerate(value, start=1)]
    return None


def spelled(key: str, value: object) -> str:
    """Return a plain value as text; basis points as percent."""
    if isinstance(value, int) and not isinstance(value, bool) and "_bp" in key:
        return f"{value // 100}.{value % 100:02} %"
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    return str(value)
