"""A correction as it was typed, the facts it meets, and everything that keeps it from being submitted. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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

    on: date
    """The day."""
    reason: str
    """What happened, in the maker's words."""
    in_minute: int | None = None
    """Arrival, in minutes from 00.00 local time of the day; None where it stays."""
    out_minute: int | None = None
    """Departure, same count, above 1440 on the next day; None where it stays."""
    paper: Paper | None = None
    """A proving file given anew."""


class FaultCode(StrEnum):
    """What keeps a correction from being submitted."""

    NOT_OVER = "not_over"
    NOT_A_WORKING_DAY = "not_a_working_day"
    NO_TIME = "no_time"
    WRONG_ORDER = "wrong_order"
    NO_REASON = "no_reason"
    WINDOW_CLOSED = "window_closed"
    MONTH_LOCKED = "month_locked"
    TOO_MANY = "too_many"
    EVIDENCE_MISSING = "evidence_missing"


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
class Facts:
    """What is known of the day and the law."""

    today: date
    """Local date of the request."""
    deadline: date
    """Last day on which it may be asked for."""
    is_workday: bool
    """Whether the day asked for work and no paper explains it."""
    is_locked: bool
    """Whether the day no longer changes."""
    others_this_month: int
    """Other live corrections of the month."""
    max_per_month: int
    """Most of a month."""
    needs_evidence: bool
    """Whether the regulation asks for proof."""
    has_evidence: bool
    """Whether a proving file is there, given anew or kept."""


def faults(draft: Draft, facts: Facts) -> list[Fault]:
    """Return everything that keeps the correction from being submitted; empty when nothing does."""
    return [*_day(draft, facts), *_times(draft), *_rest(draft, facts)]


def _day(draft: Draft, facts: Facts) -> Iterator[Fault]:
    if draft.on >= facts.today:
        yield Fault(FaultCode.NOT_OVER, "on")
        return
    if facts.is_locked:
        yield Fault(FaultCode.MONTH_LOCKED, "on", (draft.on,))
    elif facts.today > facts.deadline:
        yield Fault(FaultCode.WINDOW_CLOSED, "on", (facts.deadline,))
    if not facts.is_workday:
        yield Fault(FaultCode.NOT_A_WORKING_DAY, "on")
    if facts.others_this_month >= facts.max_per_month:
        yield Fault(FaultCode.TOO_MANY, "on", (facts.max_per_month,))


def _times(draft: Draft) -> Iterator[Fault]:
    if draft.in_minute is None and draft.out_minute is None:
        yield Fault(FaultCode.NO_TIME, "arrived")
        return
    known = draft.in_minute is not None and draft.out_minute is not None
    if known and (draft.out_minute or 0) <= (draft.in_minute or 0):
        yield Fault(FaultCode.WRONG_ORDER, "left")


def _rest(draft: Draft, facts: Facts) -> Iterator[Fault]:
    if not draft.reason.strip():
        yield Fault(FaultCode.NO_REASON, "reason")
    if facts.needs_evidence and not facts.has_evidence:
        yield Fault(FaultCode.EVIDENCE_MISSING, "evidence")
