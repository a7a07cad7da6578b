"""The one way up: a base flow and a factory that gives each procedure its own fresh nodes.

A procedure reads like the office's own:

    class DailyReportFlow(LadderFlow):
        procedure = Procedure(kind="daily_report", subject="daily_report", title="Laporan harian")
        locals().update(ladder(approved=..., returned=..., rejected=..., withdrawn=...))

The four functions take the activation; `activation.process` is the Filing, and `actor_of(activation)` who decided.
Flows hold no logic: which node comes next is said by `core.next_state` and stored on the filing.
"""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import Activation, lock
from viewflow.workflow.base import Flow

from office.audit.core import Actor
from workflows.approval.core import FilingState, Procedure
from workflows.approval.core.ladder import FIRST_NODE, FURTHER_NODE, LAST_NODE, REVISE_NODE
from workflows.approval.models import Filing
from workflows.approval.nodes import Begin, Close, Desk, React, Settle

Reaction = Callable[[Activation], None]

LEVELS = {
    FIRST_NODE: _("Tingkat pertama"),
    FURTHER_NODE: _("Tingkat berikutnya"),
    LAST_NODE: _("Tingkat terakhir"),
}

LOCK = lock.SelectForUpdateLock(nowait=False, attempts=1)


class LadderFlow(Flow):
    """Base of every procedure: the filing as its process, a lock that waits, one `Procedure`."""

    process_class = Filing
    lock_impl = LOCK
    procedure: ClassVar[Procedure]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Give the flow its procedure's title; Viewflow would let it inherit this class's docstring."""
        if "procedure" in cls.__dict__:
            cls.process_title = cls.procedure.title
            cls.process_description = cls.procedure.title
        super().__init_subclass__(**kwargs)


def ladder(
    *,
    approved: Reaction,
    returned: Reaction | None = None,
    rejected: Reaction | None = None,
    withdrawn: Reaction | None = None,
    titles: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return fresh nodes for one flow class: nodes shared between flows would share their edges.

    Each function is called with the activation, inside the deciding act's transaction, when the filing ends so or is
    handed back to its maker; a missing one does nothing. `titles` names the levels as the procedure's chain does, by
    node: `supervisor` (the first), `further`, `head` (the last).
    """
    names = LEVELS | dict(titles or {})
    return {
        "start": Begin().Annotation(title=_("Diajukan")).Next(this.settle),
        "settle": Settle()
        .Annotation(title=_("Menetapkan langkah"))
        .Case(this.supervisor, _waits_on(FIRST_NODE))
        .Case(this.further, _waits_on(FURTHER_NODE))
        .Case(this.head, _waits_on(LAST_NODE))
        .Case(this.approved, _is(FilingState.APPROVED))
        .Case(this.returned, _is(FilingState.RETURNED))
        .Case(this.rejected, _is(FilingState.REJECTED))
        .Case(this.withdrawn, _is(FilingState.WITHDRAWN)),
        "supervisor": _desk(names[FIRST_NODE]),
        "further": _desk(names[FURTHER_NODE]),
        "head": _desk(names[LAST_NODE]),
        "revise": _desk(_("Perbaikan oleh pembuat")),
        "approved": React(approved).Annotation(title=_("Disetujui")).Next(this.end),
        "returned": React(returned).Annotation(title=_("Dikembalikan")).Next(this.revise),
        "rejected": React(rejected).Annotation(title=_("Ditolak")).Next(this.end),
        "withdrawn": React(withdrawn).Annotation(title=_("Ditarik")).Next(this.revise),
        "end": Close().Annotation(title=_("Selesai")),
    }


def actor_of(activation: Activation) -> Actor:
    """Return who made the choice that brought the filing here."""
    actor: Actor = activation.process.deciding
    return actor


def _desk(title: Any) -> Desk:
    desk: Desk = Desk().Annotation(title=title).Permission("approval.decide").Next(this.settle)
    return desk


def _waits_on(node: str) -> Callable[[Activation], bool]:
    return lambda activation: activation.process.waiting_node == node


def _is(state: FilingState) -> Callable[[Activation], bool]:
    return lambda activation: activation.process.state == state


__all__ = ["LOCK", "REVISE_NODE", "LadderFlow", "actor_of", "ladder"]
