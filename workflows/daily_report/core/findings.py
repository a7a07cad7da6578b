"""All findings of one employee's day at once: what was claimed against what is known.

A finding is a fact with its minutes and intervals. It refuses nothing and cuts nothing: the machine
proposes, a person decides (house.md 8). Sources: the founding rules of the product (domain.md 2.1,
claims checked against fingerprints, a stay without work shows) and the dated regulation, whose numbers
arrive in `DayNorms`.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workflows.daily_report.core.activities import ActivityEntry, in_order
from workflows.daily_report.core.intervals import Interval, meet, minus, repeated, total, union


class Kind(StrEnum):
    """Kinds of finding; the value is what `crosscheck` prints and other rooms read."""

    OUTSIDE_PRESENCE = "activity_outside_presence"
    OVERLAP = "activities_overlap"
    STAY_WITHOUT_WORK = "stay_without_work"
    CLAIM_WHILE_ABSENT = "claim_while_absent"
    CLAIM_ON_LEAVE = "claim_on_leave"
    MISSING_EVIDENCE = "missing_evidence"
    OVER_DAY_NORM = "over_day_norm"
    REPORT_LATE = "report_late"
    REPORT_MISSING = "report_missing"


NOTES = frozenset({Kind.OVER_DAY_NORM})
"""Kinds that inform the reader but accuse nobody; a filing's count of findings leaves them out."""


@dataclass(frozen=True)
class DayNorms:
    """The dated numbers the checks need; each comes from a regulation section, none from code."""

    stay_flag_after_minutes: int
    """A stay longer than this after the end of the working day must show work (section `attendance`)."""
    effective_minutes_day: int
    """Minutes of a day that count towards productivity (section `report`)."""


@dataclass(frozen=True)
class DayCase:
    """One employee's day as the checks see it."""

    day: date
    """Date of the shift."""
    status: str
    """Judgement of attendance: present, absent, leave, duty, holiday, off, pending or unmeasured (no device file proves anything yet)."""
    presence: tuple[Interval, ...] = ()
    """Spans between in- and out-punch, local minutes; empty when there is none."""
    end_of_day: int | None = None
    """Minute the roster ends that day; None on a day without roster hours."""
    missing_punch: str = ""
    """"in" or "out" when one punch of the pair is missing."""
    activities: tuple[ActivityEntry, ...] = ()
    """What the employee claims; empty when nothing was filed."""
    filed_on: date | None = None
    """Local date of filing; None while nothing was filed."""
    deadline: date | None = None
    """Last local date for filing in time; None when the day needs no report."""
    today: date | None = None
    """Local date of the check: a report is missing only after its deadline."""


@dataclass(frozen=True)
class Finding:
    """One fact that does not fit, ready to be stored, shown or printed."""

    date: date
    """Day it belongs to."""
    kind: str
    """A value of `Kind`."""
    minutes: int
    """Distinct minutes concerned; 0 where time is not the matter."""
    evidence: dict[str, object]
    """What shows it: intervals, texts, dates; JSON values only, the same for the same facts."""

    @property
    def is_note(self) -> bool:
        """Return whether it merely informs."""
        return self.kind in NOTES

    def fingerprint(self, employee_id: int) -> str:
        """Return the hash that makes the same fact about the same employee one row (64 hex digits)."""
        told = [employee_id, self.date.isoformat(), self.kind, self.minutes, self.evidence]
        text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def findings_of_day(case: DayCase, norms: DayNorms) -> tuple[Finding, ...]:
    """Return all findings of the day, in the order of `Kind`; the order of activities and spans is irrelevant.

    On a day judged absent or on leave every claim is one finding of its own, so the same minutes are
    not also counted as outside presence. On duty the device elsewhere saw nobody, so presence is not asked.
    """
    found = (check(case, norms) for check in _CHECKS)
    return tuple(finding for finding in found if finding is not None)


def _finding(
    case: DayCase, kind: Kind, spans: Iterable[Interval], **evidence: object
) -> Finding | None:
    intervals = union(spans)
    if not intervals:
        return None
    body: dict[str, object] = {"intervals": [list(span) for span in intervals], **evidence}
    return Finding(case.day, kind.value, total(intervals), body)


