"""What the summary of a city shows. Pure."""

from dataclasses import dataclass
from datetime import date

from office.people.core import AgencyCard, PersonOnPost
from workflows.approval.selectors import DeskLoad


@dataclass(frozen=True, slots=True)
class Presence:
    """How many people of a day are where."""

    people: int
    """People on a post that day who had to work, or still have to."""
    present: int
    """With a punch, also late ones."""
    late: int
    """Of those, after the grace of the roster."""
    away: int
    """On leave or on duty elsewhere."""
    absent: int
    """Judged absent."""
    pending: int
    """Not judged yet and without a punch."""


@dataclass(frozen=True, slots=True)
class Filed:
    """How many reports of a day stand where."""

    approved: int
    """Through the ladder."""
    waiting: int
    """On a desk."""
    returned: int
    """Back with their makers, or rejected."""
    missing: int
    """Days of presence or duty without a report."""

    @property
    def total(self) -> int:
        """Return how many were filed."""
        return self.approved + self.waiting + self.returned


@dataclass(frozen=True, slots=True)
class PersonDay:
    """One person on the day looked at."""

    entry: PersonOnPost
    """Who, and on which post."""
    status: str
    """What the day counts as, as attendance judges it."""
    minutes_late: int
    """Whole minutes late."""
    lacks_report: bool
    """Whether the report of the last day of work is missing."""


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """One agency of the summary."""

    agency: AgencyCard
    """Which."""
    head: str
    """Names of who heads it now; empty while the seat is vacant."""
    presence: Presence
    """People on the day."""
    filed: Filed
    """Reports of the last day of work."""
    desk: DeskLoad | None
    """The head's desk; None when nothing waits on it."""
    steps_late: int
    """Documents past their day on all desks of the agency's officials, the head's among them."""
    cases_late: int
    """Cases whose examination is overdue: the superior's duty, not the employee's."""

    @property
    def overdue(self) -> int:
        """Return how many duties of the agency's officials are overdue."""
        return self.steps_late + self.cases_late


@dataclass(frozen=True, slots=True)
class Money:
    """Funds and allowance, whole rupiah; what the reader's own pages of these rooms show."""

    released_today: tuple[int, int]
    """How many requests left today, and their sum."""
    released_month: tuple[int, int]
    """The same since the first of the month."""
    usual_minutes: int | None
    """Median minutes from asking to release this month; None without any."""
    running: tuple[int, int]
    """Requests on the way, and their sum."""
    tpp_month: str
    """Newest month with a run, in words; empty before the first."""
    tpp_total: int
    """What its runs pay together."""
    tpp_ceiling: int
    """Budget of the TPP lines this year."""
    tpp_reserved: int
    """Reserved of it and not yet spent."""
    tpp_spent: int
    """Spent of it."""
    months: tuple[tuple[str, int], ...]
    """Past months in words with what their runs pay, oldest first."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The whole page."""

    day: date
    """Day of the presence: today, or the last day of work when today is free."""
    report_day: date | None
    """Last day of work before today, of which reports are due; None where there is none."""
    lines: tuple[AgencyLine, ...]
    """Agencies the reader answers for, by name."""
    presence: Presence
    """Their sum."""
    filed: Filed
    """Their sum."""
    desks: tuple[DeskLoad, ...]
    """Every desk on which their documents wait, most late first."""
    cases: tuple[int, int, int]
    """Open cases the reader may see: all, of heads of agency, overdue."""
    money: Money
    """Funds and allowance."""
    trend: tuple[tuple[date, int], ...]
    """Reports filed for each of the last days of work, oldest first."""
