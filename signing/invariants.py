"""This room's part of `fsck`."""

import hashlib
from collections import Counter
from collections.abc import Iterator

from django.db.models import Count, F, Q

from office.archive import services as archive
from office.audit.core import Invariant
from signing.core import CannotProduce, SignatureState
from signing.models import Consent, Document, DocumentFile, RegisterBook, Signature
from signing.pades.inspect import inspect

AT_ONCE = 200


def invariants() -> list[Invariant]:
    """Return I1 and I5 as far as they are signing's, and two of the room's own."""
    return [
        Invariant(
            "I1", "Setiap tanda tangan tersimpan menghasilkan tepat satu berkas", _one_file_each
        ),
        Invariant("I5", "Setiap dokumen di arsip utuh dan tanda tangannya sah", _files_hold),
        Invariant("S1", "Persetujuan tidak terpakai melebihi yang disetujui", _consents_hold),
        Invariant("S2", "Nomor register dokumen tidak ada yang hilang", _registers_hold),
    ]


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
    rows = Consent.objects.annotate(made=Count("signatures"))
    wrong = rows.filter(~Q(made=F("used")) | Q(used__gt=F("n"))).values_list("pk", flat=True)
    return Consent.objects.count(), [f"persetujuan {pk}" for pk in wrong]


def _registers_hold() -> tuple[int, list[str]]:
    given = Document.objects.exclude(number="").values_list("agency_id", "code", "number")
    count = Counter((agency, code, number.rsplit("/", 1)[1]) for agency, code, number in given)
    books = list(RegisterBook.objects.all())
    wrong = [
        book for book in books if book.last != count[(book.agency_id, book.code, str(book.year))]
    ]
    return len(books), [f"register {book}" for book in wrong]
