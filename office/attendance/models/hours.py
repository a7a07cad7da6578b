"""Papers about hours of one day: permits to be away, corrections of a punch."""

from django.db import models
from django.db.models import F, Q

from office.attendance.models.dated import EMPLOYEE

LAST_MINUTE = 2880
"""A night shift ends on the next day; its minutes count on."""


class Permit(models.Model):
    """Izin: hours of one working day in which an employee may be away, by letter."""

    employee = models.ForeignKey(EMPLOYEE, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    from_minute = models.PositiveSmallIntegerField()
    until_minute = models.PositiveSmallIntegerField()
    decree = models.CharField(max_length=120)
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "on", "from_minute"],
                condition=Q(superseded_at__isnull=True),
                name="one_live_permit_from",
            ),
            models.CheckConstraint(
                condition=Q(until_minute__gt=F("from_minute"), until_minute__lte=LAST_MINUTE),
                name="permit_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"permit:{self.pk}"


class Correction(models.Model):
    """A moment that two officials confirmed in the place of a missing or wrong punch; the punch itself never changes."""

    employee = models.ForeignKey(EMPLOYEE, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    side = models.CharField(max_length=3)
    minute = models.PositiveSmallIntegerField()
    decree = models.CharField(max_length=120)
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "on", "side"],
                condition=Q(superseded_at__isnull=True),
                name="one_live_correction_per_side",
            ),
            models.CheckConstraint(
                condition=Q(side__in=["in", "out"]), name="correction_side_known"
            ),
            models.CheckConstraint(
                condition=Q(minute__lte=LAST_MINUTE), name="correction_minute_in_shift"
            ),
        ]

    def __str__(self) -> str:
        return f"correction:{self.pk}"
