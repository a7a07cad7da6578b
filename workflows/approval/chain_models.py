"""Rows of chains that are asked for but not yet in force."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ProposalState(models.TextChoices):
    """From a wish to a chain."""

    WAITING = "waiting", _("Menunggu orang kedua")
    CONFIRMED = "confirmed", _("Ditetapkan")
    DROPPED = "dropped", _("Dibatalkan")


class ChainProposal(models.Model):
    """A new version of a chain that waits for a second person's word."""

    kind = models.CharField(max_length=40)
    agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    levels = models.JSONField()
    decree = models.CharField(max_length=120)
    proposed_by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    state = models.CharField(
        max_length=9, choices=ProposalState, default=ProposalState.WAITING.value
    )
    settled_by = models.ForeignKey(
        "people.Employee", on_delete=models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)
    chain = models.OneToOneField(
        "approval.Chain", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("usulan rantai persetujuan")
        verbose_name_plural = _("usulan rantai persetujuan")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "agency"],
                condition=Q(state=ProposalState.WAITING.value),
                name="one_chain_proposal_waits",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.CONFIRMED.value)
                | Q(chain__isnull=False, settled_by__isnull=False)
                & ~Q(settled_by=F("proposed_by")),
                name="chain_confirmed_by_second_person",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ProposalState.values), name="chain_proposal_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.valid_from}"
