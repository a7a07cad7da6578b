"""What pages and other rooms see of cases: small frozen cards. Pure."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class CaseCard:
    """A case as lists show it."""

    case_id: int
    """Row of the case."""
    public_id: str
    """Its name in addresses."""
    employee_id: int
    """Whom it is about."""
    name: str
    """Name with titles."""
    nip: str
    """NIP, 18 digits."""
    position_title: str
    """Post when the case was opened."""
    agency_id: int
    """Agency when the case was opened."""
    agency_name: str
    """Its name."""
    is_head: bool
    """Whether the case is about a head of agency."""
    year: int
    """Calendar year counted."""
    kind: str
    """Kind of sanction the threshold leads to."""
    label: str
    """The sanction in words."""
    level: str
    """light, medium or heavy."""
    level_title: str
    """The level in words."""
    clause: str
    """Article of the threshold."""
    days: int
    """Days counted when the case was opened."""
    state: str
    """A CaseState."""
    state_title: str
    """The state in words."""
    opened_at: datetime
    """When the machine opened the draft."""
    due: date
    """Day by which the superior has to examine."""
    is_late: bool
    """Whether the superior let that day pass without a hearing (PP 94/2021 article 28)."""
    filing_id: int | None
    """Its filing on the ladder."""
    decided_at: datetime | None
    """When it ended; None while open."""

    @property
    def ref(self) -> str:
        """Return how the trail names the case."""
        return f"sanction_case:{self.case_id}"


@dataclass(frozen=True, slots=True)
class EvidenceCard:
    """One day of a case."""

    on: date
    """The day."""
    basis: str
    """absent, minutes or disputed."""
    basis_title: str
    """The basis in words."""
    minutes: int
    """Minutes late and early; 0 for a whole day."""
    reasons: tuple[str, ...]
    """What attendance said of the day when the case was opened."""


@dataclass(frozen=True, slots=True)
class HearingCard:
    """One summons and what came of it."""

    number: int
    """1 for the first."""
    summoned_on: date
    """Day the summons was served."""
    held_on: date
    """Day of the examination."""
    attended: bool
    """Whether the employee came."""
    statement: str
    """The closed minutes."""
    witnesses: str
    """Who else was there."""
    minutes_sha: str
    """Archived file of the minutes; empty without one."""
    examiner_name: str
    """Who examined."""
    recorded_at: datetime
    """When it was recorded."""


@dataclass(frozen=True, slots=True)
class CaseDetail:
    """One case with everything its page shows."""

    card: CaseCard
    """The case."""
    days_absent: int
    """Whole days at opening."""
    minutes_short: int
    """Minutes at opening."""
    days_from_minutes: int
    """Whole days those minutes made at opening."""
    longest_run: int
    """Days in a row at opening."""
    counted_until: date
    """Last day counted."""
    evidence: tuple[EvidenceCard, ...]
    """Its days."""
    hearings: tuple[HearingCard, ...]
    """Its hearings, first first."""
    reason: str
    """Reason of the proposal, or of the end."""
    missing: tuple[str, ...]
    """Steps of due process still missing, in words; empty when it may be proposed or is closed."""
    days_now: int
    """The same days counted with what is known now."""
    may_act: bool
    """Whether the reader may examine, propose or drop now."""
    may_withdraw: bool
    """Whether the reader may take the proposal back, as far as this room knows."""
    merged_into: str
    """public_id of the heavier case that took it over; empty otherwise."""
    effect_id: int | None
    """Row of its effect on pay; None without one."""
