"""What the clock has done about a step."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class StepClock(models.Model):
    """When a desk was reminded and when its silence was told one seat up; the step itself stays where it is."""

    step = models.OneToOneField("approval.Step", on_delete=models.PROTECT, related_name="clock")
    reminded_at = models.DateTimeField()
    escalated_at = models.DateTimeField(null=True)
    escalated_to = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = _("jam langkah")
        verbose_name_plural = _("jam langkah")
        constraints = [
            models.CheckConstraint(
                condition=Q(escalated_at__isnull=True) | Q(escalated_at__gte=F("reminded_at")),
                name="step_reminded_before_escalated",
            )
        ]

    def __str__(self) -> str:
        return f"{self.step_id}"
