"""The two acts around a signature: intend (the claim) and store (it stands), and what happens if it does not."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from office.acts.core import NotAllowed, ensure
from office.acts.services import act, record
from office.archive import services as archive
from office.audit import clock
from office.audit.core import Actor
from office.people import selectors as people
from signing import intents
from signing.acts import Acts
from signing.core import (
    AlreadySigning,
    CannotProduce,
    ConsentClosed,
    DocumentNotFound,
    FieldSpec,
    IntendedSignature,
    NoCertificate,
    NotInConsent,
    SignatureGone,
    SignatureState,
    SigningConflict,
    StoredSignature,
)
from signing.models import Certificate, Consent, Document, DocumentFile, Signature
from signing.pades.inspect import inspect
from signing.selectors import live_certificate, own_title

LIVE = [SignatureState.INTENDED, SignatureState.STORED]


@act(Acts.INTEND_SIGNATURE)
def intend_signature(
    *,
    by: Actor,
    consent_id: int,
    document_id: int,
    field: str,
    base_sha256: str,
    decision_ref: str,
    formula: str,
    expires_at: datetime,
) -> IntendedSignature:
    """Claim a document's field for the actor until `expires_at`; nobody else may sign this document meanwhile.

    `formula` is `Plt.`, `Plh.`, `a.n.`, `u.b.` or empty; name, rank and NIP are taken from people now. Raises
    ConsentClosed, NotInConsent, NoCertificate, AlreadySigning, SigningConflict (the document has changed).
    """
    at = clock.now()
    documents = Document.objects.select_for_update().only("code", "fields")
    document = documents.filter(pk=document_id).first()
    if document is None:
        raise DocumentNotFound(_("Dokumen tidak ditemukan."))
    certificate = live_certificate(by.employee_id, at)
    if certificate is None:
        raise NoCertificate(
            _("Anda belum memiliki sertifikat yang berlaku. Buat sertifikat dahulu.")
        )
    _use_consent(certificate.employee_id, consent_id, base_sha256, at)
    _check_turn(document, field, base_sha256)
    row = _claim(document, certificate, field, formula)
    row.consent_id, row.base_sha256, row.decision_ref = consent_id, base_sha256, decision_ref
    row.intended_at, row.expires_at = at, expires_at
    row.save()
    record(
        subject=f"signature:{row.pk}",
        label=f"{document.code} {field}",
        document=f"document:{document.pk}",
        decision=decision_ref,
        consent=f"consent:{consent_id}",
        certificate=certificate.serial,
        base_sha256=base_sha256,
        formula=formula,
    )
    return IntendedSignature(row.pk, expires_at)


def _use_consent(employee_id: int, consent_id: int, base_sha256: str, at: datetime) -> None:
    """Burn one place of the consent: live, the actor's own, this document in it, and not used for it before."""
    consent = (
        Consent.objects.select_for_update().filter(pk=consent_id, employee_id=employee_id).first()
    )
    if consent is None:
        raise NotAllowed(_("Persetujuan ini bukan milik Anda."))
    ensure(
        base_sha256 in consent.sha256s,
        NotInConsent(_("Dokumen ini tidak termasuk yang Anda setujui.")),
    )
    ensure(
        at < consent.expires_at,
        ConsentClosed(_("Waktu persetujuan sudah habis. Masukkan frasa sandi sekali lagi.")),
    )
    ensure(
        not Signature.objects.filter(consent=consent, base_sha256=base_sha256).exists(),
        ConsentClosed(_("Persetujuan untuk dokumen ini sudah terpakai. Setujui sekali lagi.")),
    )
    consent.used += 1
    consent.used_at = at if consent.used == consent.n else None
    consent.save(update_fields=["used", "used_at"])


