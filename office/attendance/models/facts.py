"""Judged days, and the locks on them."""

from django.db import models
from django.db.models import Q

from office.attendance.models.dated import AGENCY, EMPLOYEE


class MonthLock(models.Model):
    """An agency's month whose judged days no longer change."""

    agency = models.ForeignKey(AGENCY, on_delete=models.PROTECT, related_name="+")
    month = models.CharField(max_length=7)
    decree = models.CharField(max_length=120, blank=True)
    locked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "month"], name="one_lock_per_agency_and_month"
            )
        ]

    def __str__(self) -> str:
        return self.month


class DayFact(models.Model):
    """A judged day as last built, with the hash of what it was built from. Rebuilt at will until its month locks."""

    employee = models.ForeignKey(
        EMPLOYEE, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    date = models.DateField()
    version = models.IntegerField(default=1)
    status = models.CharField(max_length=10)
    roster = models.CharField(max_length=120, blank=True)
    presence = models.JSONField(default=list)
    minutes_required = models.SmallIntegerField()
    minutes_present = models.SmallIntegerField()
    minutes_late = models.SmallIntegerField()
    minutes_early = models.SmallIntegerField()
    missing_punch = models.CharField(max_length=3, blank=True)
    reasons = models.JSONField(default=list)
    inputs_hash = models.CharField(max_length=64)
    lock = models.ForeignKey(MonthLock, on_delete=models.PROTECT, null=True, related_name="days")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "date"], name="one_fact_per_employee_and_day"
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        "present",
                        "absent",
                        "leave",
                        "duty",
                        "holiday",
                        "off",
                        "unmeasured",
                    ]
                ),
                name="day_status_known",
            ),
            models.CheckConstraint(
                condition=Q(missing_punch__in=["", "in", "out"]), name="day_missing_punch_known"
            ),
            models.CheckConstraint(
                condition=Q(minutes_late__gte=0, minutes_early__gte=0, minutes_present__gte=0),
                name="day_minutes_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(status="present")
                | Q(minutes_late=0, minutes_early=0, missing_punch=""),
                name="only_a_present_day_is_late",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.status}"
