"""How often a passphrase may be tried. Pure."""

from datetime import datetime

TRIES = 5
"""Wrong tries a person has per window, over all sessions (reliability.md C7)."""
WINDOW_SECONDS = 15 * 60
"""Length of the sliding window."""


def recent_tries(tries: list[int], at: datetime) -> list[int]:
    """Return the tries of the last fifteen minutes, oldest first."""
    now = int(at.timestamp())
    return sorted(taken for taken in tries if now - WINDOW_SECONDS < taken <= now)
