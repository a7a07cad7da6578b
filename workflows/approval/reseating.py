"""Handing a step on, inside an act: the rules' word, what is left out, the new round."""

from office.audit.core import Actor
from office.people.core import Seat
from workflows.approval import line, rounds, table
from workflows.approval.core import Choice, Verb
from workflows.approval.models import Step
from workflows.approval.table import Table


def reseat(
    desk: Table, step: Step, *, cause: str, by: Actor, note: str, to: Seat | None = None
) -> None:
    """Hand a step to another seat (None: the next of the line): a new round from its level, by the rules' word."""
    nxt = table.judged(desk, Choice(Verb.RESEAT, step.pk, note=note))
    line.leave_out(step, cause=cause, by=by, note=note, to=to)
    nxt = line.replanned(desk.filing, rounds.frozen_plan(desk.filing), nxt)
    table.settle(desk, None, nxt, by)
