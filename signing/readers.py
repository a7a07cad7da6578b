"""Who may read a document: its signers, and whom the room above says.

A document belongs to a filing, and filings live above this room. A room that knows readers of a kind of reference
registers one function, once, in its `rules.py` (autodiscovered); one of them that says yes is enough:

    from signing.readers import may_read

    @may_read("filing")
    def filing_reader(viewer: Viewer, ref: str) -> bool:
        "Return whether the viewer made this filing, holds or held a seat of its steps, ..."
"""

from collections.abc import Callable

from django.utils.translation import gettext as _

from office.people.core import Viewer
from signing.core import DocumentCard, DocumentNotFound

Reader = Callable[[Viewer, str], bool]

_readers: dict[str, list[Reader]] = {}


def may_read(kind: str) -> Callable[[Reader], Reader]:
    """Register the function that answers for documents whose `filing_ref` begins with `kind:`."""

    def register(reader: Reader) -> Reader:
        _readers.setdefault(kind, []).append(reader)
        return reader

    return register


def readable(viewer: Viewer, card: DocumentCard) -> bool:
    """Return whether the viewer may read the document: a signer, or one of the filing's readers (inspectors too)."""
    if not viewer.is_signed_in:
        return False
    if any(signature.signer_id == viewer.employee_id for signature in card.signatures):
        return True
    known = _readers.get(card.filing_ref.partition(":")[0], [])
    return any(reader(viewer, card.filing_ref) for reader in known)


def ensure_readable(viewer: Viewer, card: DocumentCard) -> DocumentCard:
    """Return the document, or raise DocumentNotFound as if it did not exist."""
    if not readable(viewer, card):
        raise DocumentNotFound(_("Dokumen tidak ditemukan."))
    return card
