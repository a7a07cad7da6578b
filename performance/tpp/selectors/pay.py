"""One employee's pay: from a run, or estimated from what is known now."""

from dataclasses import dataclass

import numpy as np
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from office.audit import clock
from office.audit.core import Actor
from office.indonesia.months import CalendarMonth
from office.people import selectors as people
from performance.tpp import rights
from performance.tpp.core.engine import TRACE_COLUMNS, Trace, compute
from performance.tpp.core.facts import PackedMonth, stacked, unpack_days, unpack_segments
from performance.tpp.core.policy import Policy
from performance.tpp.errors import NoSuchRun
from performance.tpp.explain import Explained, SanctionDecision, Step, explanation
from performance.tpp.gathering import packed_months
from performance.tpp.models import RunState, TppLine, TppParticipant
from performance.tpp.participants import NOTHING, Sanctioned, decisions, sanctioned
from performance.tpp.policies import cited, frozen_policy, policy_for
from performance.tpp.selectors.runs import run_detail


@dataclass(frozen=True)
class MonthPay:
    """One employee's month, opened: amounts, steps, and whether it can still change."""

    month: CalendarMonth
    """Which month."""
    steps: tuple[Step, ...]
    """From base to net, in order."""
    amounts: dict[str, int]
    """The engine's named intermediates."""
    run_id: int | None
    """The run it comes from; None for an estimate from today's facts."""
    is_frozen: bool
    """Whether the run is signed; else the amounts may still change."""
    policy_sha: str
    """Hash of the law it was computed by."""
    law: tuple[str, ...]
    """Instruments it was computed by, as papers name them."""

    @property
    def net_rupiah(self) -> int:
        return self.amounts["net_rupiah"]


def line_pay(run_id: int, employee_id: int, by: Actor) -> MonthPay:
    """Return one employee's line of a run the actor may see, opened; raises NoSuchRun."""
    run = run_detail(run_id, by)
    month = CalendarMonth.parse(run.month)
    if not by.part and not rights.may_see_trace(people.viewer(by), run.agency_id, month):
        raise NoSuchRun(_("Perhitungan TPP tidak ditemukan."))
    participant = (
        TppParticipant.objects.select_related("run", "facts")
        .filter(run_id=run_id, employee_id=employee_id)
        .first()
    )
    if participant is None or run.state == RunState.COMPUTING:
        raise NoSuchRun(_("Pegawai ini tidak ada pada perhitungan tersebut."))
    return _from_run(participant, month)


def month_pay(employee_id: int, month: CalendarMonth) -> MonthPay | None:
    """Return one employee's month: from its live run, else an estimate from what is known now.

    None for somebody without a paid position that month. The caller has judged who may read it.
    """
    participant = (
        TppParticipant.objects.select_related("run", "facts")
        .filter(employee_id=employee_id, run__month=str(month))
        .exclude(run__state__in=[RunState.CANCELLED, RunState.COMPUTING])
        .order_by("-run_id")
        .first()
    )
    if participant is not None:
        return _from_run(participant, month)
    facts = packed_months([employee_id], month).get(employee_id)
    return None if facts is None else _estimate(employee_id, month, facts, policy_for(month))


def _from_run(participant: TppParticipant, month: CalendarMonth) -> MonthPay:
    run, facts = participant.run, participant.facts
    line = TppLine.objects.get(run_id=run.pk, employee_id=participant.employee_id)
    policy = frozen_policy((name, sha) for name, sha in run.sources)
    amounts = {name: getattr(line, name) for name in TRACE_COLUMNS}
    packed = PackedMonth(bytes(facts.days), bytes(facts.segments), facts.sha256)
    steps = _steps_of(month, packed, policy, amounts, decisions(participant.sanctions))
    frozen = run.state == RunState.FROZEN
    return MonthPay(month, steps, amounts, run.pk, frozen, run.policy_sha, cited(policy))


def _estimate(
    employee_id: int, month: CalendarMonth, facts: PackedMonth, policy: Policy
) -> MonthPay:
    """Return a month computed from facts that may still change; nothing is stored."""
    cut = sanctioned([employee_id], month).get(employee_id, NOTHING)
    amounts = _amounts_of(facts, cut, policy)
    steps = _steps_of(month, facts, policy, amounts, decisions(cut.source_refs))
    return MonthPay(
        month,
        steps,
        amounts,
        None,
        is_frozen=False,
        policy_sha=policy.sha256,
        law=cited(policy),
    )


def _amounts_of(facts: PackedMonth, cut: Sanctioned, policy: Policy) -> dict[str, int]:
    """Return the engine's intermediates for one employee: the same code as a run of thousands."""
    trace = compute(stacked([facts.days], [facts.segments], [cut.percent_bp]), policy)
    return _first_of(trace)


def _first_of(trace: Trace) -> dict[str, int]:
    return {name: int(np.asarray(getattr(trace, name))[0]) for name in TRACE_COLUMNS}


def _steps_of(
    month: CalendarMonth,
    facts: PackedMonth,
    policy: Policy,
    amounts: dict[str, int],
    sanctions: tuple[SanctionDecision, ...],
) -> tuple[Step, ...]:
    case = Explained(
        month=month,
        days=unpack_days(facts.days),
        segments=unpack_segments(facts.segments),
        policy=policy,
        amounts=amounts,
        sanctions=sanctions,
    )
    return explanation(case)


@dataclass(frozen=True)
class PaidMonth:
    """A past month in the list of one's own pay."""

    month: CalendarMonth
    """Which month."""
    net_rupiah: int
    """What is paid."""
    base_rupiah: int
    """TPP before cuts."""
    state_label: str
    """State of its run, in words."""


def past_months(employee_id: int) -> list[PaidMonth]:
    """Return the months a live run has computed for an employee, newest first. One query."""
    mine = TppParticipant.objects.filter(employee_id=employee_id).values("run_id")
    lines = (
        TppLine.objects.select_related("run")
        .filter(employee_id=employee_id, run_id__in=mine)
        .exclude(run__state=RunState.CANCELLED)
        .order_by("-run__month")
    )
    return [
        PaidMonth(
            month=CalendarMonth.parse(line.run.month),
            net_rupiah=line.net_rupiah,
            base_rupiah=line.base_rupiah,
            state_label=capfirst(str(RunState(line.run.state).label)),
        )
        for line in lines[:36]
    ]


def this_month() -> CalendarMonth:
    """Return the month of today, by the one clock."""
    return CalendarMonth.of(clock.today())
