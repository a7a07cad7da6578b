"""Rows of the keys by which programs act as a person."""

from django.db import models
from django.db.models import Q

from office.people.core.api_keys import LONGEST_NAME
from office.people.models import Account


class ApiKey(models.Model):
    """A key of one login. Its secret is kept as a hash only; what it was is never changed, only that it ended."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="api_keys")
    name = models.CharField(max_length=LONGEST_NAME)
    handle = models.CharField(max_length=12, unique=True)
    secret_sha256 = models.CharField(max_length=64)
    scopes = models.JSONField(default=list)
    issued_at = models.DateTimeField()
    expires_on = models.DateField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "people"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=models.F("issued_at")),
                name="api_key_revoked_after_issue",
            )
        ]

    def __str__(self) -> str:
        return self.handle
