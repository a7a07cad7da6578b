"""A request to be away as it was typed, the facts it meets, and everything that keeps it from being submitted. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workflows.leave.core.states import DAY_MINUTES, Procedure

LONGEST_CALENDAR_DAYS = 1100
"""No request spans more; a mistyped year is told so before its days are counted."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A proving file in the archive."""

    filename: str
    """Name it came with."""
    sha256: str
    """Its place in the archive."""
    media_type: str
    """What its bytes show."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What the maker asks for."""

    procedure: str
    """A Procedure."""
    first: date
    """First day."""
    last: date
    """Last day, inclusive; the same day for a permit."""
    reason: str
    """Why, in the maker's words."""
    kind: str = ""
    """Kind of leave; empty for duty and permits."""
    place: str = ""
    """Where: of the duty, or the address during leave."""
    from_minute: int = 0
    """First minute of a permit, from 00.00 local time."""
    until_minute: int = DAY_MINUTES
    """Minute a permit ends (exclusive)."""
    diagnosis: str = ""
    """Of a sick leave, for its owner alone."""
    plh_id: int | None = None
    """Who stands in for the seat; None for nobody."""
    papers: tuple[Paper, ...] = ()
    """Proving files given anew."""


class FaultCode(StrEnum):
    """What keeps a request from being submitted."""

    UNKNOWN_KIND = "unknown_kind"
    ENDS_BEFORE_START = "ends_before_start"
    TOO_LONG_A_SPAN = "too_long_a_span"
    NO_REASON = "no_reason"
    NO_PLACE = "no_place"
    NO_DAY_COUNTED = "no_day_counted"
    TOO_MANY_DAYS = "too_many_days"
    SERVICE_TOO_SHORT = "service_too_short"
    EVIDENCE_MISSING = "evidence_missing"
    PLH_MISSING = "plh_missing"
    PLH_NOT_AVAILABLE = "plh_not_available"
    SEAT_ALREADY_COVERED = "seat_already_covered"
    AWAY_ALREADY = "away_already"
    MONTH_LOCKED = "month_locked"
    HOURS_WRONG = "hours_wrong"
    TOO_MANY_MINUTES = "too_many_minutes"
    TOO_MANY_PERMITS = "too_many_permits"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong, at one field."""

    code: FaultCode
    """What."""
    field: str
    """Field of the form."""
    facts: tuple[object, ...] = ()
    """Values of its sentence."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the regulation asks of this request."""

    is_known: bool
    """Whether the regulation has such a kind."""
    max_days: int
    """Most days counted."""
    service_months: int = 0
    """Months of service needed."""
    evidence: str = ""
    """Title of the paper it needs; empty for none."""
    evidence_from_days: int = 1
    """Days counted from which it is needed."""
    max_minutes: int = DAY_MINUTES
    """Most minutes of a permit."""
    max_per_month: int = 0
    """Most permits a month; 0 for no limit."""
    needs_plh_from: int = 0
    """Working days from which the seat needs a Plh; 0 for never."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the maker on the days asked for."""

    days: int
    """Days counted as the kind counts them."""
    workdays: int
    """Working days among them."""
    months_served: int | None
    """Whole months of service on the first day; None where the NIP does not say."""
    has_evidence: bool
    """Whether a proving file is there, given anew or kept."""
    away_on: date | None = None
    """First day that is covered by recorded leave or duty already."""
    locked_on: date | None = None
    """First day of a locked month."""
    plh_is_free: bool = True
    """Whether the person named may stand in."""
    seat_covered: bool = False
    """Whether the seat has an acting official on one of the days."""
    permits_this_month: int = 0
    """Other live permits of the month."""


def span_faults(draft: Draft) -> list[Fault]:
    """Return what is wrong with the dates alone; days are counted only when this is nothing."""
    if draft.last < draft.first:
        return [Fault(FaultCode.ENDS_BEFORE_START, "last")]
    if (draft.last - draft.first).days > LONGEST_CALENDAR_DAYS:
        return [Fault(FaultCode.TOO_LONG_A_SPAN, "last")]
    return []


def faults(draft: Draft, limits: Limits, facts: Facts) -> list[Fault]:
    """Return everything that keeps the request from being submitted; empty when nothing does."""
    if not limits.is_known:
        return [Fault(FaultCode.UNKNOWN_KIND, "kind")]
    return [
        *_words(draft),
        *_days(limits, facts),
        *_hours(draft, limits, facts),
        *_evidence(limits, facts),
        *_stand_in(draft, limits, facts),
    ]


def _words(draft: Draft) -> Iterator[Fault]:
    if not draft.reason.strip():
        yield Fault(FaultCode.NO_REASON, "reason")
    if draft.procedure == Procedure.DUTY and not draft.place.strip():
        yield Fault(FaultCode.NO_PLACE, "place")


def _days(limits: Limits, facts: Facts) -> Iterator[Fault]:
    if facts.locked_on is not None:
        yield Fault(FaultCode.MONTH_LOCKED, "first", (facts.locked_on,))
    if facts.away_on is not None:
        yield Fault(FaultCode.AWAY_ALREADY, "first", (facts.away_on,))
    elif not facts.days:
        yield Fault(FaultCode.NO_DAY_COUNTED, "first")
    if facts.days > limits.max_days:
        yield Fault(FaultCode.TOO_MANY_DAYS, "last", (facts.days, limits.max_days))
    if facts.months_served is not None and facts.months_served < limits.service_months:
        yield Fault(
            FaultCode.SERVICE_TOO_SHORT, "kind", (limits.service_months, facts.months_served)
        )


def _hours(draft: Draft, limits: Limits, facts: Facts) -> Iterator[Fault]:
    if draft.procedure != Procedure.PERMIT:
        return
    minutes = draft.until_minute - draft.from_minute
    if minutes <= 0:
        yield Fault(FaultCode.HOURS_WRONG, "until")
    elif minutes > limits.max_minutes:
        yield Fault(FaultCode.TOO_MANY_MINUTES, "until", (minutes, limits.max_minutes))
    if limits.max_per_month and facts.permits_this_month >= limits.max_per_month:
        yield Fault(FaultCode.TOO_MANY_PERMITS, "first", (limits.max_per_month,))


def _evidence(limits: Limits, facts: Facts) -> Iterator[Fault]:
    needed = limits.evidence and facts.days >= limits.evidence_from_days
    if needed and not facts.has_evidence:
        yield Fault(FaultCode.EVIDENCE_MISSING, "evidence", (limits.evidence,))


def _stand_in(draft: Draft, limits: Limits, facts: Facts) -> Iterator[Fault]:
    needed = limits.needs_plh_from and facts.workdays >= limits.needs_plh_from
    if needed and draft.plh_id is None:
        yield Fault(FaultCode.PLH_MISSING, "plh")
    if draft.plh_id is not None and not facts.plh_is_free:
        yield Fault(FaultCode.PLH_NOT_AVAILABLE, "plh")
    if draft.plh_id is not None and facts.seat_covered:
        yield Fault(FaultCode.SEAT_ALREADY_COVERED, "plh")
