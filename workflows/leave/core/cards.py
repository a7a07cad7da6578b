"""What other rooms and pages see of a request to be away. Pure."""

from dataclasses import dataclass
from datetime import date, datetime

from workflows.leave.core.balance import YearBalance


@dataclass(frozen=True, slots=True)
class AwayCard:
    """A request as lists show it."""

    away_id: int
    """Its row."""
    public_id: str
    """Its name in addresses."""
    procedure: str
    """leave, duty or permit."""
    title: str
    """What it is, in the law's words: `Cuti tahunan`, `Dinas luar`, `Izin`."""
    employee_id: int
    """Who is away."""
    first: date
    """First day."""
    last: date
    """Last day, inclusive."""
    hours: str
    """Hours of a permit, `09.00-11.30`; empty for whole days."""
    days: int
    """Days counted when it was submitted last; 0 before."""
    state: str
    """A State."""
    filing_id: int | None
    """Its filing; None before the first submission."""
    submitted_at: datetime | None
    """When it was submitted last."""
    letter: str
    """Number of the letter that grants it; empty before."""


@dataclass(frozen=True, slots=True)
class PaperCard:
    """A proving file of a request, for a reader who may open it."""

    paper_id: int
    """Its row."""
    filename: str
    """Name it came with; empty for a reader who may not open it."""
    may_open: bool
    """Whether this reader may."""


@dataclass(frozen=True, slots=True)
class EndingCard:
    """An act that shortened or cancelled an approved request."""

    at: datetime
    """When."""
    was_last: date
    """Last day before."""
    last: date | None
    """Last day now; None when it was cancelled."""
    letter: str
    """Number of the letter."""
    by_name: str
    """Who."""


@dataclass(frozen=True, slots=True)
class AwayDetail:
    """One request in full, as one reader sees it."""

    card: AwayCard
    """The request."""
    person_name: str
    """Who is away, with titles."""
    kind: str
    """Kind of leave; empty for duty and permits."""
    position_title: str
    """Post on the first day; empty without one."""
    place: str
    """Where to."""
    reason: str
    """Why."""
    diagnosis: str
    """For the owner only; empty for everyone else."""
    plh_id: int | None
    """Who stands in; None for nobody."""
    plh_name: str
    """Name of who stands in; empty for nobody."""
    clause: str
    """Article under which it is asked."""
    papers: tuple[PaperCard, ...]
    """Proving files."""
    endings: tuple[EndingCard, ...]
    """Later acts on it, oldest first."""
    balances: tuple[YearBalance, ...]
    """Balances its days come from; empty for kinds without one and for readers it does not concern."""
    may_edit: bool
    """Whether this reader may change and submit it."""
    may_withdraw: bool
    """Whether this reader may take it back."""
    may_call_off: bool
    """Whether this reader may shorten or cancel it."""


@dataclass(frozen=True, slots=True)
class DayCount:
    """The days a request would count, live while it is typed."""

    days: int
    """As the kind counts them."""
    workdays: int
    """Working days by roster and holidays."""
    is_calendar: bool
    """Whether free days count too."""
    free_days: tuple[tuple[date, str], ...]
    """Holidays between, with their names."""
    balances: tuple[YearBalance, ...]
    """Balances of the years touched; empty for kinds without one."""
    years: tuple[tuple[int, int], ...]
    """(year, days) that would be taken."""
    needs_plh: bool
    """Whether the seat needs a stand-in."""

    @property
    def is_enough(self) -> bool:
        """Return whether every year has the days."""
        left = {balance.year: balance.left for balance in self.balances}
        return not left or all(left.get(year, 0) >= days for year, days in self.years)
