"""Rows about the line above a filing: seats it no longer waits for, and superiors its maker disputes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from office.people.core import Seat
from workflows.approval.core.seats import DISPUTED, REASSIGNED, RECUSED

CAUSES = [
    (RECUSED, _("Benturan kepentingan")),
    (DISPUTED, _("Bukan atasannya")),
    (REASSIGNED, _("Dialihkan")),
]


class Reseating(models.Model):
    """A seat that a filing no longer waits for, with the reason; later rounds leave it out too."""

    filing = models.ForeignKey(
        "approval.Filing", on_delete=models.PROTECT, related_name="reseatings"
    )
    step = models.ForeignKey("approval.Step", on_delete=models.PROTECT, related_name="+")
    seat_kind = models.CharField(max_length=40)
    seat_id = models.BigIntegerField()
    to_kind = models.CharField(max_length=40, blank=True)
    to_id = models.BigIntegerField(null=True)
    cause = models.CharField(max_length=12, choices=CAUSES)
    by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")
    note = models.TextField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("pengalihan kursi")
        verbose_name_plural = _("pengalihan kursi")
        constraints = [
            models.UniqueConstraint(
                fields=["filing", "seat_kind", "seat_id"], name="one_reseating_per_seat"
            ),
            models.CheckConstraint(condition=~Q(note=""), name="reseating_gives_reason"),
            models.CheckConstraint(
                condition=Q(to_kind="", to_id__isnull=True) | (~Q(to_kind="") & Q(to_id__gt=0)),
                name="reseating_names_whole_seat",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.filing_id} {self.seat} {self.cause}"

    @property
    def seat(self) -> Seat:
        """The seat that is left out."""
        return Seat(self.seat_kind, self.seat_id)

    @property
    def to(self) -> Seat | None:
        """The seat asked instead; None where the next of the line follows."""
        return Seat(self.to_kind, self.to_id) if self.to_id else None


class DisputeState(models.TextChoices):
    """From doubt to answer."""

    OPEN = "open", _("Menunggu kepegawaian")
    UPHELD = "upheld", _("Atasannya lain")
    REFUSED = "refused", _("Atasannya benar")
    LAPSED = "lapsed", _("Tidak dijawab")


class Dispute(models.Model):
    """A superior its maker disputes: a step for personnel, with a day by which it is answered."""

    filing = models.ForeignKey("approval.Filing", on_delete=models.PROTECT, related_name="disputes")
    step = models.OneToOneField("approval.Step", on_delete=models.PROTECT, related_name="dispute")
    by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    raised_at = models.DateTimeField()
    due = models.DateField()
    state = models.CharField(max_length=8, choices=DisputeState, default=DisputeState.OPEN.value)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        "people.Employee", on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("sengketa atasan")
        verbose_name_plural = _("sengketa atasan")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=DisputeState.values), name="dispute_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=DisputeState.OPEN.value, answered_at__isnull=True)
                | (~Q(state=DisputeState.OPEN.value) & Q(answered_at__isnull=False)),
                name="dispute_answered_or_open",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due", "id"], condition=Q(state=DisputeState.OPEN.value), name="dispute_due"
            )
        ]

    def __str__(self) -> str:
        return f"{self.step_id} ({self.state})"
