"""Where a person is signed in now."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models.functions import Now

from office.audit import clock
from office.audit.core import Actor
from office.people.core.devices import device_name


@dataclass(frozen=True)
class SessionCard:
    """One browser in which a person is signed in."""

    session_id: int
    """Its row."""
    device: str
    """Browser and system as the browser calls them; empty where it says neither."""
    address: str
    """IP address at sign-in, as our own proxy saw it."""
    since: datetime
    """When the person signed in there, by the one clock."""
    is_current: bool
    """Whether it is the browser that asks."""


def sessions_of(by: Actor, current_key: str) -> tuple[SessionCard, ...]:
    """Return the browsers in which the actor is signed in, the asking one first, then the newest. Two queries.

    Sessions count real time, so their age is real too: what is shown is that much before now by the one clock.
    """
    rows = list(UserSession.objects.filter(user_id=by.account_id or 0).annotate(asked_at=Now()))
    living = Session.objects.filter(
        session_key__in=[row.session_key for row in rows], expire_date__gt=Now()
    )
    alive, now = set(living.values_list("session_key", flat=True)), clock.now()
    cards = [
        SessionCard(
            session_id=row.pk,
            device=device_name(row.user_agent),
            address=row.ip,
            since=now - (row.asked_at - row.created_at),
            is_current=row.session_key == current_key,
        )
        for row in rows
        if row.session_key in alive
    ]
    return tuple(sorted(cards, key=lambda card: (not card.is_current, now - card.since)))
