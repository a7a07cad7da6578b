"""Electronic signatures: profile, consent, batches."""

from typing import Literal

from pydantic import Field

from office.regulations.core.section import Section
from office.regulations.core.values import Count


class Sign(Section):
    """How officials sign."""

    profile: Literal["B-B", "B-T", "B-LT", "B-LTA"]
    consent_seconds: Count = Field(ge=30, le=3600)
    """Life of one consent."""
    max_batch: Count = Field(ge=1, le=5000)
    """Documents one consent may cover."""
