"""What dated rows of this room share."""

from django.db import models
from django.db.models import F, Q

EMPLOYEE = "people.Employee"
AGENCY = "people.Agency"


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
