"""Where and when a story lies, so that a letter of assignment can be held against it."""

from datetime import date

from office.audit.core import Actor
from office.indonesia.months import CalendarMonth
from performance.inspection.trails import Trail
from performance.sanctions import selectors as sanctions
from performance.tpp import selectors as tpp
from workflows.approval import selectors as approval

Place = tuple[int, date, date]
"""Agency, first and last day."""
READER = Actor.system("inspection.places")


def places_of(trail: Trail) -> list[Place]:
    """Return agency and days of a case, of a run of pay, or of the filings a story is told of."""
    kind, _sep, number = trail.root.partition(":")
    if kind == "sanction_case":
        case = sanctions.case_for_inspection(int(number))
        return [(case.agency_id, date(case.year, 1, 1), date(case.year, 12, 31))]
    if kind == "tpp_run":
        run = tpp.run_detail(int(number), READER)
        month = CalendarMonth.parse(run.month)
        return [(run.agency_id, month.first, month.last)]
    named = [trail.root] if kind == "filing" else trail.refs
    ids = [int(ref.partition(":")[2]) for ref in named if ref.startswith("filing:")]
    return [(agency_id, day, day) for agency_id, day in approval.filing_places(ids)]
