"""What the files of a device prove: from when to when its silence about a person is a fact.

A file is complete from its first record to its last. After the last record it is complete up to its receipt, if it
was received soon enough: one that lay about for longer says nothing of the time in between.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Stretch = tuple[int, int]
"""(from, until) in seconds since 1970-01-01 00.00 UTC, both inclusive."""
DEAD_BATTERY_YEAR = 2001
"""Devices fall back to 2000-01-01 when their battery dies."""

START, WHOLE, END = "in", "shift", "out"
"""Parts of a shift that files may leave unseen: its first moment, all of it, its last moment."""


@dataclass(frozen=True, slots=True)
class DeviceFile:
    """One file of a device, in seconds since 1970-01-01 00.00 UTC."""

    first: int
    """Its earliest record."""
    last: int
    """Its latest record."""
    received: int
    """When it arrived."""


def reach(file: DeviceFile, silent_seconds: int) -> Stretch | None:
    """Return the stretch a file proves; None for one whose every record lies after its receipt.

    `silent_seconds`: a file received no later than this after its last record is complete up to its receipt.
    """
    last = min(file.last, file.received)
    if file.first > last:
        return None
    return file.first, file.received if file.received - last <= silent_seconds else last


def merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Return the same seconds as stretches that neither touch nor overlap, earliest first."""
    found: list[Stretch] = []
    for first, until in sorted(stretches):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], until))
        else:
            found.append((first, until))
    return found


def beyond(stretch: Stretch, known: Iterable[Stretch]) -> list[Stretch]:
    """Return the parts of a stretch that known ones do not prove, earliest first."""
    first, until = stretch
    found: list[Stretch] = []
    for begun, ended in merged(known):
        if begun > until:
            break
        if first < begun:
            found.append((first, begun))
        first = max(first, ended)
    return [*found, (first, until)] if first < until else found


def covers(proven: Sequence[Stretch], first: int, until: int) -> bool:
    """Return whether one of the merged stretches holds all seconds from first to until, both inclusive."""
    at = bisect_right(proven, first, key=lambda stretch: stretch[0]) - 1
    return at >= 0 and proven[at][1] >= until


def unseen(devices: Iterable[Sequence[Stretch]], start: int, end: int) -> tuple[str, ...]:
    """Return the parts of a shift that the files of a person's devices do not prove, of START, WHOLE and END.

    Each device holding a PIN of the person must prove the part: on the one that is silent the person may have been
    recorded. All parts for a person no device knows. `devices` are merged stretches.
    """
    known = list(devices)
    parts = ((START, start, start), (WHOLE, start, end), (END, end, end))
    return tuple(
        part
        for part, first, until in parts
        if not known or not all(covers(proven, first, until) for proven in known)
    )
