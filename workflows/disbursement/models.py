"""Budget lines, requests, payees and the ledger. The database is the last line: no rupiah over a ceiling."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from workflows.disbursement.core.requests import RequestKind, RequestState

KINDS = [
    (RequestKind.DIRECT.value, _("LS - langsung kepada penerima")),
    (RequestKind.FLOAT.value, _("UP - uang persediaan")),
    (RequestKind.REFILL.value, _("GU - ganti uang persediaan")),
    (RequestKind.EXTRA.value, _("TU - tambahan uang persediaan")),
    (RequestKind.ALLOWANCE.value, _("LS TPP - tambahan penghasilan pegawai")),
]
STATES = [
    (RequestState.DRAFT.value, _("Konsep")),
    (RequestState.RUNNING.value, _("Diproses")),
    (RequestState.RETURNED.value, _("Dikembalikan")),
    (RequestState.REJECTED.value, _("Ditolak")),
    (RequestState.RELEASED.value, _("Cair")),
    (RequestState.REVERSED.value, _("Dibatalkan setelah cair")),
]


class BudgetLine(models.Model):
    """One line of an agency's approved budget (DPA), in whole rupiah."""

    agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+")
    fiscal_year = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=60)
    title = models.CharField(max_length=240)
    ceiling = models.BigIntegerField()
    committed = models.BigIntegerField(default=0)
    spent = models.BigIntegerField(default=0)
    decree = models.CharField(max_length=120)

    class Meta:
        ordering = ["agency_id", "fiscal_year", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "fiscal_year", "code"], name="one_budget_line_per_code"
            ),
            models.CheckConstraint(
                condition=Q(spent__gte=0)
                & Q(spent__lte=F("committed"))
                & Q(committed__lte=F("ceiling")),
                name="never_over_the_line",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class DisbursementRequest(models.Model):
    """A request for payment on one budget line; its amount is reserved while it runs."""

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=3, choices=KINDS)
    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="requests")
    maker = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    purpose = models.TextField()
    state = models.CharField(max_length=10, choices=STATES, default=RequestState.DRAFT.value)
    revision = models.PositiveSmallIntegerField(default=1)
    filing = models.OneToOneField(
        "approval.Filing", null=True, on_delete=models.PROTECT, related_name="+"
    )
    source_ref = models.CharField(max_length=120, blank=True)
    submitted_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "-id"], name="request_state")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="request_amount_above_zero"),
            models.UniqueConstraint(
                fields=["source_ref"], condition=~Q(source_ref=""), name="one_request_per_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"

    @property
    def ref(self) -> str:
        """Text under which events and filings name this request."""
        return f"disbursement_request:{self.pk}"


class PaymentLine(models.Model):
    """One payee of one revision of a request; rows of an earlier revision stay as they were."""

    request = models.ForeignKey(
        DisbursementRequest, on_delete=models.PROTECT, related_name="payments"
    )
    revision = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    employee = models.ForeignKey(
        "people.Employee", null=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=160)
    bank = models.CharField(max_length=60, blank=True)
    account = models.CharField(max_length=40)
    amount = models.BigIntegerField()

    class Meta:
        ordering = ["request_id", "revision", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "revision", "number"], name="one_payment_per_number"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_above_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"


class RequestPaper(models.Model):
    """A supporting paper of one revision; its bytes lie in the archive."""

    request = models.ForeignKey(
        DisbursementRequest, on_delete=models.PROTECT, related_name="papers"
    )
    revision = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=160)
    filename = models.CharField(max_length=160)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "revision", "code"], name="one_paper_per_code"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.filename}"


class LedgerEntry(models.Model):
    """Money that left a line, or a reversal that brought it back. Rows are only ever inserted."""

    SPENDING = "spending"
    REVERSAL = "reversal"

    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="entries")
    request = models.ForeignKey(
        DisbursementRequest, on_delete=models.PROTECT, related_name="entries"
    )
    kind = models.CharField(
        max_length=8, choices=[(SPENDING, _("Pengeluaran")), (REVERSAL, _("Pembalikan"))]
    )
    amount = models.BigIntegerField()
    document = models.ForeignKey("signing.Document", on_delete=models.PROTECT, related_name="+")
    reverses = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="reversed_by"
    )
    reason = models.TextField(blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["document", "kind"], name="one_entry_per_document"),
            models.UniqueConstraint(fields=["request", "kind"], name="one_entry_per_request"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="entry_above_zero"),
            models.CheckConstraint(
                condition=Q(kind="spending", reverses=None)
                | Q(kind="reversal", reverses__isnull=False),
                name="only_a_reversal_reverses",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"
