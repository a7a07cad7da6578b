"""The filing on the table: locked, read as the rules see it, judged, and moved."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from office.acts.core import Problem, ensure
from office.audit import clock
from office.audit.core import Actor
from office.indonesia import clock_time, long_date
from office.people import selectors as people
from office.people.core import HeldSeat
from workflows.approval import organisation, rounds, strategic, telling
from workflows.approval.core import (
    Choice,
    Eyes,
    FilingShape,
    FilingState,
    LevelShape,
    Next,
    Refusal,
    StepShape,
    StepState,
    Verb,
    next_state,
    refused_by_four_eyes,
)
from workflows.approval.errors import (
    FOUR_EYES,
    RULES,
    AlreadyDecided,
    BeingSigned,
    FilingNotFound,
    FourEyes,
    NotYourSeat,
    OtherRevision,
)
from workflows.approval.models import Decision, DecisionState, Filing, Step
from workflows.approval.nodes import known_task, move


@dataclass(slots=True)
class Table:
    """A locked filing with the steps of its round and the decisions that count."""

    filing: Filing
    """Locked until the act ends."""
    steps: list[Step]
    """Steps of the present round, lowest level first."""
    decisions: list[Decision]
    """Pending and made decisions that stand for the present revision."""
    past: list[Decision]
    """Every other decision made on the filing, with those of earlier rounds."""

    def step(self, step_id: int) -> Step | None:
        """Return a step of the present round."""
        return next((step for step in self.steps if step.pk == step_id), None)

    def decision(self, decision_id: int) -> Decision | None:
        """Return a pending or made decision of any round."""
        every = (*self.decisions, *self.past)
        return next((decision for decision in every if decision.pk == decision_id), None)

    @property
    def pending(self) -> Decision | None:
        """Return the claim that lives, if any."""
        return next((d for d in self.decisions if d.state == DecisionState.PENDING), None)

    def shape(self) -> FilingShape:
        """Return the filing as the rules see it."""
        return FilingShape(
            state=FilingState(self.filing.state),
            round=self.filing.round,
            levels=tuple(self._level(level) for level in self.filing.plan["levels"]),
            steps=tuple(
                StepShape(step.pk, step.level, StepState(step.state)) for step in self.steps
            ),
        )

    def _level(self, level: dict[str, Any]) -> LevelShape:
        approvals = [
            d
            for d in self.decisions
            if d.state == DecisionState.MADE
            and d.choice == Verb.APPROVE
            and d.step.level == level["number"]
        ]
        return LevelShape(level["number"], level["needed"], bool(level["document"]), len(approvals))


def lock_by_step(step_id: int) -> Table:
    """Return the locked table of the filing a step belongs to; raises FilingNotFound."""
    return _lock(steps=step_id)


def lock_by_filing(filing_id: int) -> Table:
    """Return the locked table of a filing; raises FilingNotFound."""
    return _lock(pk=filing_id)


def lock_by_decision(decision_id: int) -> Table:
    """Return the locked table of the filing a decision belongs to; raises FilingNotFound."""
    return _lock(decisions=decision_id)


def _lock(**condition: int) -> Table:
    # The filing's row alone is the lock: everything that moves a filing takes it first, and reads the rest after it.
    filing = Filing.objects.select_for_update(of=("self",)).filter(**condition).first()
    if filing is None:
        raise FilingNotFound(_("Berkas ini tidak ditemukan, atau bukan untuk Anda."))
    steps = list(Step.objects.filter(filing_id=filing.pk).order_by("level", "pk"))
    decisions = _decisions(filing, steps)
    return Table(
        filing,
        [step for step in steps if step.round == filing.round],
        decisions=[decision for decision in decisions if decision.stands],
        past=[decision for decision in decisions if not decision.stands],
    )


def _decisions(filing: Filing, steps: list[Step]) -> list[Decision]:
    """Return the filing's decisions but the lapsed, in order, each on the step just read."""
    by_id = {step.pk: step for step in steps}
    living = Decision.objects.filter(filing_id=filing.pk).exclude(state=DecisionState.LAPSED)
    found = list(living.order_by("pk"))
    for decision in found:
        decision.step, decision.filing = by_id[decision.step_id], filing
    return found


def right_on(table: Table, step: Step, by: Actor) -> HeldSeat:
    """Return by what right the actor decides here; raises NotYourSeat or FourEyes with the reason."""
    if by.employee_id is None:
        raise NotYourSeat(_("Keputusan diambil oleh pejabat, bukan oleh sistem."))
    at = clock.now()
    held = people.seats_of(by.employee_id, at)
    filing = table.filing
    right = organisation.right_to(step.seat, held, filing.kind, filing.amount, by.mandate_id)
    if right is None or not _keeps(right):
        message = _(
            "Keputusan ini menunggu %(seat)s. Anda tidak (atau tidak lagi) berwenang untuk kursi itu."
        )
        raise NotYourSeat(message % {"seat": step.seat_title})
    strategic.refuse(right.basis, filing.kind, clock.local(at).date())
    refused = refused_by_four_eyes(
        by.employee_id,
        organisation.acts_for(held, by.employee_id, at),
        eyes_of(filing, table.decisions),
    )
    if refused:
        raise FourEyes(str(FOUR_EYES[refused]))
    return right


