"""Repairs: asked for with a reason, done by a second person; nothing behind a signature is undone."""

from django.utils.translation import gettext as _

from office.acts.core import Conflict, Invalid, NotAllowed, NotFound, ensure
from office.acts.services import act, record
from office.audit import clock
from office.audit.core import Actor
from office.jobs.services import put_back
from office.people import selectors as people
from workflows.approval import table
from workflows.approval.acts import Acts
from workflows.approval.chain_rights import keeps_chains, seconds_chains
from workflows.approval.core import StepState
from workflows.approval.core.seats import REASSIGNED
from workflows.approval.models import Decision, DecisionState, Filing, Step
from workflows.approval.repair_models import Repair, RepairKind, RepairState
from workflows.approval.reseating import reseat
from workflows.approval.table import Table


@act(Acts.ASK_REPAIR)
def ask_repair(
    *,
    by: Actor,
    kind: str,
    reason: str,
    job_id: int | None = None,
    step_id: int | None = None,
    to_position_id: int | None = None,
) -> int:
    """Ask for a repair and return it: `rerun_job` a job, `close_step` a step nobody waits for, `reassign` its seat.

    It is done by a second person. Raises NotAllowed, Invalid, NotFound, Conflict where it could not be done now.
    """
    if by.employee_id is None or not keeps_chains(people.viewer(by)):
        raise NotAllowed(_("Perbaikan diminta oleh pengelola kepegawaian kota."))
    ensure(kind in RepairKind.values, Invalid(_("Jenis perbaikan tidak dikenal.")))
    ensure(reason.strip(), Invalid(_("Tulis alasannya."), reason=_("Wajib diisi.")))
    row = Repair(
        kind=kind,
        job_id=job_id if kind == RepairKind.RERUN_JOB else None,
        step_id=step_id if kind != RepairKind.RERUN_JOB else None,
        to_position_id=to_position_id if kind == RepairKind.REASSIGN else None,
        reason=reason.strip(),
        asked_by_id=by.employee_id,
        asked_at=clock.now(),
    )
    _ensure_whole(row)
    row.save(force_insert=True)
    _record(row)
    return row.pk


def _ensure_whole(row: Repair) -> None:
    """Raise unless the repair names a thing that exists and could be mended now."""
    if row.kind == RepairKind.RERUN_JOB:
        ensure(row.job_id, Invalid(_("Pilih pekerjaannya.")))
        return
    desk, step = _desk_of(row)
    if row.kind == RepairKind.CLOSE_STEP:
        _ensure_may_close(desk, step)
        return
    target = people.positions_by_id([row.to_position_id or 0]).get(row.to_position_id or 0)
    message = _("Pilih jabatan lain yang ada dalam susunan organisasi.")
    ensure(target and target.seat != step.seat, Invalid(message, to_position=message))
    ensure(
        step.state == StepState.OPEN and step.round == desk.filing.round,
        Conflict(_("Langkah ini tidak sedang menunggu.")),
    )


def _desk_of(row: Repair) -> tuple[Table, Step]:
    step = Step.objects.filter(pk=row.step_id or 0).first()
    if step is None:
        raise NotFound(_("Langkah ini tidak ditemukan."))
    return table.lock_by_step(step.pk), step


def _ensure_may_close(desk: Table, step: Step) -> None:
    """Raise Conflict unless the step is open, undecided, and its filing does not need it."""
    living = Decision.objects.filter(step=step).exclude(state=DecisionState.LAPSED)
    ensure(
        not living.exists(),
        Conflict(
            _("Langkah ini sudah diputuskan atau ditandatangani; itu tidak dapat dibatalkan.")
        ),
    )
    stuck = step.state in {StepState.OPEN, StepState.WAITING} and not _is_needed(desk, step)
    ensure(
        stuck,
        Conflict(_("Berkas masih membutuhkan langkah ini. Alihkan kursinya, jangan ditutup.")),
    )


