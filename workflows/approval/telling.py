"""Asking, inside an act, that people are told where a filing went: one row of work, whatever it takes to tell them."""

from office.jobs.services import enqueue
from workflows.approval.core import FilingState
from workflows.approval.models import Filing

TELL = "approval.tell"
SILENT = frozenset({FilingState.WITHDRAWN.value, FilingState.DRAFT.value})
"""States only the maker brings about: nobody waits to hear of them."""


def ask(filing: Filing) -> None:
    """Leave the work of telling whoever the filing's new place concerns; a place is told of once."""
    if filing.state in SILENT:
        return
    place = {"round": filing.round, "level": filing.level, "state": str(filing.state)}
    key = f"{filing.pk}:{filing.round}.{filing.level}:{filing.state}"
    enqueue(TELL, key, {"filing_id": filing.pk, "place": place})
