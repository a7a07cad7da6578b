"""What earlier rounds of a filing said, kept when its maker submits again."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PastRound(models.Model):
    """A filing as it was in a round that came back; inserted once, never changed."""

    filing = models.ForeignKey("approval.Filing", on_delete=models.PROTECT, related_name="past")
    round = models.PositiveSmallIntegerField()
    contents = models.JSONField()
    title = models.CharField(max_length=240)
    amount = models.BigIntegerField()
    minutes = models.PositiveIntegerField()
    kept_at = models.DateTimeField()

    class Meta:
        verbose_name = _("putaran lama")
        verbose_name_plural = _("putaran lama")
        constraints = [
            models.UniqueConstraint(fields=["filing", "round"], name="one_past_per_round")
        ]

    def __str__(self) -> str:
        return f"{self.filing_id} {self.round}"
