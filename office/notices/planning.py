"""Inside the act that makes a notice: by which channels it leaves the house, and when."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from office.attendance.selectors import workdays
from office.audit import clock
from office.jobs.services import enqueue
from office.notices.core import Channel, Way, next_digest, next_loud
from office.notices.core.hours import LOOK_AHEAD_DAYS
from office.notices.models import Delivery, Device, Notice
from office.notices.selectors import hours_of
from office.people import selectors as people
from office.regulations.selectors import NoRule

MAIL, DIGEST, PUSH = "notices.mail", "notices.digest", "notices.push"


def plan(notice: Notice) -> None:
    """Write the deliveries of a new notice and the work of carrying them; none where nothing can be carried."""
    devices = _devices(notice)
    by_mail = notice.way in {Way.MAIL, Way.DIGEST} and may_mail(notice.employee_id)
    if not devices and not by_mail:
        return
    hours, (at, works) = hours_of(notice.employee_id), _office_of(notice.employee_id)
    loud = next_loud(at, hours, works)
    for device in devices:
        pushed = Delivery.objects.create(
            notice=notice, channel=Channel.PUSH, device=device, due=loud
        )
        enqueue(PUSH, str(pushed.pk), {"delivery_id": pushed.pk}, due=loud)
    if by_mail and notice.way == Way.MAIL:
        row = Delivery.objects.create(notice=notice, channel=Channel.MAIL, due=loud)
        enqueue(MAIL, str(row.pk), {"delivery_id": row.pk}, due=loud)
    elif by_mail:
        _plan_digest(notice, next_digest(at, hours, works))


def _devices(notice: Notice) -> list[Device]:
    """Return the devices that are told: what waits for the daily letter, or is not wanted, rings nowhere."""
    if notice.way not in {Way.APP, Way.MAIL}:
        return []
    return list(Device.objects.filter(employee_id=notice.employee_id).order_by("pk"))


def _plan_digest(notice: Notice, due: datetime) -> None:
    Delivery.objects.create(notice=notice, channel=Channel.DIGEST, due=due)
    key = f"{notice.employee_id}:{due:%Y-%m-%d.%H}"
    enqueue(DIGEST, key, {"employee_id": notice.employee_id}, due=due)


def may_mail(employee_id: int) -> bool:
    """Return whether a letter to this person can be sent at all: a server is set and an address is known."""
    return settings.MAIL_READY and bool(people.mail_address(employee_id))


def _office_of(employee_id: int) -> tuple[datetime, Callable[[date], bool]]:
    """Return now on the clock of the person's office, and the days on which that office works."""
    post = people.position_of(employee_id, clock.today())
    zone = ZoneInfo(post.zone if post else settings.TIME_ZONE)
    at = clock.now().astimezone(zone)
    last = at.date() + timedelta(days=LOOK_AHEAD_DAYS)
    try:
        days = set(workdays(at.date(), last, post.agency_id if post else None))
    except NoRule:
        # Before the first regulation there is no calendar: then every day is one on which a message may come.
        return at, lambda on: True  # noqa: ARG005 - the shape of the calendar
    return at, days.__contains__
