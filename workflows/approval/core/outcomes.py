"""What the ladder's doors take and answer."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class StepCard:
    """A step of a filing's present round, in short."""

    step_id: int
    """Row of the step."""
    level: int
    """Its level."""
    seat: str
    """`position:12` or `bud:5`."""
    seat_title: str
    """Official name of the seat at submission."""
    state: str
    """waiting, open, signing, decided or closed."""
    vacant: bool
    """True for `kursi kosong`: nobody held the seat at submission."""


@dataclass(frozen=True, slots=True)
class FilingOutcome:
    """A submitted filing."""

    filing_id: int
    """Row of the filing; the same one for every round."""
    round: int
    """1 for the first submission."""
    state: str
    """`running`."""
    revision_sha: str
    """SHA-256, hex, of what is decided on: the prepared document, or all of them together."""
    steps: tuple[StepCard, ...]
    """Steps of this round, lowest level first."""


@dataclass(frozen=True, slots=True)
class DecisionOutcome:
    """A decision that was made, and what it made of the filing."""

    decision_id: int
    """Row of the decision."""
    step_id: int
    """Step it was made on."""
    choice: str
    """approve, return or reject."""
    filing_id: int
    """The filing."""
    state: str
    """State of the filing now."""
    round: int
    """Round of the filing now."""
    level: int
    """Level that is open now; 0 when none is."""
    decided_at: datetime
    """When, by the one clock."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A step claimed for signing: nobody else decides on the filing until it is made or lapses."""

    decision_id: int
    """Row of the pending decision."""
    signature_id: int
    """The intended signature."""
    document_id: int
    """Document that is signed."""
    expires_at: datetime
    """Moment from which the signature may no longer be produced."""
    is_new: bool
    """False where the same key's claim was living already: another request is signing, or has died."""


@dataclass(frozen=True, slots=True)
class Pick:
    """One document chosen for a batch, as the signer saw it."""

    step_id: int
    """Step to approve."""
    revision_sha: str
    """Revision the signer saw."""
    key: str
    """Key of this decision, made by the page: signing twice with it signs once."""


@dataclass(frozen=True, slots=True)
class SignProgress:
    """Result for one document of a batch."""

    index: int
    """1 for the first."""
    total: int
    """How many documents the batch has."""
    step_id: int
    """Step it was about."""
    ok: bool
    """Whether the decision stands."""
    message: str
    """What happened, and what to do if it did not work."""
    document_sha: str = ""
    """SHA-256, hex, of the signed file; empty where none was made."""
