"""Disbursement: service times and the papers each kind needs."""

from pydantic import Field

from office.regulations.core.section import Part, Section
from office.regulations.core.values import ByText, Count, Text


class ServiceTime(Part):
    """Working days each desk has."""

    check: Count = Field(ge=1)
    sign: Count = Field(ge=1)
    release: Count = Field(ge=1)


class Finance(Section):
    """Rules of the way from request to SP2D."""

    sla: ServiceTime
    tpp_account: Text
    """Account code of the budget line from which an agency pays TPP."""
    required_papers: ByText[tuple[Text, ...]]
    """Papers by kind of request (LS, TU, ..), as printed on the checklist."""
