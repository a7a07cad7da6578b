"""The fingerprint of everything that decides a day."""

import hashlib
import json
from dataclasses import asdict

from office.attendance.core.days import DayInputs
from office.attendance.core.windows import own_punches

ADDED_LATER = ("permits", "attested", "unseen", "ahead")
"""Facts that came after the first days were hashed: left out where there is none, so that those hashes stay."""


def inputs_hash(day: DayInputs) -> str:
    """Return the SHA-256 (hex) of what decides the day.

    Order and repeats of punches, and punches that belong to another date, do not matter.
    """
    own = [(mark.second, mark.device) for mark in own_punches(day)]
    facts = asdict(day) | {"on": day.on.isoformat(), "punches": own}
    for name in ADDED_LATER:
        if not facts[name]:
            del facts[name]
    return hashlib.sha256(
        json.dumps(facts, sort_keys=True, ensure_ascii=False).encode()
    ).hexdigest()
