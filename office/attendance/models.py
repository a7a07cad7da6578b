"""Rows of attendance: what devices sent, who owns which PIN, what was asked of whom, and the judged days."""

from django.db import models
from django.db.models import F, Q

EMPLOYEE = "people.Employee"
AGENCY = "people.Agency"


class Device(models.Model):
    """A fingerprint device. One that nobody registered yet has no agency, and its rows are kept all the same."""

    sn = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=120, blank=True)
    agency = models.ForeignKey(AGENCY, on_delete=models.PROTECT, null=True, related_name="+")
    zone = models.CharField(max_length=40, default="Asia/Jakarta")
    registered_at = models.DateTimeField()
    last_seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["sn"]

    def __str__(self) -> str:
        return self.sn


class RawBatch(models.Model):
    """One file as it arrived; its bytes lie in the archive under the hash. Inserted, never changed."""

    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="batches")
    sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    lines = models.IntegerField()
    read = models.IntegerField()
    rejected = models.JSONField(default=list)
    first_at = models.CharField(max_length=19, blank=True)
    last_at = models.CharField(max_length=19, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["device", "sha256"], name="one_batch_per_file_and_device"
            )
        ]

    def __str__(self) -> str:
        return self.sha256


class Punch(models.Model):
    """One raw line of a device, kept for ever.

    `at` is the device's own wall clock as it wrote it, without zone: a device set to the wrong zone is mended on
    Device, never here.
    """

    pk = models.CompositePrimaryKey("device", "pin", "at")
    device = models.ForeignKey(
        Device, on_delete=models.PROTECT, db_index=False, related_name="punches"
    )
    pin = models.CharField(max_length=24)
    at = models.CharField(max_length=19)
    status = models.SmallIntegerField()
    verify = models.SmallIntegerField()
    workcode = models.CharField(max_length=24, blank=True)
    batch = models.ForeignKey(
        RawBatch, on_delete=models.PROTECT, db_index=False, related_name="punches"
    )
    line = models.IntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(at__gte="2000-01-01 00:00:00", at__lte="2099-12-31 23:59:59"),
                name="punch_has_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pin} {self.at}"


class ClockDoubt(models.Model):
    """A device's clock that looked wrong over some dates of a file. A flag for people; punches stay as they are."""

    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="doubts")
    batch = models.ForeignKey(RawBatch, on_delete=models.PROTECT, related_name="doubts")
    kind = models.CharField(max_length=12)
    first = models.DateField()
    last = models.DateField()
    minutes = models.IntegerField()
    sentence = models.CharField(max_length=240)
    found_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "kind"], name="one_doubt_per_batch_and_kind"),
            models.CheckConstraint(
                condition=Q(kind__in=["future", "shifted", "reset"]), name="doubt_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(last__gte=F("first")), name="doubt_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.first}"


class TwoTimes(models.Model):
    """Valid from and until (inclusive, null while open) by a decree; recorded at, and superseded at by a correction."""

    decree = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="%(class)s_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.model_name}:{self.pk}"


class PinOwner(TwoTimes):
    """Whose PIN it is at one device, for a period."""

    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="owners")
    pin = models.CharField(max_length=24)
    employee = models.ForeignKey(EMPLOYEE, on_delete=models.PROTECT, related_name="+")


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
    status = models.CharField(max_length=8)
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
                condition=Q(status__in=["present", "absent", "leave", "duty", "holiday", "off"]),
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
