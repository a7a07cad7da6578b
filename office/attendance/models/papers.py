"""Papers that explain days: leave, duty, outages."""

from django.db import models
from django.db.models import F, Q

from office.attendance.models.dated import AGENCY, EMPLOYEE, TwoTimes
from office.attendance.models.devices import Device


class Leave(TwoTimes):
    """Cuti: days an employee need not come, by letter."""

    employee = models.ForeignKey(EMPLOYEE, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)

    class Meta(TwoTimes.Meta):
        constraints = [
            *TwoTimes.Meta.constraints,
            models.CheckConstraint(
                condition=Q(valid_until__isnull=False), name="leave_always_ends"
            ),
        ]


class Duty(TwoTimes):
    """Dinas luar: days an employee serves elsewhere, by letter."""

    employee = models.ForeignKey(EMPLOYEE, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=160)

    class Meta(TwoTimes.Meta):
        constraints = [
            *TwoTimes.Meta.constraints,
            models.CheckConstraint(condition=Q(valid_until__isnull=False), name="duty_always_ends"),
        ]


class Outage(models.Model):
    """Hours in which arrival or departure could not be recorded: of a device, an agency, or the whole city."""

    device = models.ForeignKey(Device, on_delete=models.PROTECT, null=True, related_name="outages")
    agency = models.ForeignKey(AGENCY, on_delete=models.PROTECT, null=True, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    cause = models.CharField(max_length=160)
    decree = models.CharField(max_length=120)
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="outage_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(device__isnull=True) | Q(agency__isnull=False),
                name="outage_of_device_names_agency",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cause} {self.starts_at:%Y-%m-%d}"
