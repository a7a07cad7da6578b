"""An incremental PDF writer whose output depends on its input alone: no clock, no random identifier."""

import hashlib
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter


class QuietWriter(IncrementalPdfFileWriter):  # type: ignore[misc]  # pyHanko is untyped here
    """Leaves the metadata alone (PDF/A wants Info and XMP equal) and derives the second /ID from the bytes before."""

    def __init__(self, pdf: bytes) -> None:
        self._digest = hashlib.sha256(pdf).digest()[:16]
        super().__init__(BytesIO(pdf))
        first = self._document_id[0]  # type: ignore[has-type]  # set by pyHanko's writer
        self._document_id = generic.ArrayObject([first, generic.ByteStringObject(self._digest)])

    def _update_meta(self) -> None:
        """Write no time of change: a signature carries its own time, and a prepared file has none."""

    def result(self) -> bytes:
        """Return the old bytes followed by the update."""
        out = BytesIO()
        self.write(out)
        return out.getvalue()
