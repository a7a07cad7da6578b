"""Work this room does behind the scenes."""

from datetime import timedelta
from typing import Any

from office.audit import clock
from office.audit.core import Actor
from office.jobs.core import handler
from office.people import selectors as people
from workflows.daily_report.services import record_findings

LOOK_BACK = timedelta(days=14)
"""How many past days are looked at again: decrees, outages and late reports change what stands."""


@handler("daily_report.crosscheck")
def crosscheck(key: str, args: dict[str, Any]) -> None:  # noqa: ARG001 - the same look whoever asks
    """Look at the last days of everyone in service again and keep what is found."""
    today = clock.today()
    who = [entry.person.employee_id for entry in people.roster_people(None, today)]
    first, last = today - LOOK_BACK, today - timedelta(days=1)
    record_findings(
        by=Actor.system("daily_report.crosscheck"), employee_ids=who, first=first, last=last
    )
