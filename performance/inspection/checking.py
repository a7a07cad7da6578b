"""Every room's invariants, collected and asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from office.audit.core import Invariant

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """What one invariant answered."""

    code: str
    """I1 to I9, or a room's own code."""
    room: str
    """Label of the room that states it."""
    title: str
    """The statement."""
    looked_at: int
    """How many things it looked at."""
    broken: int
    """How many break it."""
    first: tuple[str, ...]
    """The first offenders, one line each."""

    @property
    def holds(self) -> bool:
        """Return whether nothing breaks it."""
        return not self.broken


def all_findings() -> Iterator[Finding]:
    """Ask every invariant of every installed room, by code; reads only."""
    for room, invariant in sorted(_invariants(), key=lambda pair: (pair[1].code, pair[0])):
        looked_at, offenders = invariant.check()
        first = tuple(str(line) for line in offenders[:SHOWN])
        yield Finding(invariant.code, room, str(invariant.title), looked_at, len(offenders), first)


def _invariants() -> Iterator[tuple[str, Invariant]]:
    for config in apps.get_app_configs():
        name = f"{config.name}.invariants"
        if find_spec(name) is not None:
            for invariant in import_module(name).invariants():
                yield config.label, invariant