def _check_turn(document: Document, field: str, base_sha256: str) -> None:
    """Refuse unless the field is free, the base is the newest file, and nobody else is signing."""
    specs = {spec["name"]: FieldSpec(**spec) for spec in document.fields}
    ensure(
        field in specs,
        SigningConflict(_("Dokumen ini tidak memiliki kotak tanda tangan %s.") % field),
    )
    live = list(
        document.signatures.filter(state__in=LIVE).values_list("field", "state", "signer_name")
    )
    for taken, state, name in live:
        ensure(
            state != SignatureState.INTENDED,
            AlreadySigning(_("Dokumen ini sedang ditandatangani oleh %s.") % name),
        )
        ensure(taken != field, SigningConflict(_("Kotak ini sudah ditandatangani oleh %s.") % name))
    newest = document.files.order_by("-n").values_list("sha256", flat=True).first()
    ensure(
        newest == base_sha256,
        SigningConflict(
            _("Dokumen sudah berubah sejak Anda buka. Buka lagi, periksa, lalu putuskan.")
        ),
    )
    ensure(
        not specs[field].locks or len(live) == len(specs) - 1,
        SigningConflict(
            _("Tanda tangan terakhir mengunci dokumen; tanda tangan lain belum lengkap.")
        ),
    )


def _claim(document: Document, certificate: Certificate, field: str, formula: str) -> Signature:
    person = people.person(certificate.employee_id)
    return Signature(
        document=document,
        certificate=certificate,
        employee_id=person.employee_id,
        field=field,
        formula=formula,
        signer_name=person.full_name,
        signer_nip="" if person.status == "PEJABAT" else person.nip,
        signer_rank=person.rank,
        signer_title=own_title(person.employee_id) if formula in {"a.n.", "u.b."} else "",
        state=SignatureState.INTENDED,
    )


@act(Acts.STORE_SIGNATURE)
def store_signature(*, by: Actor, signature_id: int, sha256: str) -> StoredSignature:
    """Let a produced signature stand: its file becomes the newest of the document.

    The archived bytes are inspected once more, so nothing enters that is not exactly this signature. Raises
    SignatureGone if it lapsed or was stored, CannotProduce if the file is not this signature.
    """
    row = _locked(signature_id)
    ensure(
        archive.exists(sha256), CannotProduce(_("Berkas hasil tanda tangan tidak ada di arsip."))
    )
    base, signed = archive.read(row.base_sha256), archive.read(sha256)
    found = inspect(base, signed, row.certificate.pem, row.field)
    ensure(
        found.signed_at <= row.expires_at,
        CannotProduce(_("Tanda tangan dibuat setelah batas waktunya; ulangi.")),
    )
    row.state, row.signed_at = SignatureState.STORED, found.signed_at
    row.save(update_fields=["state", "signed_at"])
    n = _add_file(row, sha256, len(signed))
    transaction.on_commit(lambda: intents.remove(signature_id))
    record(
        subject=f"document:{row.document_id}",
        label=f"{row.field} {row.signer_name}",
        signature=f"signature:{row.pk}",
        decision=row.decision_ref,
        n=n,
        base_sha256=row.base_sha256,
        sha256=sha256,
    )
    return StoredSignature(row.document_id, n, sha256)


def _add_file(row: Signature, sha256: str, size: int) -> int:
    newest: DocumentFile = DocumentFile.objects.filter(document_id=row.document_id).order_by("-n")[
        0
    ]
    ensure(
        newest.sha256 == row.base_sha256,
        SigningConflict(_("Dokumen sudah berubah; ulangi tanda tangan.")),
    )
    DocumentFile.objects.create(
        document_id=row.document_id,
        n=newest.n + 1,
        sha256=sha256,
        size=size,
        cause="signed",
        signature=row,
        created_at=clock.now(),
    )
    return newest.n + 1


@act(Acts.LAPSE_SIGNATURE)
def lapse_signature(*, by: Actor, signature_id: int, reason: str) -> None:
    """Give up an intended signature: the document is free again and its signer is asked anew."""
    row = _locked(signature_id)
    row.state, row.lapse_reason = SignatureState.LAPSED, reason[:200]
    row.save(update_fields=["state", "lapse_reason"])
    transaction.on_commit(lambda: intents.remove(signature_id))
    record(
        subject=f"signature:{row.pk}",
        label=f"{row.field} {row.signer_name}",
        document=f"document:{row.document_id}",
        decision=row.decision_ref,
        reason=reason,
    )


def _locked(signature_id: int) -> Signature:
    rows = list(
        Signature.objects.select_for_update(of=("self",))
        .select_related("certificate")
        .filter(pk=signature_id)[:1]
    )
    ensure(rows, SignatureGone(_("Tanda tangan tidak ditemukan.")))
    row = rows[0]
    ensure(
        row.state == SignatureState.INTENDED,
        SignatureGone(_("Tanda tangan ini sudah selesai atau sudah gugur. Muat ulang halaman.")),
    )
    return row
