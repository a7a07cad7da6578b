"""Who may read a filing: whoever made, decides or decided it, its head of agency, an inspector by letter."""

from django.db.models import Q

from office.audit import clock
from office.audit.context import once_per_page
from office.audit.core import Actor
from office.indonesia.numbers import whole
from office.people import selectors as people
from office.people.core import Viewer
from workflows.approval.models import Decision, Filing, Step


def may_read(filing_ref: str, by: Actor) -> bool:
    """Return whether the actor may read the filing behind `filing:7`; False for anything else."""
    return readable_by(people.viewer(by), filing_ref)


@once_per_page
def may_read_filing(filing_id: int, by: Actor) -> bool:
    """Return whether the actor may read a filing."""
    return _readable(people.viewer(by), filing_id)


@once_per_page
def readable_by(viewer: Viewer, filing_ref: str) -> bool:
    """Return whether a viewer may read the filing behind `filing:7`; False for anything else."""
    kind, _sep, number = filing_ref.partition(":")
    filing_id = whole(number) if kind == "filing" else None
    return filing_id is not None and _readable(viewer, filing_id)


def _readable(viewer: Viewer, filing_id: int) -> bool:
    if not viewer.is_signed_in:
        return False
    filing = (
        Filing.objects.filter(pk=filing_id)
        .values_list("maker_id", "last_editor_id", "agency_id", "submitted_at")
        .first()
    )
    if filing is None:
        return False
    own = viewer.employee_id in filing[:2] or filing[2] in viewer.agency_ids_as_head
    day = clock.local(filing[3]).date()
    if own or viewer.inspects(filing[2], day, day):
        return True
    return _on_its_way(viewer, filing_id)


def _on_its_way(viewer: Viewer, filing_id: int) -> bool:
    """Return whether the viewer decided on the filing or holds a seat one of its steps waits or waited for."""
    if Decision.objects.filter(filing_id=filing_id, by_id=viewer.employee_id).exists():
        return True
    seats = Q()
    for held in viewer.seats:
        seats |= Q(seat_kind=held.seat.kind, seat_id=held.seat.id)
    return bool(seats) and Step.objects.filter(seats, filing_id=filing_id).exists()
