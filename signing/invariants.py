"""This room's part of `fsck`."""

import hashlib
from collections import Counter
from collections.abc import Iterator

from cryptography import x509
from django.db.models import Count

from office.archive import services as archive
from office.audit.core import Invariant
from office.audit.witnesses import Claims, Said, Witness, witnessed
from signing.acts import Acts
from signing.core import CannotProduce, SignatureState
from signing.core.contents import content_hash
from signing.models import Certificate, Consent, Document, DocumentFile, RegisterBook, Signature
from signing.pades.inspect import holds, inspect
from signing.selectors import challenge_of

AT_ONCE = 200


def invariants() -> list[Invariant]:
    """Return I1 and I5 as far as they are signing's, and two of the room's own."""
    return [
        Invariant(
            "I1", "Setiap tanda tangan tersimpan menghasilkan tepat satu berkas", _one_file_each
        ),
        Invariant("I5", "Setiap dokumen di arsip utuh dan tanda tangannya sah", _files_hold),
        Invariant(
            "S1",
            "Setiap persetujuan masih menyebut dokumen yang disetujui dan tidak terpakai lebih",
            _consents_hold,
        ),
        witnessed(
            "Isi setiap dokumen sama dengan jejaknya",
            Witness(
                model=Document,
                word="document",
                acts=frozenset({str(Acts.PREPARE_DOCUMENT)}),
                subjects=lambda row: [f"document:{row.pk}"],
                tells={str(Acts.PREPARE_DOCUMENT): _prepared},
                reads={"content_sha256": lambda row: content_hash(row.code, row.content)},
            ),
        ),
        Invariant("S2", "Nomor register dokumen tidak ada yang hilang", _registers_hold),
    ]


def _prepared(said: Said) -> Claims:
    held = {name: said.body[name] for name in ("revision", "content_sha256")}
    return {said.subject: {**held, "filing_ref": said.body["filing"]}}


def signature_totals() -> dict[str, int]:
    """Return how many signatures stand and how many of their files were read again and found sound."""
    stored = Signature.objects.filter(state=SignatureState.STORED).count()
    return {"stored": stored, "verified": stored - len(list(_broken_files()))}


def _one_file_each() -> tuple[int, list[str]]:
    stored = Signature.objects.filter(state=SignatureState.STORED)
    strays = stored.filter(file__isnull=True).values_list("pk", flat=True)
    unsigned = DocumentFile.objects.filter(n__gt=0).exclude(signature__state=SignatureState.STORED)
    offenders = [f"tanda tangan {pk} tanpa berkas" for pk in strays]
    offenders += [f"berkas {pk} tanpa tanda tangan" for pk in unsigned.values_list("pk", flat=True)]
    return stored.count(), offenders


def _files_hold() -> tuple[int, list[str]]:
    return DocumentFile.objects.count(), list(_broken_files())


def _broken_files() -> Iterator[str]:
    rows = DocumentFile.objects.select_related("signature__certificate").order_by(
        "document_id", "n"
    )
    base = b""
    for row in rows.iterator(chunk_size=AT_ONCE):
        try:
            content = archive.read(row.sha256)
        except archive.NotStored:
            yield f"dokumen {row.document_id} berkas {row.n}: tidak ada di arsip"
            base = b""
            continue
        if fault := _fault(row, base, content):
            yield f"dokumen {row.document_id} berkas {row.n}: {fault}"
        base = content


def _fault(row: DocumentFile, base: bytes, content: bytes) -> str:
    if hashlib.sha256(content).hexdigest() != row.sha256:
        return "hash tidak sama"
    if row.signature is None:
        return ""
    try:
        inspect(base, content, row.signature.certificate.pem, row.signature.field)
    except CannotProduce as problem:
        return problem.message
    except ValueError:
        return "susunan tanda tangan rusak"
    return ""


def _consents_hold() -> tuple[int, list[str]]:
    rows = list(Consent.objects.annotate(made=Count("signatures")))
    pems = dict(Certificate.objects.values_list("pk", "pem"))
    return len(rows), [
        f"persetujuan {row.pk}" for row in rows if not _consent_holds(row, row.made, pems)
    ]


def _consent_holds(row: Consent, made: int, pems: dict[int, str]) -> bool:
    """Return whether use, set, challenge and the signer's own signature over it still agree."""
    if made != row.used or row.used > row.n or challenge_of(row) != row.challenge:
        return False
    if not row.assertion:
        return True
    certificate = x509.load_pem_x509_certificate(pems[row.assertion["certificate"]].encode())
    return holds(certificate, bytes.fromhex(row.assertion["signature"]), row.challenge.encode())


def _registers_hold() -> tuple[int, list[str]]:
    given = Document.objects.exclude(number="").values_list("agency_id", "code", "number")
    count = Counter((agency, code, number.rsplit("/", 1)[1]) for agency, code, number in given)
    books = list(RegisterBook.objects.all())
    wrong = [
        book for book in books if book.last != count[(book.agency_id, book.code, str(book.year))]
    ]
    return len(books), [f"register {book}" for book in wrong]
