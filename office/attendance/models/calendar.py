"""What was asked of whom: rosters, shifts, holidays."""

from django.db import models
from django.db.models import Q

from office.attendance.models.dated import AGENCY, EMPLOYEE, TwoTimes


class Roster(TwoTimes):
    """Which roster of the regulation governs an employee, an agency, or (with neither) the whole city."""

    code = models.CharField(max_length=60)
    agency = models.ForeignKey(AGENCY, on_delete=models.PROTECT, null=True, related_name="+")
    employee = models.ForeignKey(EMPLOYEE, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(TwoTimes.Meta):
        constraints = [
            *TwoTimes.Meta.constraints,
            models.CheckConstraint(
                condition=Q(agency__isnull=True) | Q(employee__isnull=True),
                name="roster_of_one_subject",
            ),
        ]


class ShiftPlan(models.Model):
    """The named shift of one employee on one date; an empty shift is a free day."""

    employee = models.ForeignKey(EMPLOYEE, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    roster = models.CharField(max_length=60)
    shift = models.CharField(max_length=60, blank=True)
    decree = models.CharField(max_length=120)
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "on"],
                condition=Q(superseded_at__isnull=True),
                name="one_live_shift_per_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.shift}"


class Holiday(models.Model):
    """A date free of duty by decree: national, joint leave (cuti bersama), or of this region."""

    class Kind(models.TextChoices):
        NATIONAL = "national", "Libur nasional"
        JOINT = "joint", "Cuti bersama"
        REGIONAL = "regional", "Libur daerah"

    on = models.DateField()
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=10, choices=Kind)
    decree = models.CharField(max_length=120)
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["on"],
                condition=Q(superseded_at__isnull=True),
                name="one_live_holiday_per_date",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["national", "joint", "regional"]), name="holiday_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.name}"
