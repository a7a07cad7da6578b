"""What pages see of a correction. Pure."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class CorrectionCard:
    """A correction as lists show it."""

    request_id: int
    """Its row."""
    public_id: str
    """Its name in addresses."""
    employee_id: int
    """Whose day."""
    on: date
    """The day."""
    arrived: str
    """Arrival asked for, `07.30`; empty where it stays."""
    left: str
    """Departure asked for; empty where it stays."""
    reason: str
    """What happened."""
    state: str
    """A State."""
    filing_id: int | None
    """Its filing; None before the first submission."""
    submitted_at: datetime | None
    """When it was submitted last."""


@dataclass(frozen=True, slots=True)
class CorrectionDetail:
    """One correction in full, as one reader sees it."""

    card: CorrectionCard
    """The request."""
    person_name: str
    """Whose day, with titles."""
    judged: tuple[str, ...]
    """How the day is judged now, sentence by sentence."""
    punches: tuple[str, ...]
    """Raw punches of the day, `07.58 Lobi`; empty for readers who may not see them."""
    has_paper: bool
    """Whether a proving file is attached."""
    may_edit: bool
    """Whether this reader may change and submit it."""
    may_withdraw: bool
    """Whether this reader may take it back."""
