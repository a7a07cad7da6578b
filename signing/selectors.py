"""Reads of signing: documents, certificates, consents. Who may see a document is asked in `signing.readers`."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from office.archive import services as archive
from office.audit import clock
from office.audit.context import once_per_page
from office.people import selectors as people
from signing.core import (
    DOCUMENT_TITLES,
    CertificateCard,
    DocumentCard,
    DocumentNotFound,
    FieldSpec,
    SignatureCard,
    SignatureState,
)
from signing.core.merkle import challenge, merkle_root
from signing.documents.render import Paper, pages_png
from signing.documents.seal import seal_lines
from signing.models import Certificate, Consent, Document, DocumentFile, Signature


@once_per_page
def document(document_id: int) -> DocumentCard:
    """Return a document with its signatures; raises DocumentNotFound."""
    return _one(_documents().filter(pk=document_id))


def document_by_code(public_code: str) -> DocumentCard:
    """Return the document of an opaque code, as printed on paper; raises DocumentNotFound."""
    return _one(_documents().filter(public_code=public_code.strip().upper()))


def document_of_file(sha256: str) -> DocumentCard | None:
    """Return the document one of whose files has this hash, or None."""
    return next(iter(_cards(_documents().filter(files__sha256=sha256))), None)


def documents_of(filing_ref: str) -> list[DocumentCard]:
    """Return all documents of a filing, oldest revision first."""
    return _cards(_documents().filter(filing_ref=filing_ref))


def documents_of_filings(filing_refs: Sequence[str]) -> dict[str, list[DocumentCard]]:
    """Return the documents of several filings by filing, oldest revision first, in three queries."""
    found: dict[str, list[DocumentCard]] = {}
    for card in _cards(_documents().filter(filing_ref__in=filing_refs)):
        found.setdefault(card.filing_ref, []).append(card)
    return found


def documents_by_id(document_ids: Iterable[int]) -> dict[int, DocumentCard]:
    """Return several documents in three queries."""
    return {card.id: card for card in _cards(_documents().filter(pk__in=list(document_ids)))}


def newest_contents(code: str, filing_refs: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return what the newest document of this code says, by filing; nothing for a filing without one."""
    rows = Document.objects.filter(code=code, filing_ref__in=set(filing_refs)).order_by("revision")
    return dict(rows.values_list("filing_ref", "content"))


def newest_files(document_ids: Iterable[int]) -> dict[int, str]:
    """Return the SHA-256 of the newest file of each document, in one query."""
    rows = DocumentFile.objects.filter(document_id__in=list(document_ids)).order_by("n")
    return dict(rows.values_list("document_id", "sha256"))


def document_bytes(document_id: int) -> bytes:
    """Return the newest file of a document; raises DocumentNotFound."""
    return archive.read(document(document_id).sha256)


def document_pages_png(document_id: int) -> list[bytes]:
    """Return the pages of a document as PNG images, 120 ppi, with the signatures stored so far drawn in."""
    row = Document.objects.filter(pk=document_id).first()
    if row is None:
        raise DocumentNotFound(_("Dokumen tidak ditemukan."))
    fields = [FieldSpec(**spec) for spec in row.fields]
    by_name = {spec.name: spec for spec in fields}
    stored = row.signatures.filter(state=SignatureState.STORED)
    seals = {
        signature.field: dict(seal_lines(signature, by_name[signature.field]))
        for signature in stored
    }
    paper = Paper(row.code, row.number, row.public_code, row.verify_url)
    return pages_png(paper, row.content, fields, seals)


def certificates_of(employee_id: int) -> list[CertificateCard]:
    """Return a person's certificates, newest first."""
    rows = Certificate.objects.filter(employee_id=employee_id).order_by("-not_before", "-pk")
    return [certificate_card(row) for row in rows]


def certificate_now(employee_id: int) -> CertificateCard | None:
    """Return the certificate a person can sign with now, or None."""
    row = live_certificate(employee_id, clock.now())
    return certificate_card(row) if row else None


def certificates_now(employee_ids: Iterable[int]) -> dict[int, CertificateCard]:
    """Return the certificates people can sign with now, by employee."""
    rows = _live(clock.now()).filter(employee_id__in=list(employee_ids))
    return {row.employee_id: certificate_card(row) for row in rows}


