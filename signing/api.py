"""The archived copy of a document below /api/v1/documents."""

from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Path, Router

from office.audit.core import rule
from office.people.access import Request
from office.people.core.api_keys import Scope
from office.people.operations import reads
from signing import selectors, urls, views
from signing.readers import ensure_readable

__all__ = ["router", "urls"]  # importing the addresses registers their `public_code`

router = Router(tags=["documents"])
PDF: dict[Any, Any] = {
    200: {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}
}


@reads(router, "/{public_code:code}/pdf", Scope.DOCUMENTS_READ, None, responses=PDF)
@rule("login")
def api_document_pdf(
    request: Request, code: Annotated[str, Path(description="The `public_code` of a document.")]
) -> HttpResponse:
    """Return the newest file of a document this person may read."""
    return views.pdf_of(ensure_readable(request.viewer, selectors.document_by_code(code)))
