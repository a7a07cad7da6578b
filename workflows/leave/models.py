"""Requests to be away, their papers, the balances behind them. The database is the last line: never below zero."""

import uuid

from django.db import models
from django.db.models import F, Q

from office.attendance.kinds import LEAVE_TITLES
from workflows.leave.core.states import DAY_MINUTES, Procedure, State

EMPLOYEE = "people.Employee"


class AwayRequest(models.Model):
    """Leave, duty or permit as its maker asks for it; one row whatever the number of rounds."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    procedure = models.CharField(max_length=8)
    kind = models.CharField(max_length=20, blank=True)
    employee = models.ForeignKey(EMPLOYEE, on_delete=models.PROTECT, related_name="+")
    first = models.DateField()
    last = models.DateField()
    from_minute = models.PositiveSmallIntegerField(default=0)
    until_minute = models.PositiveSmallIntegerField(default=DAY_MINUTES)
    place = models.CharField(max_length=160, blank=True)
    reason = models.TextField(blank=True)
    diagnosis = models.CharField(max_length=240, blank=True)
    plh = models.ForeignKey(EMPLOYEE, null=True, on_delete=models.PROTECT, related_name="+")
    days = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, default=State.DRAFT.value)
    filing = models.ForeignKey(
        "approval.Filing", null=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True)
    letter = models.CharField(max_length=120, blank=True)
    leave = models.ForeignKey(
        "attendance.Leave", null=True, on_delete=models.PROTECT, related_name="+"
    )
    duty = models.ForeignKey(
        "attendance.Duty", null=True, on_delete=models.PROTECT, related_name="+"
    )
    permit = models.ForeignKey(
        "attendance.Permit", null=True, on_delete=models.PROTECT, related_name="+"
    )
    mandate = models.ForeignKey(
        "people.Mandate", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-first", "-id"]
        indexes = [models.Index(fields=["employee", "-first"], name="away_of_employee")]
        constraints = [
            models.CheckConstraint(
                condition=Q(procedure__in=[p.value for p in Procedure]), name="away_procedure_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in State]), name="away_state_known"
            ),
            models.CheckConstraint(
                condition=Q(procedure=Procedure.LEAVE.value, kind__in=list(LEAVE_TITLES))
                | (~Q(procedure=Procedure.LEAVE.value) & Q(kind="")),
                name="away_kind_of_leave_only",
            ),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="away_ends_after_start"),
            models.CheckConstraint(
                condition=~Q(procedure=Procedure.PERMIT.value) | Q(last=F("first")),
                name="permit_of_one_day",
            ),
            models.CheckConstraint(
                condition=Q(plh=None) | ~Q(plh=F("employee")), name="nobody_stands_in_for_oneself"
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT.value)
                | Q(filing__isnull=False, submitted_at__isnull=False),
                name="away_filed_with_filing",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """Text under which events and filings name this request."""
        return f"away_request:{self.pk}"


class AwayPaper(models.Model):
    """A proving file; its bytes lie in the archive."""

    request = models.ForeignKey(AwayRequest, on_delete=models.PROTECT, related_name="papers")
    filename = models.CharField(max_length=160)
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=40)
    confidential = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["request", "sha256"], name="one_away_paper_per_file")
        ]

    def __str__(self) -> str:
        return self.filename


class AwayEnding(models.Model):
    """An act that shortened or cancelled an approved request. Rows are only ever inserted."""

    request = models.ForeignKey(AwayRequest, on_delete=models.PROTECT, related_name="endings")
    was_last = models.DateField()
    last = models.DateField(null=True)
    letter = models.CharField(max_length=120)
    by = models.ForeignKey(EMPLOYEE, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last=None) | Q(last__lt=F("was_last")), name="an_ending_shortens"
            )
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.letter}"


class LeaveBalance(models.Model):
    """One year's days of one kind of leave of one employee."""

    employee = models.ForeignKey(EMPLOYEE, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    granted = models.PositiveSmallIntegerField()
    carried = models.PositiveSmallIntegerField(default=0)
    joint = models.PositiveSmallIntegerField(default=0)
    used_before = models.PositiveSmallIntegerField(default=0)
    taken = models.PositiveSmallIntegerField(default=0)
    imported = models.BooleanField(default=False)
    """Whether what came over is as imported, and not computed from the year before."""

    class Meta:
        ordering = ["employee_id", "kind", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "kind", "year"], name="one_leave_balance_per_year"
            ),
            models.CheckConstraint(
                condition=Q(granted__gte=F("taken") + F("used_before") + F("joint") - F("carried")),
                name="never_below_zero",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}"


class LeaveCharge(models.Model):
    """Days a live request takes from one year's balance."""

    request = models.ForeignKey(AwayRequest, on_delete=models.PROTECT, related_name="charges")
    balance = models.ForeignKey(LeaveBalance, on_delete=models.PROTECT, related_name="charges")
    days = models.PositiveSmallIntegerField()
    charged_at = models.DateTimeField()
    freed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "balance"],
                condition=Q(freed_at__isnull=True),
                name="one_live_charge_per_year",
            ),
            models.CheckConstraint(condition=Q(days__gt=0), name="charge_above_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.balance}: {self.days}"
