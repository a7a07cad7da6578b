"""A run from its first row to its frozen end."""

from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import act, record
from office.audit import clock
from office.audit.core import Actor
from office.indonesia.months import CalendarMonth
from office.jobs.services import enqueue
from office.people import selectors as people
from performance.tpp import rights
from performance.tpp.acts import Acts
from performance.tpp.budget import ensure_payable
from performance.tpp.checks import ensure_current, ensure_measured
from performance.tpp.core.engine import compute
from performance.tpp.errors import (
    MonthNotOver,
    NothingToPay,
    RunNotReady,
)
from performance.tpp.models import RunState, TppLine, TppRun
from performance.tpp.papers import tpp_list
from performance.tpp.participants import payable
from performance.tpp.policies import frozen_policy, policy_for
from performance.tpp.services._runs import (
    ChunkOutcome,
    RunOutcome,
    close_when_complete,
    ensure_amounts,
    exists_already,
    label,
    locked,
    locked_filing,
    opened,
    outcome,
    pin,
)
from performance.tpp.sql import insert_lines, read_pinned
from workflows.approval import services as approval

FLOW = "performance.tpp.flows.TppRunFlow"
OPEN = (RunState.COMPUTED, RunState.RETURNED)


@act(Acts.START_RUN)
def start_tpp_run(
    *, by: Actor, agency_id: int, month: CalendarMonth, kind: str = "monthly"
) -> RunOutcome:
    """Freeze who is paid from which facts, ask for the chunks, and return the run being computed.

    Raises MonthNotOver, RunExists, NothingToPay, NoRule, NotMeasured for a month before anything was measured;
    NotPersonnel for others than personnel.
    """
    maker = rights.maker_of(by, agency_id)
    ensure(month.last < clock.today(), MonthNotOver(_("TPP dihitung setelah bulan berakhir.")))
    live = TppRun.objects.filter(agency_id=agency_id, month=str(month), kind=kind)
    ensure(not live.exclude(state=RunState.CANCELLED).exists(), exists_already(month))
    policy = policy_for(month)
    chosen = payable(agency_id, month, policy.move)
    ensure(chosen, NothingToPay(_("Tidak ada pegawai dengan jabatan berkelas pada bulan itu.")))
    ensure_amounts(chosen, policy)
    run = opened(
        TppRun(
            kind=kind,
            month=str(month),
            agency_id=agency_id,
            policy_sha=policy.sha256,
            sources=[list(source) for source in policy.sources],
            maker_id=maker,
            people=len(chosen),
            started_at=clock.now(),
        ),
        month,
    )
    pin(run, chosen, month)
    record(
        subject=run.ref,
        label=label(run),
        agency=agency_id,
        month=str(month),
        people=run.people,
        policy=run.policy_sha,
    )
    return outcome(run)


@act(Acts.COMPUTE_CHUNK)
def compute_chunk(
    *, by: Actor, run_id: int, first_employee: int, last_employee: int
) -> ChunkOutcome:
    """Compute the lines of a range of employees (ids, inclusive) once, and close a run that is complete."""
    del by  # the engine decides nothing about who may: the run was started by somebody who may
    run = locked(run_id)
    there = TppLine.objects.filter(
        run_id=run_id, employee_id__gte=first_employee, employee_id__lte=last_employee
    )
    pinned = None
    if run.state == RunState.COMPUTING and not there.exists():
        pinned = read_pinned(run_id, first_employee, last_employee)
    if pinned is not None:
        policy = frozen_policy((name, sha) for name, sha in run.sources)
        insert_lines(run_id, pinned.employees, compute(pinned.month, policy))
        close_when_complete(run)
    added = 0 if pinned is None else len(pinned.employees)
    record(subject=run.ref, label=label(run), first=first_employee, last=last_employee, lines=added)
    return ChunkOutcome(run_id, added, run.state != RunState.COMPUTING)


@act(Acts.SUBMIT_RUN)
def submit_tpp_run(*, by: Actor, run_id: int) -> RunOutcome:
    """Put a computed (or returned) run on its ladder with the list to sign.

    Raises RunNotReady, also where facts or sanctions have changed since it was computed; NotMeasured where days of
    somebody are not measured yet; NoBudgetLine or OverBudget where its payment would be refused once it is signed.
    """
    run = locked(run_id)
    rights.maker_of(by, run.agency_id)
    ensure(run.state in OPEN, RunNotReady(_("Perhitungan ini belum selesai, atau sudah diajukan.")))
    ensure(
        run.total_rupiah > 0, RunNotReady(_("Tidak ada rupiah yang dibayar pada perhitungan ini."))
    )
    ensure_current(run)
    ensure_payable(run)
    ensure_measured(run)
    position = people.position_of(run.maker_id, clock.today())
    if position is None:
        raise RunNotReady(_("Pembuat perhitungan tidak mempunyai jabatan hari ini."))
    filing = approval.submit_filing(
        by=by,
        flow=FLOW,
        maker_id=run.maker_id,
        position_id=position.position_id,
        agency_id=run.agency_id,
        subject_ref=run.ref,
        title=label(run),
        amount=run.total_rupiah,
        contents={"tpp_list": tpp_list(run)},
        filing_id=run.filing_id,
    )
    run.filing_id, run.state = filing.filing_id, RunState.SUBMITTED
    run.save(update_fields=["filing", "state"])
    record(subject=run.ref, label=label(run), filing=filing.filing_id, total=run.total_rupiah)
    return outcome(run)


@act(Acts.CANCEL_RUN)
def cancel_tpp_run(*, by: Actor, run_id: int, reason: str) -> RunOutcome:
    """Give up a run that nobody is deciding on, so that the month can be run anew; its rows stay."""
    run = locked(run_id)
    rights.maker_of(by, run.agency_id)
    ensure(
        run.state in OPEN,
        RunNotReady(_("Hanya perhitungan yang belum diajukan yang dapat dibatalkan.")),
    )
    ensure(reason.strip(), RunNotReady(_("Tulis alasannya."), reason=_("Alasan wajib diisi.")))
    run.state = RunState.CANCELLED
    run.save(update_fields=["state"])
    record(subject=run.ref, label=label(run), personal={"reason": reason})
    return outcome(run)


@act(Acts.FREEZE_RUN)
def freeze_tpp_run(*, by: Actor, filing_id: int) -> RunOutcome:
    """Freeze the run whose list was signed and ask for its disbursement. Called by the flow."""
    del by  # whose signature ended the ladder is in the decision
    run = locked_filing(filing_id)
    ensure(
        run.state == RunState.SUBMITTED, RunNotReady(_("Perhitungan ini tidak sedang diajukan."))
    )
    run.state, run.frozen_at = RunState.FROZEN, clock.now()
    run.save(update_fields=["state", "frozen_at"])
    enqueue("tpp.open_disbursement", str(run.pk), args={"run": run.pk})
    record(subject=run.ref, label=label(run), filing=filing_id, total=run.total_rupiah)
    return outcome(run)


@act(Acts.HAND_BACK_RUN)
def hand_back_tpp_run(*, by: Actor, filing_id: int, state: str) -> RunOutcome:
    """Note that the ladder returned the run ("returned") or ended it ("cancelled"). Called by the flow."""
    del by
    run = locked_filing(filing_id)
    ensure(
        run.state == RunState.SUBMITTED, RunNotReady(_("Perhitungan ini tidak sedang diajukan."))
    )
    run.state = RunState(state)
    run.save(update_fields=["state"])
    record(subject=run.ref, label=label(run), filing=filing_id, state=state)
    return outcome(run)
