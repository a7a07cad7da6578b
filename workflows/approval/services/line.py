"""The line above a filing: an approver recuses, a maker disputes the superior, personnel answers."""

from typing import Any

from django.utils.translation import gettext as _

from office.acts.core import Conflict, Invalid, NotAllowed, NotFound, ensure
from office.acts.services import act, record
from office.audit import clock
from office.audit.core import Actor
from office.notices.core import Kind
from office.notices.services import notify
from office.people import selectors as people
from office.people.core import AppointmentKind, Seat
from office.regulations.selectors import in_force
from workflows.approval import organisation, table
from workflows.approval.acts import Acts
from workflows.approval.core import StepState
from workflows.approval.core.seats import DISPUTED, RECUSED
from workflows.approval.line_models import Dispute, DisputeState
from workflows.approval.models import Filing, Step
from workflows.approval.reseating import reseat
from workflows.approval.table import Table


@act(Acts.RECUSE)
def recuse(*, by: Actor, step_id: int, reason: str) -> str:
    """Hand an open step to the next seat of the line: "saya berbenturan kepentingan". Return the filing's state.

    Whoever could decide may. Raises NotYourSeat, FourEyes, AlreadyDecided, BeingSigned, ReasonMissing, NobodyAbove.
    """
    desk = table.lock_by_step(step_id)
    step = table.refuse_late(desk, step_id)
    table.right_on(desk, step, by)
    reseat(desk, step, cause=RECUSED, by=by, note=reason)
    _record(desk.filing, step, reason)
    return str(desk.filing.state)


def _record(filing: Filing, step: Step, reason: str, **more: Any) -> None:
    record(
        subject=filing.ref,
        label=filing.title,
        personal={"reason": reason},
        of=filing.subject_ref,
        step=step.ref,
        seat=str(step.seat),
        level=step.level,
        round=filing.round,
        **more,
    )


@act(Acts.DISPUTE_SUPERIOR)
def dispute_superior(*, by: Actor, filing_id: int, reason: str) -> int:
    """Say "Ini bukan atasan saya" of the open superior's step and return the dispute.

    The step leaves that desk and its clock stands still until personnel has answered, within the working days of the
    regulation. Only the maker may, once per step. Raises NotAllowed, Conflict, Invalid, BeingSigned.
    """
    desk = table.lock_by_filing(filing_id)
    filing = desk.filing
    ensure(
        by.employee_id == filing.maker_id,
        NotAllowed(_("Hanya pembuat berkas yang dapat mempersoalkan atasannya.")),
    )
    ensure(
        reason.strip(),
        Invalid(_("Tulis siapa atasan Anda dan sejak kapan."), reason=_("Wajib diisi.")),
    )
    step = _superiors_step(desk)
    due = organisation.due_on(
        clock.today(), in_force("dispute", clock.today()).answer_workdays, filing.agency_id
    )
    dispute = Dispute.objects.create(
        filing=filing,
        step=step,
        by_id=filing.maker_id,
        reason=reason.strip(),
        raised_at=clock.now(),
        due=due,
    )
    Step.objects.filter(pk=step.pk).update(state=StepState.WAITING)
    _record(filing, step, reason, dispute=dispute.pk, due=due.isoformat())
    return dispute.pk


def _superiors_step(desk: Table) -> Step:
    """Return the open step of the superior at the filing's level that was not disputed before."""
    if desk.pending is not None:
        raise table.being_signed(desk.pending)
    found = next(
        (s for s in desk.steps if s.state == StepState.OPEN and s.role == "supervisor"), None
    )
    if found is None:
        raise Conflict(_("Berkas ini tidak sedang menunggu atasan Anda."))
    ensure(
        not Dispute.objects.filter(step=found).exists(),
        Conflict(_("Atasan ini sudah pernah Anda persoalkan dan sudah dijawab.")),
    )
    return found


