"""Rows of messages to people and of how each person wants to be told."""

from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import Q

from office.notices.core import Channel, DeliveryState, Kind, Way
from office.notices.core.hooks import CallState


def _one_of(field: str, values: type[Any], name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": [str(value) for value in values]}), name=name
    )


class Notice(models.Model):
    """A message to one person. `title` may leave the house by e-mail or push, `text` never does."""

    employee = models.ForeignKey(
        "people.Employee", on_delete=models.PROTECT, related_name="notices"
    )
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=240, blank=True)
    text = models.CharField(max_length=500)
    link = models.CharField(max_length=300, blank=True)
    way = models.CharField(max_length=8)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "people_notice"  # the table is older than this room
        ordering = ["-id"]
        indexes = [models.Index(fields=["employee", "-id"], name="notice_of_person")]

    def __str__(self) -> str:
        return self.text


class NoticeWish(models.Model):
    """How notices of one kind travel to one person; without a row the default holds."""

    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    way = models.CharField(max_length=8)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employee", "kind"], name="one_wish_per_kind"),
            _one_of("kind", Kind, "notice_wish_kind_known"),
            _one_of("way", Way, "notice_wish_way_known"),
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} {self.kind} {self.way}"


class NoticeHours(models.Model):
    """When messages outside the site may reach one person, and in which language."""

    employee = models.OneToOneField("people.Employee", on_delete=models.PROTECT, related_name="+")
    quiet_from = models.TimeField()
    quiet_until = models.TimeField()
    workdays_only = models.BooleanField()
    digest_hour = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=5)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(digest_hour__lte=23), name="digest_hour_of_a_day")
        ]

    def __str__(self) -> str:
        return str(self.employee_id)


class Device(models.Model):
    """A browser that one person subscribed; the row goes when the subscription does."""

    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    endpoint = models.CharField(max_length=600, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    label = models.CharField(max_length=80)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.label


class Delivery(models.Model):
    """One notice on its way out of the house by one channel."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="deliveries")
    channel = models.CharField(max_length=8)
    device = models.ForeignKey(Device, on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=8, default=DeliveryState.WAITING.value)
    due = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "channel"],
                condition=~Q(channel=Channel.PUSH.value),
                name="one_delivery_per_channel",
            ),
            models.UniqueConstraint(fields=["notice", "device"], name="one_delivery_per_device"),
            _one_of("channel", Channel, "delivery_channel_known"),
            _one_of("state", DeliveryState, "delivery_state_known"),
            models.CheckConstraint(
                condition=~Q(state=DeliveryState.SENDING.value) | Q(tried_at__isnull=False),
                name="delivery_out_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.notice_id}"


class Webhook(models.Model):
    """Another system that is told; its secret lies encrypted, since both sides need it as it is."""

    name = models.CharField(max_length=40, unique=True)
    url = models.CharField(max_length=600)
    events = models.JSONField()
    locked_secret = models.CharField(max_length=300)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class HookCall(models.Model):
    """One call of a webhook, and what came of it: the log."""

    webhook = models.ForeignKey(Webhook, on_delete=models.PROTECT, related_name="calls")
    public_id = models.UUIDField(unique=True, default=uuid4)
    event = models.CharField(max_length=40)
    body = models.TextField()
    state = models.CharField(max_length=8, default=CallState.WAITING.value)
    attempts = models.PositiveSmallIntegerField(default=0)
    answered = models.PositiveSmallIntegerField(null=True)
    error = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [_one_of("state", CallState, "hook_call_state_known")]

    def __str__(self) -> str:
        return f"{self.event} {self.public_id}"
