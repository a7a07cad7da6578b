"""Jobs of this room."""

from typing import Any

from office.audit.core import Actor
from office.jobs.core import handler
from office.people import selectors as people
from performance.sanctions.services import open_draft_cases


@handler("sanctions.detect")
def detect(key: str, args: dict[str, Any]) -> None:  # noqa: ARG001  one signature for all handlers
    """Open drafts for every agency, one transaction each; twice is once."""
    for agency in people.agencies():
        open_draft_cases(by=Actor.system("sanctions.detect"), agency_id=agency.id)
