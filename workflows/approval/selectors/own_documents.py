"""Documents of the filings a person made."""

from dataclasses import dataclass

from office.audit.core import Actor
from signing.core import DocumentCard
from signing.selectors import documents_of_filings
from workflows.approval.models import Filing

PAGE_FILINGS = 25


@dataclass(frozen=True, slots=True)
class OwnDocuments:
    """A stretch of the own documents."""

    rows: tuple[DocumentCard, ...]
    """Newest filing first, oldest revision first within one."""
    after: int | None
    """Filing to read on behind; None at the end."""


def my_documents(by: Actor, after: int | None = None) -> OwnDocuments:
    """Return the documents of the filings the actor made, 25 filings at a time, behind filing `after`. Four queries."""
    made = Filing.objects.filter(maker_id=by.employee_id or 0).order_by("-pk")
    if after is not None:
        made = made.filter(pk__lt=after)
    found = list(made.values_list("pk", flat=True)[: PAGE_FILINGS + 1])
    shown = [f"filing:{pk}" for pk in found[:PAGE_FILINGS]]
    by_filing = documents_of_filings(shown)
    rows = tuple(card for ref in shown for card in by_filing.get(ref, ()))
    return OwnDocuments(rows, found[PAGE_FILINGS - 1] if len(found) > PAGE_FILINGS else None)
