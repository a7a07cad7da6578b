"""Plain values for the pages: nothing is decided here that a rule should decide."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from workflows.daily_report.core.activities import ActivityEntry
from workflows.daily_report.core.clocktimes import spans_text
from workflows.daily_report.core.findings import Finding, Kind
from workflows.daily_report.core.intervals import Interval, meet
from workflows.daily_report.labels import finding_advice, finding_text, finding_title
from workflows.daily_report.selectors import CheckedDay, StripDay

_BAD = frozenset({Kind.OUTSIDE_PRESENCE, Kind.CLAIM_WHILE_ABSENT, Kind.CLAIM_ON_LEAVE})


@dataclass(frozen=True)
class FindingLine:
    """A finding as a page shows it."""

    title: str
    """Its name."""
    text: str
    """What was found."""
    advice: str
    """What its maker can do about it."""
    is_note: bool
    """Whether it merely informs."""


@dataclass(frozen=True)
class Block:
    """An activity on the presence band."""

    start: int
    """Minute of the day."""
    end: int
    """Minute of the day, exclusive."""
    label: str
    """What was done."""
    tone: str
    """accent, bad (outside presence) or warn (overlap)."""


def finding_lines(findings: Iterable[Finding]) -> list[FindingLine]:
    """Return findings in words, accusing ones first."""
    lines = [
        FindingLine(finding_title(f.kind), finding_text(f), finding_advice(f), f.is_note)
        for f in findings
    ]
    return sorted(lines, key=lambda line: line.is_note)


def blocks(entries: Sequence[ActivityEntry], findings: Iterable[Finding]) -> list[Block]:
    """Return the activities as blocks, coloured by the findings they are part of."""
    bad: list[Interval] = []
    twice: list[Interval] = []
    for finding in findings:
        if finding.kind in _BAD:
            bad += _intervals(finding)
        elif finding.kind == Kind.OVERLAP:
            twice += _intervals(finding)
    return [Block(*entry.interval, entry.text, _tone(entry, bad, twice)) for entry in entries]


def _intervals(finding: Finding) -> list[Interval]:
    told: Any = finding.evidence["intervals"]
    return [(start, end) for start, end in told]


def _tone(entry: ActivityEntry, bad: list[Interval], twice: list[Interval]) -> str:
    if meet((entry.interval,), bad):
        return "bad"
    return "warn" if meet((entry.interval,), twice) else "accent"


def band(entries: Sequence[ActivityEntry], checked: CheckedDay) -> dict[str, Any]:
    """Return what the presence band and the list of findings draw."""
    facts = checked.facts
    return {
        "required": [facts.required] if facts.required else [],
        "presence": list(facts.presence),
        "presence_text": spans_text(facts.presence),
        "status": facts.status,
        "reasons": facts.reasons,
        "blocks": blocks(entries, checked.findings),
        "findings": finding_lines(checked.findings),
        "is_unclaimed": not entries,
    }


def strip(days: Iterable[StripDay], shown: date) -> list[dict[str, Any]]:
    """Return the week strip with the address of each day that has come; the day shown says so."""
    today = next((day.date for day in days if day.today), None)
    return [
        {
            "date": day.date,
            "state": day.state,
            "today": day.today,
            "url": "" if today and day.date > today else day_url(day.date),
            "note": _("dibuka") if day.date == shown and not day.today else "",
        }
        for day in days
    ]


def day_url(on: date) -> str:
    """Return the address of a day's page."""
    return f"{reverse('daily_report:today')}?hari={on.isoformat()}"
