"""What reads of the ladder hand out."""

from dataclasses import dataclass
from datetime import date, datetime

from signing.core import DocumentCard


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened to a filing."""

    at: datetime
    """When, by the one clock."""
    round: int
    """In which round."""
    level: int
    """At which level."""
    choice: str
    """approve, return or reject."""
    state: str
    """pending (being signed), made or lapsed."""
    person_id: int
    """Who."""
    person: str
    """Name with titles."""
    formula: str
    """Plt., Plh., a.n. or empty."""
    seat_title: str
    """Seat it was done for."""
    note: str
    """Reason given."""
    marks: tuple[str, ...]
    """Fields marked for mending."""
    to_level: int | None
    """Level it was returned to; None for the maker."""
    stands: bool
    """Whether it counts for the present revision."""


@dataclass(frozen=True, slots=True)
class LevelCard:
    """A level of the present round."""

    number: int
    """Its number."""
    seat_titles: tuple[str, ...]
    """Seats asked."""
    state: str
    """waiting, open, signing, decided or closed; `decided` for a level carried over from an earlier round."""
    needed: int
    """Approvals it needs."""
    holders: tuple[str, ...]
    """Names of who may decide now; empty for a vacant seat or a level that is not open."""
    since: datetime | None
    """Since when it waits there."""
    due: date | None
    """Last day of its time."""
    usual_days: int | None
    """Median days this desk took over its last decisions; None before the first."""
    vacant: bool
    """True while nobody may act for any of its seats."""


@dataclass(frozen=True, slots=True)
class FilingCard:
    """Where a filing is and what happened to it: "Di mana dokumen saya"."""

    filing_id: int
    """The filing."""
    kind: str
    """Kind of procedure."""
    subject_ref: str
    """What is decided."""
    title: str
    """Its title."""
    state: str
    """draft, running, returned, approved, rejected or withdrawn."""
    round: int
    """Round it is in."""
    maker_id: int
    """Who made it."""
    maker: str
    """Name with titles."""
    unit: str
    """Name of the agency."""
    submitted_at: datetime
    """When this round was submitted."""
    state_at: datetime
    """Since when it is in this state."""
    amount: int
    """Whole rupiah, 0 where none."""
    minutes: int
    """Minutes claimed, 0 where none."""
    findings: int
    """Findings against it."""
    revision_sha: str
    """Hash of what is decided."""
    levels: tuple[LevelCard, ...]
    """Levels of the present round, lowest first."""
    dropped: tuple[str, ...]
    """Seats left out, each with its reason."""
    history: tuple[HistoryLine, ...]
    """What happened, oldest first."""
    documents: tuple[DocumentCard, ...]
    """Documents of the present round."""


@dataclass(frozen=True, slots=True)
class StepDetail:
    """The decision page's content."""

    step_id: int
    """The step."""
    filing: FilingCard
    """Its filing."""
    level: int
    """Its level."""
    seat_title: str
    """Seat that is asked."""
    state: str
    """State of the step."""
    document: DocumentCard | None
    """Document this level signs; None where it signs none."""
    may_decide: bool
    """Whether the reader can decide now."""
    refusal: str
    """Why not, in Indonesian; empty when the reader can."""
    formula: str
    """Formula under which the reader would sign: Plt., Plh., a.n. or empty."""
    earlier_levels: tuple[LevelCard, ...]
    """Levels it can be returned to besides the maker."""
    markable: tuple[str, ...]
    """Parts of the document that a return can mark for mending."""
    due: date | None
    """Last day of this desk's time."""


@dataclass(frozen=True, slots=True)
class FilingFacts:
    """What an upper room may ask about a filing it owns; no reader is checked."""

    filing_id: int
    """The filing."""
    state: str
    """Its state."""
    round: int
    """Its round."""
    level: int
    """Open level, 0 when none is."""
    state_at: datetime
    """Since when."""
