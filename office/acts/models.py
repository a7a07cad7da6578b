"""What was answered to whom for which key, and how often something was tried."""

from django.db import models


class Receipt(models.Model):
    """The answer of one finished act; the same actor, key and body get it again."""

    actor = models.CharField(max_length=80)
    key = models.CharField(max_length=80)
    act = models.CharField(max_length=80)
    body_hash = models.CharField(max_length=64)
    outcome = models.JSONField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["actor", "key"], name="one_receipt_per_actor_and_key")
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.actor} {self.key}"


class Count(models.Model):
    """A count or small value of the shared cache; it means nothing once it has expired."""

    key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key
