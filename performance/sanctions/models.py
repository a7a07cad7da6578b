"""Cases of discipline with their evidence. A case is opened once per person, year and threshold."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from performance.sanctions.core.counter import Basis
from performance.sanctions.core.procedure import CaseState

STATES = [
    (CaseState.DRAFT.value, _("Usul, belum diperiksa")),
    (CaseState.HEARD.value, _("Sudah diperiksa")),
    (CaseState.PROPOSED.value, _("Menunggu keputusan")),
    (CaseState.RETURNED.value, _("Dikembalikan")),
    (CaseState.CONFIRMED.value, _("Diputuskan")),
    (CaseState.DROPPED.value, _("Dihentikan")),
    (CaseState.MERGED.value, _("Digabung ke perkara lebih berat")),
]
BASES = [
    (Basis.ABSENT.value, _("Tidak hadir tanpa alasan sah")),
    (Basis.MINUTES.value, _("Terlambat atau pulang cepat")),
    (Basis.DISPUTED.value, _("Diperselisihkan: ada laporan kerja yang disetujui")),
]
LEVELS = [("light", _("Ringan")), ("medium", _("Sedang")), ("heavy", _("Berat"))]


class SanctionCase(models.Model):
    """A draft the facts opened, and what people made of it."""

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    position = models.ForeignKey("people.Position", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=60)
    label = models.CharField(max_length=240)
    level = models.CharField(max_length=6, choices=LEVELS)
    clause = models.CharField(max_length=240)
    from_days = models.PositiveSmallIntegerField()
    in_a_row = models.BooleanField(default=False)
    days_absent = models.PositiveSmallIntegerField()
    minutes_short = models.PositiveIntegerField()
    days = models.PositiveSmallIntegerField()
    longest_run = models.PositiveSmallIntegerField()
    counted_until = models.DateField()
    regulation_sha = models.CharField(max_length=64)
    state = models.CharField(max_length=9, choices=STATES, default=CaseState.DRAFT.value)
    opened_at = models.DateTimeField()
    due = models.DateField()
    proposer = models.ForeignKey(
        "people.Employee", null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(blank=True)
    filing = models.OneToOneField(
        "approval.Filing", null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    effect_id = models.BigIntegerField(null=True)
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="merged"
    )

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "due"], name="case_state_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "year", "kind"], name="one_case_per_threshold"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["confirmed", "dropped"])
                | (Q(decided_at__isnull=False) & ~Q(reason="")),
                name="a_decided_case_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} {self.year} {self.kind}"

    @property
    def ref(self) -> str:
        """Text under which events and filings name this case."""
        return f"sanction_case:{self.pk}"


class CaseEvidence(models.Model):
    """One day of a case, as attendance judged it when the case was opened."""

    case = models.ForeignKey(SanctionCase, on_delete=models.PROTECT, related_name="evidence")
    on = models.DateField()
    basis = models.CharField(max_length=8, choices=BASES)
    minutes = models.PositiveIntegerField()
    reasons = models.JSONField(default=list)

    class Meta:
        ordering = ["case_id", "on"]
        constraints = [
            models.UniqueConstraint(fields=["case", "on"], name="each_day_once_per_case")
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.basis}"


class Hearing(models.Model):
    """A summons and the examination that followed, with its closed minutes (BAP)."""

    case = models.ForeignKey(SanctionCase, on_delete=models.PROTECT, related_name="hearings")
    number = models.PositiveSmallIntegerField()
    summoned_on = models.DateField()
    held_on = models.DateField()
    attended = models.BooleanField()
    statement = models.TextField()
    witnesses = models.CharField(max_length=240, blank=True)
    minutes_sha = models.CharField(max_length=64, blank=True)
    examiner = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["case_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="one_hearing_per_number"),
            models.CheckConstraint(
                condition=Q(held_on__gte=models.F("summoned_on")),
                name="no_hearing_before_its_summons",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.held_on}"
