"""Devices, what they sent, and who owns which PIN."""

from django.db import models
from django.db.models import F, Q

from office.attendance.models.dated import AGENCY, EMPLOYEE, TwoTimes


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
    """One file as it arrived; its bytes lie in the archive under the hash. Inserted, never changed.

    `first_at` and `last_at` are its earliest and latest record that a working clock can have written; empty without.
    """

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
    """A device's clock that looked wrong over some dates of a file, until a person ends the doubt with a reason.

    A flag for people; punches stay as they are.
    """

    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="doubts")
    batch = models.ForeignKey(RawBatch, on_delete=models.PROTECT, related_name="doubts")
    kind = models.CharField(max_length=12)
    first = models.DateField()
    last = models.DateField()
    minutes = models.IntegerField()
    sentence = models.CharField(max_length=240)
    found_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=240, blank=True)

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


class PinOwner(TwoTimes):
    """Whose PIN it is at one device, for a period."""

    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="owners")
    pin = models.CharField(max_length=24)
    employee = models.ForeignKey(EMPLOYEE, on_delete=models.PROTECT, related_name="+")
