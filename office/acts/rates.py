"""How often something may be tried in a minute, counted for all processes in the shared cache."""

from django.core.cache import cache

from office.acts.core import Problem
from office.audit import clock

KEPT_SECONDS = 120


class TooManyRequests(Problem):
    """Somebody asks, or fails, too often (429)."""

    status = 429


def tries_this_minute(kind: str, whose: str) -> int:
    """Return how many tries of a kind this minute has seen of somebody, this one counted."""
    key = f"rate:{kind}:{whose}:{int(clock.now().timestamp()) // 60}"
    cache.add(key, 0, timeout=KEPT_SECONDS)
    return int(cache.incr(key))


def count(kind: str, whose: str, allowed: int, message: str) -> None:
    """Count one try; raises TooManyRequests with the message once somebody has used up the minute."""
    if tries_this_minute(kind, whose) > allowed:
        raise TooManyRequests(message)
