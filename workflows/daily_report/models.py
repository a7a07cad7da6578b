"""Rows of the daily report. Other rooms read them through `selectors`."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from workflows.daily_report.core.activities import LAST_MINUTE
from workflows.daily_report.core.evidence import MEDIA_TYPES
from workflows.daily_report.core.states import State


class DailyReport(models.Model):
    """What one employee did on one day; one row whatever the number of rounds."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    date = models.DateField()
    state = models.CharField(
        max_length=10, default=State.DRAFT.value, choices=[(s.value, s.value) for s in State]
    )
    revision = models.PositiveIntegerField(default=0)
    """How often it was filed."""
    filing = models.ForeignKey(
        "approval.Filing", on_delete=models.PROTECT, null=True, related_name="+"
    )
    """The filing that carries, or last carried, the report; None before the first."""
    agency = models.ForeignKey(
        "people.Agency", on_delete=models.PROTECT, null=True, related_name="+"
    )
    """Agency the employee worked for on the date; known from the first filing on."""
    minutes = models.PositiveIntegerField(default=0)
    """Distinct minutes claimed when it was last filed."""
    filed_on = models.DateField(null=True)
    """Local date of filing; a return keeps it, a withdrawal and a rejection begin anew."""
    submitted_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employee", "date"], name="one_report_a_day"),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in State]), name="report_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT.value)
                | Q(
                    filing__isnull=False,
                    submitted_at__isnull=False,
                    filed_on__isnull=False,
                    revision__gt=0,
                ),
                name="report_filed_with_filing",
            ),
            models.CheckConstraint(
                condition=Q(minutes__lte=LAST_MINUTE), name="report_minutes_in_day"
            ),
        ]
        indexes = [models.Index(fields=["date", "state"], name="report_date_state")]

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """Text under which events and filings name the report."""
        return f"daily_report:{self.pk}"


class Activity(models.Model):
    """One stretch of work of a report. Minutes are local, from 00.00 of the report's date."""

    report = models.ForeignKey(DailyReport, on_delete=models.CASCADE, related_name="activities")
    start_minute = models.PositiveSmallIntegerField()
    end_minute = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)
    output = models.CharField(max_length=200, blank=True)
    volume = models.PositiveIntegerField(null=True)
    unit = models.CharField(max_length=40, blank=True)
    evidence_sha256 = models.CharField(max_length=64, blank=True)
    evidence_name = models.CharField(max_length=160, blank=True)
    evidence_type = models.CharField(max_length=40, blank=True)
    evidence_size = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["start_minute", "end_minute", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end_minute__gt=F("start_minute")), name="activity_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(end_minute__lte=LAST_MINUTE), name="activity_within_shift"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="activity_says_what"),
            models.CheckConstraint(
                condition=Q(evidence_sha256="", evidence_type="", evidence_size=0)
                | (
                    ~Q(evidence_sha256="")
                    & Q(evidence_type__in=list(MEDIA_TYPES), evidence_size__gt=0)
                ),
                name="evidence_whole_or_absent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start_minute}-{self.end_minute} {self.text}"


class Finding(models.Model):
    """A fact that did not fit when it was looked at; the same fact is one row for ever."""

    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(
        DailyReport, on_delete=models.PROTECT, null=True, related_name="findings"
    )
    """The report it was found in; None for a day on which nothing was filed."""
    date = models.DateField()
    kind = models.CharField(max_length=40)
    minutes = models.PositiveIntegerField()
    evidence = models.JSONField()
    fingerprint = models.CharField(max_length=64, unique=True)
    found_at = models.DateTimeField()
    cleared_at = models.DateTimeField(null=True)
    """When a later look no longer found it; None while it stands."""

    class Meta:
        verbose_name = _("temuan")
        indexes = [models.Index(fields=["employee", "date"], name="finding_employee_date")]

    def __str__(self) -> str:
        return f"{self.date} {self.kind}"
