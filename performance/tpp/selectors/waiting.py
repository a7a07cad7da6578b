"""The mirror for superiors: what the reports on a desk are worth to the people who wait for them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from office.audit.core import Actor
from office.indonesia.months import CalendarMonth
from performance.tpp.core.engine import compute
from performance.tpp.core.facts import DAY_COLUMNS, DAY_TYPE, MOST_MINUTES, stacked
from performance.tpp.gathering import packed_months
from performance.tpp.participants import NOTHING, sanctioned
from performance.tpp.policies import policy_for
from workflows.approval import selectors as approval
from workflows.daily_report import selectors as daily_report

APPROVED = DAY_COLUMNS.index("minutes_approved")
FEWEST = 3
"""Fewer people than this would show what one of them earns, which a superior does not see (people.core.FIELD_TABLE)."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits on one desk."""

    reports: int
    """Reports the reader can decide now."""
    people: int
    """Whose they are."""
    rupiah: int | None
    """What their makers lose together while these reports are not approved; None for too few people to say."""


def reports_waiting(by: Actor) -> int:
    """Return how many daily reports the reader can decide now, at most a thousand; for the desk's first line."""
    return len(approval.filings_on_desk(by, "daily_report"))


def waiting_on_desk(by: Actor) -> Waiting:
    """Return the reports on the reader's desk with the TPP that hangs on them, by the engine of the pay itself."""
    claims = daily_report.claims_of_filings(approval.filings_on_desk(by, "daily_report"))
    return Waiting(len(claims), len(_people(claims)), told(claims))


def told(claims: Mapping[tuple[int, date], int]) -> int | None:
    """Return the worth of claims as it may be told to a superior; None for too few people."""
    return rupiah_of(claims) if len(_people(claims)) >= FEWEST else None


def _people(claims: Mapping[tuple[int, date], int]) -> set[int]:
    return {employee_id for employee_id, _day in claims}


def rupiah_of(claims: Mapping[tuple[int, date], int]) -> int:
    """Return how much more the claimed minutes would pay if all were approved, whole rupiah, never negative."""
    by_month: dict[CalendarMonth, dict[tuple[int, date], int]] = defaultdict(dict)
    for (employee_id, day), minutes in claims.items():
        by_month[CalendarMonth(day.year, day.month)][employee_id, day] = minutes
    return sum(_of_month(month, found) for month, found in by_month.items())


def _of_month(month: CalendarMonth, claims: Mapping[tuple[int, date], int]) -> int:
    facts = packed_months(_people(claims), month)
    ids = sorted(facts)
    if not ids:
        return 0
    policy, cuts = policy_for(month), sanctioned(ids, month)
    segments = [facts[one].segments for one in ids]
    points = [cuts.get(one, NOTHING).percent_bp for one in ids]
    now = [facts[one].days for one in ids]
    then = [_approved(facts[one].days, _days_of(claims, one)) for one in ids]
    paid_now, paid_then = (
        np.asarray(compute(stacked(days, segments, points), policy).net_rupiah)
        for days in (now, then)
    )
    return int(np.maximum(paid_then - paid_now, 0).sum())


def _days_of(claims: Mapping[tuple[int, date], int], employee_id: int) -> Iterable[tuple[int, int]]:
    return ((day.day, minutes) for (owner, day), minutes in claims.items() if owner == employee_id)


def _approved(days: bytes, claims: Iterable[tuple[int, int]]) -> bytes:
    """Return packed days as if the claims (day of the month, minutes) were approved."""
    rows = np.frombuffer(days, DAY_TYPE).reshape(-1, len(DAY_COLUMNS)).copy()
    for day, minutes in claims:
        rows[day - 1, APPROVED] = min(int(rows[day - 1, APPROVED]) + minutes, MOST_MINUTES)
    return rows.tobytes()
