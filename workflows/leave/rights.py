"""Who may read, end and keep what: rights come from dated seats and appointments, asked at the moment of the act."""

from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.audit.core import Actor
from office.people import selectors as people
from office.people.core import AppointmentKind
from office.people.core.fields import Relation
from workflows.approval import selectors as approval
from workflows.leave.errors import NotYours
from workflows.leave.models import AwayRequest

ENDING = frozenset({Relation.SUPERIOR, Relation.HEAD, Relation.OPERATOR, Relation.PERSONNEL})
"""Who calls somebody back; the maker asks them."""
KEEPING = frozenset({Relation.SELF, Relation.OPERATOR, Relation.PERSONNEL})
"""Who reads a request without standing on its way: its maker and those who keep leave papers (field: leave_kind)."""


def may_read(by: Actor, row: AwayRequest) -> bool:
    """Return whether the actor may read a request: its maker, its keepers, and the readers of its filing."""
    if people.relations(people.viewer(by), row.employee_id) & KEEPING:
        return True
    return row.filing_id is not None and approval.may_read_filing(row.filing_id, by)


def may_call_off(by: Actor, row: AwayRequest) -> bool:
    """Return whether the actor may shorten or cancel what was granted."""
    if by.employee_id is None or by.employee_id == row.employee_id:
        return False
    return bool(people.relations(people.viewer(by), row.employee_id) & ENDING)


def must_call_off(by: Actor, row: AwayRequest) -> None:
    """Raise NotYours unless the actor may shorten or cancel what was granted."""
    ensure(
        may_call_off(by, row),
        NotYours(
            _(
                "Atasan, kepala perangkat daerah, atau pengelola kepegawaian yang mengakhirinya, bukan pemohonnya."
            )
        ),
    )


def keeps_balances(by: Actor) -> bool:
    """Return whether the actor may fill balances: city personnel, or a command on the server."""
    return bool(by.part) or AppointmentKind.PERSONNEL in people.viewer(by).kinds
