"""Reads of messages to people."""

from django.conf import settings

from office.notices.core import (
    DEFAULT_HOURS,
    DEFAULT_WAYS,
    Hours,
    Kind,
    NoticeCard,
    Preferences,
    Way,
)
from office.notices.models import Notice, NoticeHours, NoticeWish


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