@act(Acts.ANSWER_DISPUTE)
def answer_dispute(
    *, by: Actor, dispute_id: int, answer: str, superior_id: int | None = None
) -> str:
    """Answer a disputed superior as personnel and return its state.

    `superior_id` is the position of the right superior: its seat is asked instead, in a new round. None says that the
    superior is right: the step is on that desk again, with a whole new time. Raises NotAllowed, NotFound, Conflict.
    """
    ensure(_is_personnel(by), NotAllowed(_("Sengketa atasan dijawab oleh pengelola kepegawaian.")))
    ensure(answer.strip(), Invalid(_("Tulis dasar jawaban Anda."), answer=_("Wajib diisi.")))
    desk, dispute = _open(dispute_id)
    if superior_id is None:
        _back_on_desk(desk, dispute.step)
        state = DisputeState.REFUSED
    else:
        to = _seat_of(superior_id, dispute.step)
        reseat(desk, dispute.step, cause=DISPUTED, by=by, note=answer, to=to)
        state = DisputeState.UPHELD
    _settle(dispute, by, state, answer)
    _tell_maker(dispute, by)
    _record(desk.filing, dispute.step, answer, dispute=dispute.pk, state=state.value)
    return state.value


def _is_personnel(by: Actor) -> bool:
    kinds = {AppointmentKind.PERSONNEL, AppointmentKind.PERSONNEL_AUTHORITY}
    return not people.viewer(by).kinds.isdisjoint(kinds)


def _seat_of(position_id: int, step: Step) -> Seat:
    found = people.positions_by_id([position_id]).get(position_id)
    if found is None or found.seat == step.seat:
        message = _("Pilih jabatan lain yang ada dalam susunan organisasi.")
        raise Invalid(message, superior=message)
    return found.seat


def _open(dispute_id: int) -> tuple[Table, Dispute]:
    """Return the locked filing and its dispute while it waits for an answer."""
    filing_id = Dispute.objects.filter(pk=dispute_id).values_list("filing_id", flat=True).first()
    if filing_id is None:
        raise NotFound(_("Sengketa ini tidak ditemukan, atau bukan untuk Anda."))
    desk = table.lock_by_filing(filing_id)
    dispute = Dispute.objects.select_related("step").get(pk=dispute_id)
    waits = dispute.state == DisputeState.OPEN and desk.step(dispute.step_id) is not None
    ensure(
        waits and dispute.step.state == StepState.WAITING,
        Conflict(_("Sengketa ini sudah dijawab, atau berkasnya tidak lagi menunggu.")),
    )
    return desk, dispute


def _back_on_desk(desk: Table, step: Step) -> None:
    at = clock.now()
    due = organisation.due_on(clock.local(at).date(), step.due_workdays, desk.filing.agency_id)
    Step.objects.filter(pk=step.pk).update(state=StepState.OPEN, opened_at=at, due=due)


def _settle(dispute: Dispute, by: Actor, state: DisputeState, answer: str) -> None:
    dispute.state, dispute.answer = state.value, answer.strip()
    dispute.answered_by_id, dispute.answered_at = by.employee_id, clock.now()
    dispute.save(update_fields=["state", "answer", "answered_by", "answered_at"])


def _tell_maker(dispute: Dispute, by: Actor) -> None:
    text = _("Sengketa atasan pada %(title)s: %(answer)s.")
    notify(
        by=by,
        employee_id=dispute.by_id,
        kind=Kind.DISPUTE,
        text=text % {"title": dispute.filing.title, "answer": dispute.get_state_display()},
        link=f"/meja/berkas/{dispute.filing_id}/",
        title=dispute.filing.title,
    )


@act(Acts.LAPSE_DISPUTE)
def lapse_dispute(*, by: Actor, dispute_id: int) -> str:
    """Send a filing whose dispute nobody answered in time to the next seat of the line; return `lapsed`.

    The clock's act, by the rule of the regulation. Raises Conflict before its day has passed or once it is answered.
    """
    ensure(by.part, NotAllowed(_("Ini dilakukan oleh jam, bukan oleh orang.")))
    desk, dispute = _open(dispute_id)
    ensure(dispute.due < clock.today(), Conflict(_("Sengketa ini masih dalam waktunya.")))
    law = in_force("dispute", clock.today())
    reseat(desk, dispute.step, cause=DISPUTED, by=by, note=law.source)
    _settle(dispute, by, DisputeState.LAPSED, law.source)
    _tell_maker(dispute, by)
    _record(desk.filing, dispute.step, law.source, dispute=dispute.pk, state="lapsed")
    return DisputeState.LAPSED.value
