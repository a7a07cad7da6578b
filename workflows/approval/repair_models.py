"""Repairs that are asked for by one person and done by a second."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class RepairKind(models.TextChoices):
    """What can be mended without touching a signature."""

    RERUN_JOB = "rerun_job", _("Jalankan ulang pekerjaan")
    CLOSE_STEP = "close_step", _("Tutup langkah yang macet")
    REASSIGN = "reassign", _("Alihkan kursi")


class RepairState(models.TextChoices):
    """From wish to deed."""

    WAITING = "waiting", _("Menunggu orang kedua")
    DONE = "done", _("Dikerjakan")
    DROPPED = "dropped", _("Dibatalkan")


class Repair(models.Model):
    """One repair: what, why, asked by whom, and by which second person it was done."""

    kind = models.CharField(max_length=12, choices=RepairKind)
    job_id = models.BigIntegerField(null=True)
    step = models.ForeignKey(
        "approval.Step", on_delete=models.PROTECT, null=True, related_name="repairs"
    )
    to_position = models.ForeignKey(
        "people.Position", on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.TextField()
    asked_by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=RepairState, default=RepairState.WAITING.value)
    settled_by = models.ForeignKey(
        "people.Employee", on_delete=models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("perbaikan")
        verbose_name_plural = _("perbaikan")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=RepairState.DONE.value)
                | Q(settled_by__isnull=False) & ~Q(settled_by=F("asked_by")),
                name="repair_done_by_second_person",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind=RepairKind.RERUN_JOB.value, job_id__isnull=False, step__isnull=True
                )
                | Q(kind=RepairKind.CLOSE_STEP.value, step__isnull=False, job_id__isnull=True)
                | Q(
                    kind=RepairKind.REASSIGN.value,
                    step__isnull=False,
                    to_position__isnull=False,
                    job_id__isnull=True,
                ),
                name="repair_names_its_thing",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="repair_gives_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
