"""Work after acts of this room."""

from datetime import date
from typing import Any

from office.attendance.selectors.batches import doubted_shift, measured_by, touched_by
from office.attendance.selectors.people import people_between
from office.attendance.services import doubt_clock, rebuild_days
from office.audit.core import Actor
from office.jobs.core import handler


@handler("attendance.after_import")
def after_import(key: str, args: dict[str, Any]) -> None:
    """Look whether the arrivals of a file betray a wrong clock, then build the days it measures and touches."""
    doubt = doubted_shift(args["batch_id"])
    if doubt is not None:
        doubt_clock(by=Actor.system("attendance.after_import"), key=f"shifted:{key}", **doubt)
    measured = measured_by(args["batch_id"])
    for touched in (
        *measured,
        *(one for one in touched_by(args["batch_id"]) if not any(m.holds(one) for m in measured)),
    ):
        rebuild_days(touched.employee_ids, touched.first, touched.last)


@handler("attendance.rebuild")
def rebuild(_key: str, args: dict[str, Any]) -> None:
    """Build the days a fact touches: of the people named, of an agency, or of everyone."""
    first, last = date.fromisoformat(args["first"]), date.fromisoformat(args["last"])
    people = args["employee_ids"] or people_between(args["agency_id"], first, last)
    rebuild_days(people, first, last)
