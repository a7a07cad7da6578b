"""Handing a step to another seat: what the filing leaves out from now on, and the round that follows."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.audit import clock
from office.audit.core import Actor
from office.people.core import Seat
from workflows.approval import organisation
from workflows.approval.core import Next, Organisation
from workflows.approval.core.ladder import node_of
from workflows.approval.errors import NobodyAbove
from workflows.approval.line_models import Reseating
from workflows.approval.models import Filing, Step


def without_refused(filing_id: int, seen: Organisation, at: datetime) -> Organisation:
    """Return the organisation as this filing sees it: seats it no longer waits for are refused, others stand in."""
    rows = list(Reseating.objects.filter(filing_id=filing_id).order_by("pk"))
    if not rows:
        return seen
    named = dict(seen.named)
    for row in rows:
        if row.to is not None:
            named = {name: row.to if seat == row.seat else seat for name, seat in named.items()}
    fresh = [row.to for row in rows if row.to is not None and row.to not in seen.holders]
    return replace(
        seen,
        named=named,
        refused={row.seat: row.cause for row in rows},
        holders={**seen.holders, **organisation.principal_holders(fresh, at)},
    )


def leave_out(step: Step, *, cause: str, by: Actor, note: str, to: Seat | None = None) -> Reseating:
    """Write that the step's filing waits for this seat no longer, and for which instead."""
    return Reseating.objects.create(
        filing_id=step.filing_id,
        step=step,
        seat_kind=step.seat_kind,
        seat_id=step.seat_id,
        to_kind=to.kind if to else "",
        to_id=to.id if to else None,
        cause=cause,
        by_id=by.employee_id,
        note=note.strip(),
        at=clock.now(),
    )


def replanned(filing: Filing, fresh: dict[str, Any], nxt: Next) -> Next:
    """Put freshly frozen levels into the filing's plan from the level the new round starts at, and return that round.

    Levels below keep the seats that decided. Raises NobodyAbove where no seat is left at or above the start.
    """
    start = nxt.level
    kept = [level for level in filing.plan["levels"] if level["number"] < start]
    coming = [level for level in fresh["levels"] if level["number"] >= start]
    ensure(
        coming,
        NobodyAbove(
            _("Tidak ada pejabat lain yang dapat memutus berkas ini. Hubungi bagian kepegawaian.")
        ),
    )
    filing.plan = {
        **filing.plan,
        "levels": [*kept, *coming],
        "dropped": fresh["dropped"],
    }
    filing.save(update_fields=["plan"])
    level = coming[0]["number"]
    return replace(nxt, level=level, node=node_of(filing.level_numbers, level))
