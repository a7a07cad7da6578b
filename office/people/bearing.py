"""Whose key a request to the API carries. A key that opens nothing is counted, and stands in the trail."""

from datetime import timedelta

from django.http import HttpRequest
from django.utils.translation import gettext as _

from office.acts import rates
from office.acts.core import Problem
from office.audit import clock
from office.audit.context import surroundings
from office.audit.core import Actor
from office.people import failures, services
from office.people.selectors.api_keys import Holder, holder_of

ONE_MINUTE = timedelta(minutes=1)
WRONG_KEYS_A_MINUTE = 20
"""Wrong keys of one address until it is told to wait; an office shares one, so a sound key is let through all the same."""


class BadKey(Problem):
    """The key is none of ours, was revoked, has expired, or its person may no longer sign in (401)."""

    status = 401


def bearer(request: HttpRequest) -> Holder | None:
    """Return who holds the key of `Authorization: Bearer`; None for a request without that header.

    Raises BadKey for a key that opens nothing (a reader is not told why), TooManyRequests for many of them.
    """
    given = request.headers.get("Authorization", "")
    if not given:
        return None
    kind, _space, text = given.partition(" ")
    holder = holder_of(text.strip()) if kind.lower() == "bearer" else None
    if holder is None or not holder.opens:
        raise _refusal(holder)
    if not holder.key.was_used_within(ONE_MINUTE, clock.now()):
        services.stamp_key_use(by=Actor.system("api"), key_id=holder.key.key_id)
    return holder


def _refusal(holder: Holder | None) -> Problem:
    tried = rates.tries_this_minute("people.api_key", surroundings().address)
    failures.note(holder.account if holder else None, "api_key")
    if tried > WRONG_KEYS_A_MINUTE:
        return rates.TooManyRequests(
            _("Terlalu banyak kunci yang salah dari alamat Anda. Tunggu satu menit.")
        )
    return BadKey(_("Kunci API ini tidak berlaku. Periksa kuncinya, atau terbitkan yang baru."))
