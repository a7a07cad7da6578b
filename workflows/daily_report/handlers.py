"""Work this room does behind the scenes."""

from datetime import timedelta
from typing import Any

from office.audit import clock
from office.audit.core import Actor
from office.indonesia.months import CalendarMonth
from office.jobs.core import handler
from office.people import selectors as people
from workflows.daily_report.services import record_findings


@handler("daily_report.crosscheck")
def crosscheck(key: str, args: dict[str, Any]) -> None:  # noqa: ARG001 - the same look whoever asks
    """Look at every day since the first of last month again: decrees, outages and late reports change what stands."""
    today = clock.today()
    first = CalendarMonth.of(today).previous().first
    served = [*people.roster_people(None, first), *people.roster_people(None, today)]
    record_findings(
        by=Actor.system("daily_report.crosscheck"),
        employee_ids=sorted({entry.person.employee_id for entry in served}),
        first=first,
        last=today - timedelta(days=1),
    )
