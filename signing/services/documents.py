"""Prepare a document: typeset it, make its boxes, keep it."""

import secrets
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import act, record
from office.archive import services as archive
from office.audit import clock
from office.audit.core import Actor
from office.people import selectors as people
from signing.acts import Acts
from signing.core import (
    REGISTERED_CODES,
    FieldSpec,
    PreparedDocument,
    SigningConflict,
    content_hash,
)
from signing.core.errors import BadContent
from signing.documents.contents import check_content
from signing.documents.prepare import prepared_bytes
from signing.documents.render import Paper
from signing.models import Document, DocumentFile, RegisterBook

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is read as a digit."""
SHORT = {
    "tpp_list": "TPP",
    "sanction_decision": "KEP",
    "leave_letter": "SIC",
    "duty_letter": "ST",
}
"""What a register number calls a code; other codes are called by their own name."""
CODE_LENGTH = 13
"""65 random bits: a code cannot be guessed."""


@act(Acts.PREPARE_DOCUMENT)
def prepare_document(
    *,
    by: Actor,
    code: str,
    filing_ref: str,
    revision: int,
    content: dict[str, Any],
    fields: Sequence[FieldSpec],
    agency_id: int,
) -> PreparedDocument:
    """Typeset a document of a filing's revision with empty signature boxes and keep it in the archive.

    `content` as described in `signing.core.contents`; `fields` in signing order, the last one locking. Raises
    BadContent where content or fields do not fit, SigningConflict if this revision has that document already.
    """
    check_content(code, content)
    _check_fields(fields)
    ensure(
        not Document.objects.filter(filing_ref=filing_ref, code=code, revision=revision).exists(),
        SigningConflict(_("Dokumen ini sudah disiapkan untuk revisi yang sama.")),
    )
    paper = _new_paper(code, agency_id, date.fromisoformat(content["date"]).year)
    pdf = prepared_bytes(paper, content, fields)
    row = Document.objects.create(
        code=code,
        filing_ref=filing_ref,
        revision=revision,
        agency_id=agency_id,
        public_code=paper.public_code,
        number=paper.number,
        verify_url=paper.verify_url,
        content=content,
        content_sha256=content_hash(code, content),
        fields=[asdict(field) for field in fields],
        prepared_at=clock.now(),
    )
    sha256 = archive.put(pdf)
    DocumentFile.objects.create(
        document=row,
        n=0,
        sha256=sha256,
        size=len(pdf),
        cause="prepared",
        created_at=row.prepared_at,
    )
    record(
        subject=f"document:{row.pk}",
        label=f"{code} {paper.number}".strip(),
        filing=filing_ref,
        revision=revision,
        sha256=sha256,
        content_sha256=row.content_sha256,
    )
    return PreparedDocument(row.pk, sha256, paper.public_code, paper.number)


def _check_fields(fields: Sequence[FieldSpec]) -> None:
    names = [field.name for field in fields]
    ensure(
        len(set(names)) == len(names), BadContent(_("Kotak tanda tangan harus bernama berbeda."))
    )
    locking = [index for index, field in enumerate(fields) if field.locks]
    ensure(
        locking in ([], [len(fields) - 1]),
        BadContent(_("Hanya kotak tanda tangan terakhir yang mengunci dokumen.")),
    )


def _new_paper(code: str, agency_id: int, year: int) -> Paper:
    public_code = "".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH))
    number = _next_number(code, agency_id, year) if code in REGISTERED_CODES else ""
    return Paper(code, number, public_code, f"{settings.SITE_URL.rstrip('/')}/v/{public_code}")


def _next_number(code: str, agency_id: int, year: int) -> str:
    """Take the next number of the agency's book; the row stays locked until the act commits, so none is lost."""
    RegisterBook.objects.get_or_create(agency_id=agency_id, year=year, code=code)
    book = RegisterBook.objects.select_for_update().get(agency_id=agency_id, year=year, code=code)
    book.last += 1
    book.save(update_fields=["last"])
    short = SHORT.get(code, code.upper())
    return f"{book.last:04d}/{short}/{people.agency(agency_id).code}/{year}"