def certificates_of_signatures(signature_ids: Iterable[int]) -> dict[int, CertificateCard]:
    """Return the certificate each signature was made with."""
    rows = Signature.objects.filter(pk__in=list(signature_ids)).select_related("certificate")
    return {row.pk: certificate_card(row.certificate) for row in rows}


def signature_states(signature_ids: Iterable[int]) -> dict[int, str]:
    """Return the state of signatures by id."""
    return dict(Signature.objects.filter(pk__in=list(signature_ids)).values_list("pk", "state"))


def live_certificate(employee_id: int | None, at: datetime) -> Certificate | None:
    """Return the row of the certificate a person can sign with at a moment, or None."""
    if employee_id is None:
        return None
    return _live(at).filter(employee_id=employee_id).first()


def own_title(employee_id: int) -> str:
    """Return the title of a person's own position today, or an empty text."""
    position = people.position_of(employee_id, clock.today())
    return position.title if position else ""


def challenge_of(row: Consent) -> str:
    """Return the challenge a consent's row stands for; equal to the stored one unless somebody changed the row."""
    return challenge(
        signer=f"employee:{row.employee_id}",
        seat=row.seat,
        n=row.n,
        root=merkle_root(row.sha256s),
        nonce=row.nonce,
        expires_at=row.expires_at,
    )


def certificate_card(row: Certificate) -> CertificateCard:
    """Return a certificate row as a card."""
    return CertificateCard(
        id=row.pk,
        employee_id=row.employee_id,
        subject=row.subject,
        issuer=row.issuer,
        serial=row.serial,
        not_before=row.not_before,
        not_after=row.not_after,
        revoked_at=row.revoked_at,
        certified=row.certified,
    )


def _live(at: datetime) -> QuerySet[Certificate]:
    return Certificate.objects.filter(
        revoked_at__isnull=True, replaced_at__isnull=True, not_before__lte=at, not_after__gte=at
    )


def _documents() -> QuerySet[Document]:
    signatures = (
        Signature.objects.exclude(state=SignatureState.LAPSED)
        .select_related("file")
        .order_by("intended_at", "pk")
    )
    return Document.objects.order_by("revision", "pk").prefetch_related(
        Prefetch("signatures", signatures, to_attr="shown"),
        Prefetch("files", DocumentFile.objects.order_by("n"), to_attr="chain"),
    )


def _one(rows: QuerySet[Document]) -> DocumentCard:
    cards = _cards(rows[:1])
    if not cards:
        raise DocumentNotFound(_("Dokumen tidak ditemukan."))
    return cards[0]


def _cards(rows: Iterable[Document]) -> list[DocumentCard]:
    return [_card(row, row.chain, row.shown) for row in rows]  # type: ignore[attr-defined]  # Prefetch(to_attr)


def _card(
    row: Document, files: Sequence[DocumentFile], signatures: Sequence[Signature]
) -> DocumentCard:
    fields = tuple(FieldSpec(**spec) for spec in row.fields)
    by_name = {spec.name: spec for spec in fields}
    return DocumentCard(
        id=row.pk,
        code=row.code,
        title=row.content.get("title") or DOCUMENT_TITLES[row.code],
        filing_ref=row.filing_ref,
        revision=row.revision,
        sha256=files[-1].sha256,
        prepared_sha256=files[0].sha256,
        n=files[-1].n,
        public_code=row.public_code,
        number=row.number,
        agency_id=row.agency_id,
        prepared_at=row.prepared_at,
        fields=fields,
        signatures=tuple(
            _signature_card(signature, by_name[signature.field]) for signature in signatures
        ),
    )


def _signature_card(row: Signature, spec: FieldSpec) -> SignatureCard:
    return SignatureCard(
        signature_id=row.pk,
        field=row.field,
        role=spec.role,
        seat_title=spec.seat_title,
        formula=row.formula,
        signer_id=row.employee_id,
        signer_name=row.signer_name,
        signer_nip=row.signer_nip,
        state=row.state,
        signed_at=row.signed_at,
        expires_at=row.expires_at,
        sha256=row.file.sha256 if row.state == SignatureState.STORED else "",
    )