def _texts(case: DayCase, spans: tuple[Interval, ...]) -> list[str]:
    """Return what was claimed in these minutes, as the day went."""
    return [a.text for a in in_order(case.activities) if meet(spans, (a.interval,))]


def _outside_presence(case: DayCase, _norms: DayNorms) -> Finding | None:
    if case.status in {"absent", "leave", "duty", "unmeasured"}:
        return None
    outside = minus((a.interval for a in case.activities), case.presence)
    told = {"missing_punch": case.missing_punch} if case.missing_punch else {}
    return _finding(case, Kind.OUTSIDE_PRESENCE, outside, activities=_texts(case, outside), **told)


def _overlap(case: DayCase, _norms: DayNorms) -> Finding | None:
    twice = repeated(a.interval for a in case.activities)
    return _finding(case, Kind.OVERLAP, twice, activities=_texts(case, twice))


def _stay_without_work(case: DayCase, norms: DayNorms) -> Finding | None:
    """Flag the minutes after the roster's end that show no work, when they are more than the tolerance.

    Only a whole pair of punches tells a stay, and only a working day has an end to stay beyond.
    """
    if case.status != "present" or case.end_of_day is None or not case.presence:
        return None
    out = max(end for _start, end in case.presence)
    stay = union((max(start, case.end_of_day), end) for start, end in case.presence)
    idle = minus(stay, (a.interval for a in case.activities))
    if total(idle) <= norms.stay_flag_after_minutes:
        return None
    return _finding(case, Kind.STAY_WITHOUT_WORK, idle, end_of_day=case.end_of_day, out=out)


def _claim_while_absent(case: DayCase, _norms: DayNorms) -> Finding | None:
    spans = [a.interval for a in case.activities] if case.status == "absent" else []
    return _finding(case, Kind.CLAIM_WHILE_ABSENT, spans, activities=_texts(case, union(spans)))


def _claim_on_leave(case: DayCase, _norms: DayNorms) -> Finding | None:
    spans = [a.interval for a in case.activities] if case.status == "leave" else []
    return _finding(case, Kind.CLAIM_ON_LEAVE, spans, activities=_texts(case, union(spans)))


def _missing_evidence(case: DayCase, _norms: DayNorms) -> Finding | None:
    """Flag activities that show neither a counted output nor a file."""
    bare = [a for a in in_order(case.activities) if not a.volume and a.evidence is None]
    return _finding(
        case, Kind.MISSING_EVIDENCE, (a.interval for a in bare), activities=[a.text for a in bare]
    )


def _over_day_norm(case: DayCase, norms: DayNorms) -> Finding | None:
    """Note claims above the day's effective minutes; whether they pay is the pay regulation's matter."""
    claimed = total(a.interval for a in case.activities)
    over = claimed - norms.effective_minutes_day
    if over <= 0:
        return None
    evidence: dict[str, object] = {"claimed": claimed, "norm": norms.effective_minutes_day}
    return Finding(case.day, Kind.OVER_DAY_NORM.value, over, evidence)


def _report_late(case: DayCase, _norms: DayNorms) -> Finding | None:
    if case.filed_on is None or case.deadline is None or case.filed_on <= case.deadline:
        return None
    evidence: dict[str, object] = {
        "deadline": case.deadline.isoformat(),
        "filed": case.filed_on.isoformat(),
    }
    return Finding(case.day, Kind.REPORT_LATE.value, 0, evidence)


def _report_missing(case: DayCase, _norms: DayNorms) -> Finding | None:
    """Flag a day of presence or duty without a report, once its deadline has passed."""
    if case.filed_on is not None or case.status not in {"present", "duty"}:
        return None
    if case.deadline is None or case.today is None or case.today <= case.deadline:
        return None
    return Finding(case.day, Kind.REPORT_MISSING.value, 0, {"deadline": case.deadline.isoformat()})


_CHECKS: tuple[Callable[[DayCase, DayNorms], Finding | None], ...] = (
    _outside_presence,
    _overlap,
    _stay_without_work,
    _claim_while_absent,
    _claim_on_leave,
    _missing_evidence,
    _over_day_norm,
    _report_late,
    _report_missing,
)
