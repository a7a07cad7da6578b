"""What a flow says about the procedure it runs."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Procedure:
    """A kind of filing. Every flow class carries exactly one; there is no second registry."""

    kind: str
    """Name by which chains and mandates refer to it, for example `daily_report`."""
    subject: str
    """First half of the reference to what is decided, for example `daily_report` of `daily_report:12`."""
    title: Any
    """Name on screen, in Indonesian; text, or text that is translated when shown."""
    four_eyes: bool = True
    """Whether last editor, earlier approvers and their stand-ins are kept out too; the maker always is."""
    documents: tuple[str, ...] = ()
    """Codes of the documents a filing may carry, in the order of their first signature."""
