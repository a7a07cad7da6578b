"""From content to the prepared bytes an approver decides on: typeset, then the empty signature fields."""

from collections.abc import Mapping, Sequence
from typing import Any

from signing.core import FieldSpec
from signing.documents.render import Paper, render
from signing.pades.sign import add_fields


def prepared_bytes(paper: Paper, content: Mapping[str, Any], fields: Sequence[FieldSpec]) -> bytes:
    """Return the prepared PDF; the same arguments give the same bytes, so a hash names exactly this paper."""
    rendered = render(paper, content, fields)
    return add_fields(rendered.pdf, fields, rendered.boxes)
