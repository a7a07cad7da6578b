"""Whose paper a filing makes: read before it is submitted, since the letterhead stands in its content."""

from office.people import selectors as people
from office.people.core import Seat
from workflows.approval import rounds
from workflows.approval.models import Filing


def issuing_agency(
    *, kind: str, maker_id: int, position_id: int, agency_id: int, filing_id: int | None = None
) -> int:
    """Return the agency of the seat that decides last, as the plan would be frozen now; raises NobodyAbove."""
    filing = Filing.objects.get(pk=filing_id) if filing_id else Filing(kind=kind)
    filing.maker_id, filing.position_id, filing.agency_id = maker_id, position_id, agency_id
    first = rounds.frozen_plan(filing)["levels"][-1]["seats"][0]
    seat = Seat(first["kind"], first["id"])
    if not seat.is_position:
        return seat.id
    return people.positions_by_id([seat.id])[seat.id].agency_id