def _is_needed(desk: Table, step: Step) -> bool:
    """Return whether the filing still runs and could not reach the level's decisions without this step."""
    filing = desk.filing
    if filing.level == 0 or step.round != filing.round or step.level < filing.level:
        return False
    shape = next(one for one in desk.shape().levels if one.number == step.level)
    others = [
        s
        for s in desk.steps
        if s.level == step.level
        and s.pk != step.pk
        and s.state in {StepState.OPEN, StepState.WAITING}
    ]
    return shape.approvals + len(others) < shape.needed


@act(Acts.DO_REPAIR)
def do_repair(*, by: Actor, repair_id: int) -> str:
    """Do a repair as the second person and return its state `done`.

    Another keeper may, for a filing also the head of its agency. A reassigned seat opens a new round: signed papers
    stay as they were signed. Raises NotFound, NotAllowed, Conflict once it is settled or no longer possible.
    """
    row = _waiting(repair_id)
    _ensure_second(by, row)
    _ensure_whole(row)
    {
        RepairKind.RERUN_JOB: _rerun,
        RepairKind.CLOSE_STEP: _close,
        RepairKind.REASSIGN: _reassign,
    }[RepairKind(row.kind)](row, by)
    _settle(row, by, RepairState.DONE)
    return row.state


def _rerun(row: Repair, by: Actor) -> None:
    ensure(
        put_back(row.job_id or 0),
        Conflict(_("Pekerjaan ini tidak gagal, atau sudah berjalan lagi.")),
    )


def _close(row: Repair, by: Actor) -> None:
    Step.objects.filter(pk=row.step_id or 0).update(state=StepState.CLOSED, closed_at=clock.now())


def _reassign(row: Repair, by: Actor) -> None:
    desk, step = _desk_of(row)
    target = people.positions_by_id([row.to_position_id or 0])[row.to_position_id or 0]
    reseat(desk, step, cause=REASSIGNED, by=by, note=row.reason, to=target.seat)


@act(Acts.DROP_REPAIR)
def drop_repair(*, by: Actor, repair_id: int) -> str:
    """Drop a repair and return its state `dropped`: whoever asked for it, or who could do it. Raises as do_repair does."""
    row = _waiting(repair_id)
    if by.employee_id != row.asked_by_id:
        _ensure_second(by, row)
    _settle(row, by, RepairState.DROPPED)
    return row.state


def _waiting(repair_id: int) -> Repair:
    row = Repair.objects.select_for_update().filter(pk=repair_id).first()
    if row is None:
        raise NotFound(_("Perbaikan ini tidak ditemukan, atau bukan untuk Anda."))
    ensure(row.state == RepairState.WAITING, Conflict(_("Perbaikan ini sudah diputuskan.")))
    return row


def _ensure_second(by: Actor, row: Repair) -> None:
    ensure(
        by.employee_id != row.asked_by_id,
        NotAllowed(_("Anda yang meminta perbaikan ini. Pelaksananya orang kedua.")),
    )
    agency = (
        Filing.objects.filter(steps=row.step_id or 0).values_list("agency_id", flat=True).first()
    )
    ensure(
        seconds_chains(people.viewer(by), agency or 0),
        NotAllowed(
            _("Perbaikan dikerjakan pengelola kepegawaian lain atau kepala Perangkat Daerahnya.")
        ),
    )


def _settle(row: Repair, by: Actor, state: RepairState) -> None:
    row.state, row.settled_by_id, row.settled_at = state.value, by.employee_id, clock.now()
    row.save(update_fields=["state", "settled_by", "settled_at"])
    _record(row)


def _record(row: Repair) -> None:
    filing = row.step.filing if row.step else None
    record(
        subject=filing.ref if filing else f"job:{row.job_id}",
        label=row.get_kind_display(),
        personal={"reason": row.reason},
        repair=row.pk,
        kind=row.kind,
        step=row.step.ref if row.step else "",
        to=f"position:{row.to_position_id}" if row.to_position_id else "",
        state=row.state,
    )