def _keeps(right: HeldSeat) -> bool:
    """Return whether a right stands until this act ends: whoever is ending the mandate behind it was first, or waits."""
    return right.mandate_id is None or people.locked_mandate(right.mandate_id)


def eyes_of(filing: Filing, decisions: list[Decision]) -> Eyes:
    """Return whose eyes have been on the present revision."""
    return Eyes(
        maker_id=filing.maker_id,
        last_editor_id=filing.last_editor_id,
        approver_ids=frozenset(d.by_id for d in decisions if d.choice == Verb.APPROVE),
        strict=filing.strict,
    )


def refuse_late(table: Table, step_id: int) -> Step:
    """Return the step if nobody has decided on it or is doing so; raises AlreadyDecided or BeingSigned by name."""
    every = [*table.past, *table.decisions]
    taken = next((decision for decision in every if decision.step_id == step_id), None)
    if taken is not None:
        raise _taken(taken)
    step = table.step(step_id)
    if step is None:
        raise OtherRevision(str(RULES["older_round"][1]))
    closing = [d for d in every if d.decided_at and d.step.round == step.round]
    if step.state == StepState.CLOSED and closing:
        raise _taken(max(closing, key=lambda decision: (decision.decided_at, decision.pk)))
    return step


def _taken(decision: Decision) -> Problem:
    name = people.person(decision.by_id).full_name
    if decision.state == DecisionState.PENDING or decision.decided_at is None:
        return being_signed(decision)
    at = clock.local(decision.decided_at)
    when = f"{long_date(at.date())} {clock_time(decision.decided_at)}"
    return AlreadyDecided(
        _("Sudah diputuskan oleh %(name)s pada %(when)s. Keputusan Anda tidak disimpan.")
        % {"name": name, "when": when}
    )


def being_signed(decision: Decision) -> BeingSigned:
    """Return the problem that names who signs right now."""
    name = people.person(decision.by_id).full_name
    return BeingSigned(
        _("Berkas ini sedang ditandatangani oleh %(name)s. Coba lagi sebentar.") % {"name": name}
    )


def judged(table: Table, choice: Choice) -> Next:
    """Return what the rules make of a choice; raises the rule's problem, by name where somebody was first."""
    try:
        return next_state(table.shape(), choice)
    except Refusal as refusal:
        code = refusal.code
    if code == "being_signed" and table.pending is not None:
        raise _taken(table.pending)
    if code in {"closed_already", "decided_already"} and table.decisions:
        raise _taken(table.decisions[-1])
    problem, message = RULES[code]
    raise problem(str(message))


def same_revision(table: Table, revision_sha: str) -> None:
    """Raise OtherRevision unless the actor saw the revision that waits."""
    message = _(
        "Isi berkas ini sudah berubah sejak Anda membukanya. Muat ulang dan baca revisi terakhir."
    )
    ensure(table.filing.revision_sha == revision_sha, OtherRevision(message))


def settle(table: Table, step: Step | None, nxt: Next, by: Actor) -> None:
    """Write what a choice made of the filing and move its flow; the upper room's node runs inside."""
    filing, at = table.filing, clock.now()
    if nxt.void_from:
        standing = Decision.objects.filter(
            filing=filing, stands=True, step__level__gte=nxt.void_from
        )
        standing.update(stands=False)
    if nxt.close:
        Step.objects.filter(pk__in=nxt.close).update(state=StepState.CLOSED, closed_at=at)
    if step is not None:
        Step.objects.filter(pk=step.pk).update(state=StepState.DECIDED, closed_at=at)
    if nxt.state == FilingState.RUNNING and not nxt.opens:
        return
    waiting = _waiting_task(table)
    filing.state, filing.round, filing.level, filing.state_at = (
        nxt.state.value,
        nxt.round,
        nxt.level,
        at,
    )
    documents = {}
    if nxt.new_round:
        documents = rounds.prepare_documents(filing, by)
        filing.revision_sha = rounds.revision_sha(filing, documents)
    filing.save(update_fields=["state", "round", "level", "state_at", "revision_sha"])
    task = move(filing, by, waiting)
    if nxt.new_round:
        rounds.write_steps(filing, documents, task)
    elif nxt.opens:
        rounds.open_level(filing, task)
    telling.ask(filing)


def _waiting_task(table: Table) -> Any:
    """Return the task of the open level, None where the filing waits for its maker."""
    filing = table.filing
    steps = (step.task_id for step in table.steps if step.level == filing.level)
    task_id = next((task_id for task_id in steps if task_id is not None), None)
    return known_task(filing, task_id) if task_id is not None else None
