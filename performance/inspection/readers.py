"""Who opened what is mine: the one reader of the trail that everyone has, about oneself only.

Business code never reads events, since an act must not depend on the trail. This page decides nothing: it shows a person
what the trail says of readings of his or her own data, so it lives in the room that reads the trail for people.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from office.audit import selectors as audit
from performance.inspection.reading import Line, story
from performance.sanctions import selectors as sanctions

READINGS = frozenset(
    {
        "attendance.month.read",
        "inspection.export_evidence",
        "inspection.read_case",
        "inspection.read_person",
        "people.read_person",
        "sanctions.read_case",
        "tpp.read_line",
    }
)
"""Acts that only read: attendance, pay, cases, and the page of a person."""
SHOWN = 200


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """Readings of one's own data, newest first."""

    lines: tuple[Line, ...]
    """Who, when, what, and under which letter, decree or relation."""
    more: bool
    """Whether there are older ones than are shown."""


def readings_of(employee_id: int) -> ReadingPage:
    """Return who opened this person's attendance, pay, cases or page; the person's own readings are left out."""
    subjects = list(_subjects(employee_id))
    found = audit.newest_acts(subjects, READINGS, but_by=f"employee:{employee_id}", limit=SHOWN + 1)
    return ReadingPage(tuple(story(found[:SHOWN])), len(found) > SHOWN)


def _subjects(employee_id: int) -> Iterator[str]:
    yield f"employee:{employee_id}"
    yield from (f"sanction_case:{case.case_id}" for case in sanctions.cases_of(employee_id))
