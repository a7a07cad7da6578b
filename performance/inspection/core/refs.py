"""Which other things an event names. Pure: the trail is text, and this reads it."""

import json
import re
from collections.abc import Iterator
from typing import Any

FOLLOWED = (
    "daily_report",
    "disbursement_request",
    "document",
    "filing",
    "sanction_case",
    "signature",
    "tpp_run",
)
"""Kinds whose own events belong to the same story."""
SHOWN = (*FOLLOWED, "consent")
"""Kinds named beside the story but not followed: one consent may cover five hundred documents."""
_REF = re.compile(rf"\b({'|'.join(SHOWN)}):(\d+)\b", re.ASCII)


def refs_in(body: str) -> frozenset[str]:
    """Return every reference an event's canonical JSON names, as `filing:7` or as a number under the key `filing`."""
    found = {match[0] for match in _REF.finditer(body)}
    found |= {
        f"{key}:{value}"
        for key, value in _pairs(json.loads(body))
        if key in SHOWN and isinstance(value, int)
    }
    return frozenset(found)


def employees_in(body: str) -> frozenset[int]:
    """Return every employee an event's canonical JSON names, as a number or as `employee:12`."""
    named = {value for key, value in _pairs(json.loads(body)) if key == "employee"}
    numbers = {value for value in named if isinstance(value, int)}
    texts = {value.removeprefix("employee:") for value in named if isinstance(value, str)}
    return frozenset(numbers | {int(text) for text in texts if text.isdecimal()})


def is_followed(ref: str) -> bool:
    """Return whether the events about this thing belong to the same story."""
    return ref.partition(":")[0] in FOLLOWED


def _pairs(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key, inner
            yield from _pairs(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _pairs(inner)
