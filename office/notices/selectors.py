"""Reads of messages to people."""

from collections.abc import Sequence

from django.conf import settings

from office.audit import clock
from office.audit.locking import box
from office.notices.core import (
    DEFAULT_HOURS,
    DEFAULT_WAYS,
    Channel,
    DeliveryCard,
    DeliveryState,
    DeviceCard,
    Hours,
    Kind,
    Letter,
    LetterLine,
    NoticeCard,
    Preferences,
    PushCard,
    Way,
)
from office.notices.core.hooks import HOOK_BOX, CallCard, HookCard
from office.notices.models import (
    Delivery,
    Device,
    HookCall,
    Notice,
    NoticeHours,
    NoticeWish,
    Webhook,
)
from office.people import selectors as people


def notices(employee_id: int | None, limit: int = 20) -> list[NoticeCard]:
    """Return the newest notices of one person (the reader's own), at most `limit`, without those not wanted."""
    rows = Notice.objects.filter(employee_id=employee_id or 0).exclude(way=Way.NONE)[:limit]
    return [
        NoticeCard(n.pk, n.kind, n.text, n.link, n.created_at, n.read_at is not None) for n in rows
    ]


def unread_notices(employee_id: int | None) -> int:
    """Return how many notices of one person are unread, without those not wanted."""
    unread = Notice.objects.filter(employee_id=employee_id or 0, read_at__isnull=True)
    return unread.exclude(way=Way.NONE).count()


def way_of(employee_id: int, kind: Kind) -> Way:
    """Return how a notice of this kind travels to a person. One query."""
    chosen = NoticeWish.objects.filter(employee_id=employee_id, kind=kind).first()
    return Way(chosen.way) if chosen else DEFAULT_WAYS[kind]


def preferences(employee_id: int) -> Preferences:
    """Return how a person wants to be told, with the defaults where nothing was chosen. Two queries."""
    chosen = dict(
        NoticeWish.objects.filter(employee_id=employee_id).values_list("kind", "way").order_by()
    )
    row = NoticeHours.objects.filter(employee_id=employee_id).first()
    return Preferences(
        ways={kind: Way(chosen.get(kind, DEFAULT_WAYS[kind])) for kind in Kind},
        hours=_hours(row),
        language=row.language if row else settings.LANGUAGE_CODE,
    )


def _hours(row: NoticeHours | None) -> Hours:
    if row is None:
        return DEFAULT_HOURS
    return Hours(
        row.quiet_from,
        row.quiet_until,
        workdays_only=row.workdays_only,
        digest_hour=row.digest_hour,
    )


def hours_of(employee_id: int) -> Hours:
    """Return when messages outside the site may reach a person. One query."""
    return _hours(NoticeHours.objects.filter(employee_id=employee_id).first())


def deliveries(employee_id: int, limit: int = 10) -> list[DeliveryCard]:
    """Return what became of the newest notices of one person (the reader's own) outside the site."""
    rows = Delivery.objects.filter(notice__employee_id=employee_id).select_related("notice")
    return [
        DeliveryCard(
            row.channel, row.state, row.notice.kind, row.notice.title, row.due, row.attempts
        )
        for row in rows.order_by("-pk")[:limit]
    ]


def digest_lines(employee_id: int) -> list[int]:
    """Return the deliveries a daily letter of this person carries now, those given up before with them."""
    rows = Delivery.objects.filter(
        notice__employee_id=employee_id, channel=Channel.DIGEST, due__lte=clock.now()
    )
    open_states = [DeliveryState.WAITING, DeliveryState.SENDING, DeliveryState.FAILED]
    return list(rows.filter(state__in=open_states).order_by("pk").values_list("pk", flat=True))


def letter(delivery_ids: Sequence[int]) -> Letter | None:
    """Return the letter that carries these deliveries, all of one person; None without a known address."""
    rows = list(
        Delivery.objects.filter(pk__in=list(delivery_ids)).select_related("notice").order_by("pk")
    )
    employee_id = rows[0].notice.employee_id
    address = people.mail_address(employee_id)
    if not address:
        return None
    hours = NoticeHours.objects.filter(employee_id=employee_id).first()
    return Letter(
        address=address,
        language=hours.language if hours else settings.LANGUAGE_CODE,
        number=rows[0].pk,
        attempts=max(row.attempts for row in rows),
        lines=tuple(LetterLine(Kind(r.notice.kind), r.notice.title, r.notice.link) for r in rows),
    )


def devices(employee_id: int) -> list[DeviceCard]:
    """Return the subscribed devices of one person (the reader's own), oldest first."""
    rows = Device.objects.filter(employee_id=employee_id).order_by("pk")
    return [DeviceCard(row.pk, row.label, row.created_at) for row in rows]


def push_card(delivery_ids: Sequence[int]) -> PushCard | None:
    """Return what is sent to the device of a delivery; None once the device is gone or its owner's account closed."""
    row = Delivery.objects.select_related("notice", "device").get(pk__in=list(delivery_ids))
    device, notice = row.device, row.notice
    if device is None or not people.has_open_account(notice.employee_id):
        return None
    hours = NoticeHours.objects.filter(employee_id=notice.employee_id).first()
    return PushCard(
        endpoint=device.endpoint,
        p256dh=device.p256dh,
        auth=device.auth,
        device_id=device.pk,
        language=hours.language if hours else settings.LANGUAGE_CODE,
        attempts=row.attempts,
        line=LetterLine(Kind(notice.kind), notice.title, notice.link),
    )


def webhooks() -> list[HookCard]:
    """Return every webhook, live or ended, by name."""
    return [_hook(row) for row in Webhook.objects.order_by("name")]


def is_announced(event: str) -> bool:
    """Return whether any system is to be told of an event. One query."""
    live = Webhook.objects.filter(ended_at=None).values_list("events", flat=True)
    return any(event in events for events in live)


def hook_secret(hook_id: int) -> str:
    """Return the secret both sides sign with; for the one who signs, never for a page."""
    locked = Webhook.objects.values_list("locked_secret", flat=True).get(pk=hook_id)
    return box(HOOK_BOX).decrypt(locked.encode()).decode()


def hook_call(call_id: int) -> CallCard:
    """Return one call."""
    return _call(HookCall.objects.select_related("webhook").get(pk=call_id))


def hook_calls(name: str = "", limit: int = 50) -> list[CallCard]:
    """Return the newest calls of one webhook, or of all."""
    rows = HookCall.objects.select_related("webhook").order_by("-pk")
    return [_call(row) for row in (rows.filter(webhook__name=name) if name else rows)[:limit]]


def _hook(row: Webhook) -> HookCard:
    return HookCard(row.pk, row.name, row.url, tuple(row.events), row.ended_at is None)


def _call(row: HookCall) -> CallCard:
    return CallCard(
        call_id=row.pk,
        public_id=str(row.public_id),
        hook=_hook(row.webhook),
        event=row.event,
        body=row.body.encode(),
        state=row.state,
        attempts=row.attempts,
        answered=row.answered,
        error=row.error,
    )
