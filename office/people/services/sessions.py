"""Signing out elsewhere."""

from collections.abc import Iterable

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from office.acts.services import act, record
from office.audit.core import Actor
from office.people.acts import Acts


@act(Acts.END_SESSIONS)
def end_sessions(*, by: Actor, session_ids: Iterable[int]) -> int:
    """Sign the actor out in these browsers; return in how many. Rows of other people are left alone, as if they were not."""
    rows = UserSession.objects.filter(user_id=by.account_id or 0, pk__in=set(session_ids))
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    rows.delete()
    record(subject=f"account:{by.account_id}", employee=by.ref, ended=len(keys))
    return len(keys)
