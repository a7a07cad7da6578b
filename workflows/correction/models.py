"""Requests to correct attendance. What they lead to is a row of attendance; punches never change."""

import uuid

from django.db import models
from django.db.models import Q

from workflows.correction.core.states import LIVE, State


class CorrectionRequest(models.Model):
    """The hours of one day as its owner says they were; one row whatever the number of rounds."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    in_minute = models.PositiveSmallIntegerField(null=True)
    out_minute = models.PositiveSmallIntegerField(null=True)
    reason = models.TextField()
    paper_name = models.CharField(max_length=160, blank=True)
    paper_sha256 = models.CharField(max_length=64, blank=True)
    paper_type = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, default=State.DRAFT.value)
    filing = models.ForeignKey(
        "approval.Filing", null=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "on"],
                condition=Q(state__in=sorted(state.value for state in LIVE)),
                name="one_live_correction_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]),
                name="correction_state_known",
            ),
            models.CheckConstraint(
                condition=Q(in_minute__isnull=False) | Q(out_minute__isnull=False),
                name="correction_names_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT.value)
                | Q(filing__isnull=False, submitted_at__isnull=False),
                name="correction_filed_with_filing",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """Text under which events and filings name this request."""
        return f"correction_request:{self.pk}"
