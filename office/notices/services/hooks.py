"""Other systems that are told: registered, told, and noted."""

import json
import secrets
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _

from office.acts.core import Invalid, NotAllowed, NotFound, ensure
from office.acts.services import act, record
from office.audit import clock
from office.audit.core import Actor, Secret
from office.audit.locking import box
from office.jobs.services import enqueue
from office.notices import outside
from office.notices.acts import Acts
from office.notices.core.hooks import HOOK_BOX, CallState, HookEvent
from office.notices.models import HookCall, Webhook

SECRET_BYTES = 32
LONGEST_NAME = 40
CALL = "notices.call_webhook"


@act(Acts.REGISTER_WEBHOOK)
def register_webhook(*, by: Actor, name: str, url: str, events: Sequence[str]) -> Secret:
    """Register another system and return the secret both sides sign with; it is shown this once.

    Raises NotAllowed for anybody but the administrator's command, Invalid for a name in use, an unknown event, or an
    address that is not public https.
    """
    _only_the_administrator(by)
    ensure(0 < len(name) <= LONGEST_NAME, Invalid(_("Beri nama 1 sampai 40 huruf.")))
    ensure(
        not Webhook.objects.filter(name=name).exists(),
        Invalid(_("Nama %(name)s sudah dipakai.") % {"name": name}),
    )
    unknown = sorted(set(events) - set(HookEvent))
    ensure(
        events and not unknown,
        Invalid(_("Peristiwa yang dikenal: %(known)s.") % {"known": ", ".join(sorted(HookEvent))}),
    )
    ensure(
        len(url) <= 600 and outside.sound(url),
        Invalid(_("Alamat harus https dan dapat dicapai umum: %(url)s.") % {"url": url}),
    )
    secret = secrets.token_hex(SECRET_BYTES)
    row = Webhook.objects.create(
        name=name,
        url=url,
        events=sorted(set(events)),
        locked_secret=box(HOOK_BOX).encrypt(secret.encode()).decode(),
        created_at=clock.now(),
    )
    record(subject=f"webhook:{row.pk}", label=name, url=url, events=row.events)
    return Secret(secret)


@act(Acts.END_WEBHOOK)
def end_webhook(*, by: Actor, name: str) -> int:
    """Stop telling a system and return its row; what waits for it is given up. Raises NotAllowed, NotFound."""
    _only_the_administrator(by)
    row = Webhook.objects.select_for_update().filter(name=name, ended_at=None).first()
    if row is None:
        raise NotFound(_("Tidak ada webhook aktif bernama %(name)s.") % {"name": name})
    row.ended_at = clock.now()
    row.save(update_fields=["ended_at"])
    record(subject=f"webhook:{row.pk}", label=name)
    return row.pk


@act(Acts.ANNOUNCE)
def announce(*, by: Actor, event: str, subject: str, facts: Mapping[str, Any]) -> int:
    """Leave one call per system registered for an event and return how many; made after the commit, by jobs.

    `facts` are about the thing, never about a person: they leave the house.
    """
    ensure(by.part, NotAllowed(_("Ini dilakukan oleh sistem, bukan oleh orang.")))
    hooks = [row for row in Webhook.objects.filter(ended_at=None) if event in row.events]
    for hook in hooks:
        public_id, at = uuid4(), clock.now()
        told = {"id": str(public_id), "event": event, "at": at.isoformat(), "data": dict(facts)}
        call = HookCall.objects.create(
            webhook=hook,
            public_id=public_id,
            event=event,
            body=json.dumps(told, sort_keys=True, ensure_ascii=False),
            created_at=at,
        )
        enqueue(CALL, str(public_id), {"call_id": call.pk})
    record(subject=subject, event=event, webhooks=[hook.pk for hook in hooks])
    return len(hooks)


@act(Acts.NOTE_WEBHOOK)
def note_webhook(
    *, by: Actor, call_id: int, state: str, answered: int | None = None, error: str = ""
) -> int:
    """Note what came of a call and return how often it was tried. Work of the system. Raises NotAllowed."""
    ensure(by.part, NotAllowed(_("Ini dilakukan oleh sistem, bukan oleh orang.")))
    row = HookCall.objects.select_for_update(of=("self",)).get(pk=call_id)
    row.state, row.answered, row.error = CallState(state), answered, error[:80]
    row.attempts, row.tried_at = row.attempts + 1, clock.now()
    row.save(update_fields=["state", "answered", "error", "attempts", "tried_at"])
    record(
        subject=f"webhook:{row.webhook_id}",
        call=str(row.public_id),
        state=row.state,
        answered=answered,
        error=error,
    )
    return row.attempts


def _only_the_administrator(by: Actor) -> None:
    ensure(by.part, NotAllowed(_("Webhook didaftarkan administrator di server.")))
