"""Documents, their files, consents, signatures, certificates. Hashes live here, bytes in the archive."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from signing.core.types import SignatureState

SHA256_LENGTH = 64


class Document(models.Model):
    """One paper of a filing's revision: what it says and which boxes it has."""

    code = models.CharField(max_length=40)
    filing_ref = models.CharField(max_length=80)
    revision = models.PositiveIntegerField()
    agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+")
    public_code = models.CharField(max_length=26, unique=True)
    number = models.CharField(max_length=80, blank=True)
    verify_url = models.CharField(max_length=200)
    content = models.JSONField()
    content_sha256 = models.CharField(max_length=SHA256_LENGTH)
    fields = models.JSONField()
    prepared_at = models.DateTimeField()

    class Meta:
        verbose_name = _("dokumen")
        verbose_name_plural = _("dokumen")
        constraints = [
            models.UniqueConstraint(
                fields=["filing_ref", "code", "revision"], name="signing_document_once"
            ),
            models.UniqueConstraint(
                fields=["agency", "number"], name="signing_number_once", condition=~Q(number="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.number or self.public_code}"


class RegisterBook(models.Model):
    """The last number given out per agency, year and code; locked while the next is taken, so none is skipped."""

    agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("buku register")
        verbose_name_plural = _("buku register")
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "year", "code"], name="signing_register_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.year}: {self.last}"


class Certificate(models.Model):
    """A person's signing certificate and where the key is kept."""

    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    provider = models.CharField(max_length=20, default="pkcs12")
    key_name = models.CharField(max_length=120)
    subject = models.CharField(max_length=200)
    issuer = models.CharField(max_length=200)
    serial = models.CharField(max_length=40, unique=True)
    sha256 = models.CharField(max_length=SHA256_LENGTH, unique=True)
    pem = models.TextField()
    not_before = models.DateTimeField()
    not_after = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)
    certified = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("sertifikat")
        verbose_name_plural = _("sertifikat")
        constraints = [
            models.UniqueConstraint(
                fields=["employee"],
                name="signing_one_live_certificate",
                condition=Q(revoked_at__isnull=True, replaced_at__isnull=True),
            ),
            models.CheckConstraint(
                condition=Q(not_after__gt=models.F("not_before")), name="signing_certificate_span"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.serial})"


class PassphraseGuard(models.Model):
    """When an employee's passphrase was tried lately, as UTC seconds; locked while a try is taken."""

    employee = models.OneToOneField("people.Employee", on_delete=models.CASCADE, related_name="+")
    tries = models.JSONField(default=list)

    class Meta:
        verbose_name = _("pengaman frasa sandi")
        verbose_name_plural = _("pengaman frasa sandi")

    def __str__(self) -> str:
        return str(self.employee_id)


class Consent(models.Model):
    """One step-up: which documents, by whom, for which seat, until when. Evidence, burnt after use."""

    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    seat = models.CharField(max_length=80)
    n = models.PositiveIntegerField()
    used = models.PositiveIntegerField(default=0)
    merkle_root = models.CharField(max_length=SHA256_LENGTH)
    sha256s = models.JSONField()
    nonce = models.CharField(max_length=32)
    challenge = models.CharField(max_length=SHA256_LENGTH, unique=True)
    method = models.CharField(max_length=20, default="passphrase")
    assertion = models.JSONField(default=dict, blank=True)
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("persetujuan tanda tangan")
        verbose_name_plural = _("persetujuan tanda tangan")
        constraints = [
            models.CheckConstraint(condition=Q(n__gte=1), name="signing_consent_not_empty"),
            models.CheckConstraint(
                condition=Q(used__lte=models.F("n")), name="signing_consent_not_overused"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("opened_at")), name="signing_consent_span"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee_id}: {self.used}/{self.n}"


class Signature(models.Model):
    """One signature, from claim (intended) to stored or lapsed. Name, rank and formula as they were then."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="signatures")
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="signatures")
    certificate = models.ForeignKey(
        Certificate, on_delete=models.PROTECT, related_name="signatures"
    )
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    base_sha256 = models.CharField(max_length=SHA256_LENGTH)
    field = models.CharField(max_length=20)
    decision_ref = models.CharField(max_length=80)
    formula = models.CharField(max_length=40, blank=True)
    signer_name = models.CharField(max_length=200)
    signer_nip = models.CharField(max_length=18)
    signer_rank = models.CharField(max_length=20, blank=True)
    signer_title = models.CharField(max_length=200, blank=True)
    profile = models.CharField(max_length=20, default="PAdES-B-B")
    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in SignatureState]
    )
    intended_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True, blank=True)
    lapse_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("tanda tangan")
        verbose_name_plural = _("tanda tangan")
        constraints = [
            models.UniqueConstraint(
                fields=["base_sha256", "field"],
                name="signing_signature_once",
                condition=Q(state__in=["intended", "stored"]),
            ),
            models.UniqueConstraint(
                fields=["document", "field"],
                name="signing_field_once",
                condition=Q(state__in=["intended", "stored"]),
            ),
            models.UniqueConstraint(
                fields=["document"],
                name="signing_one_hand_at_a_time",
                condition=Q(state="intended"),
            ),
            models.UniqueConstraint(
                fields=["consent", "base_sha256"], name="signing_consent_once_each"
            ),
            models.CheckConstraint(
                condition=Q(state="stored", signed_at__isnull=False)
                | (~Q(state="stored") & Q(signed_at__isnull=True)),
                name="signing_stored_has_time",
            ),
        ]
        indexes = [models.Index(fields=["decision_ref"], name="signing_signature_decision")]

    def __str__(self) -> str:
        return f"{self.field} {self.signer_name} ({self.state})"


class DocumentFile(models.Model):
    """The bytes of a document after each step: 0 prepared, then one per signature."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="files")
    n = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=SHA256_LENGTH, unique=True)
    size = models.PositiveIntegerField()
    cause = models.CharField(max_length=20)
    signature = models.OneToOneField(
        Signature, on_delete=models.PROTECT, null=True, blank=True, related_name="file"
    )
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("berkas dokumen")
        verbose_name_plural = _("berkas dokumen")
        constraints = [
            models.UniqueConstraint(fields=["document", "n"], name="signing_file_once"),
            models.CheckConstraint(
                condition=Q(cause="prepared", n=0, signature__isnull=True)
                | Q(cause="signed", n__gt=0, signature__isnull=False),
                name="signing_file_cause",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}/{self.n}"
