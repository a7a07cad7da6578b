"""RFC 3161 time stamps on the trail's checkpoints: what somebody else's clock says of our seal.

A checkpoint is signed by our own key, so its moment is our own word. A time stamp over the same bytes lets nobody, not
even who holds the key, write an earlier trail later.
"""

import logging
from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings

from office.audit import selectors as audit
from office.audit.services import keep_stamp
from signing.validation.timestamp import asked, stamp_holds

log = logging.getLogger(__name__)
AT_ONCE = 20
"""Checkpoints stamped in one go; the next go takes the rest."""


def stamp_checkpoints() -> int:
    """Stamp the checkpoints that have none, oldest first; return how many. Servers are asked in the order of TSA_URLS.

    Nothing is stored that does not hold against the trusted roots. While no server answers, checkpoints wait.
    """
    if not settings.TSA_URLS:
        return 0
    done = 0
    for seal in audit.unstamped_seals(AT_ONCE):
        token = _stamped(seal.text, settings.TSA_URLS)
        if token is None:
            break
        done += keep_stamp(seal.size, token)
    return done


def broken_stamps() -> tuple[int, list[int]]:
    """Return how many checkpoints are stamped, and the sizes of those whose stamp does not hold."""
    stamped = audit.stamped_seals()
    return len(stamped), [one.size for one in stamped if not stamp_holds(one.text, one.stamp)]


def _stamped(text: bytes, urls: Sequence[str]) -> bytes | None:
    for url in urls:
        try:
            token = asked(url, text)
        except (OSError, ValueError) as problem:  # a server's refusal is an OSError of pyHanko
            log.warning("time stamp server %s: %s", urlsplit(url).hostname, type(problem).__name__)
            continue
        if stamp_holds(text, token):
            return token
        log.warning("time stamp server %s: its stamp does not hold", urlsplit(url).hostname)
    return None
