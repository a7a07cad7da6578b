"""The clock's acts: remind the desk, then tell the seat above. Nothing is ever approved by silence."""

from django.utils.translation import gettext as _

from office.acts.core import Conflict, NotAllowed, NotFound, ensure
from office.acts.services import act, record
from office.audit import clock
from office.audit.core import Actor
from office.notices.core import Kind
from office.notices.services import notify
from office.people import selectors as people
from office.people.core import Seat
from workflows.approval import clocks
from workflows.approval.acts import Acts
from workflows.approval.clock_models import StepClock
from workflows.approval.core import StepState
from workflows.approval.models import Step


@act(Acts.REMIND)
def remind_desk(*, by: Actor, step_id: int) -> int:
    """Tell whoever may decide that a step's time is nearly over and return how many were told; once per step.

    Raises NotAllowed for a person, Conflict before its hour, once done, or while it is not open.
    """
    step = _open_step(by, step_id)
    hands = _hands(step)
    ensure(clock.now() >= hands.remind_at, Conflict(_("Belum waktunya mengingatkan.")))
    ensure(not StepClock.objects.filter(step=step).exists(), Conflict(_("Sudah diingatkan.")))
    StepClock.objects.create(step=step, reminded_at=clock.now())
    text = _("Menunggu keputusan Anda: %(title)s.") % {"title": step.filing.title}
    told = _tell(by, [step.seat], text, f"/meja/{step.pk}/", step.filing.title)
    _record(step, told)
    return told


@act(Acts.ESCALATE)
def escalate_desk(*, by: Actor, step_id: int) -> int:
    """Tell the seat above that a step's time is over, and the desk too; return how many were told; once per step.

    The step stays on its desk: only its holders decide. Raises as `remind_desk` does.
    """
    step = _open_step(by, step_id)
    hands = _hands(step)
    ensure(clock.now() >= hands.escalate_at, Conflict(_("Waktu meja ini belum habis.")))
    row = StepClock.objects.filter(step=step).first() or StepClock(
        step=step, reminded_at=clock.now()
    )
    ensure(row.escalated_at is None, Conflict(_("Sudah disampaikan kepada atasannya.")))
    above = clocks.seat_above(step)
    row.escalated_at, row.escalated_to = clock.now(), str(above or "")
    row.save()
    text = _("Lewat tenggat di meja %(seat)s: %(title)s. Pembuatnya menunggu.")
    message = text % {"seat": step.seat_title, "title": step.filing.title}
    told = _tell(by, [step.seat], message, f"/meja/{step.pk}/", step.filing.title)
    told += _tell(by, [above] if above else [], message, "", step.filing.title)
    _record(step, told, above=str(above or ""))
    return told


def _open_step(by: Actor, step_id: int) -> Step:
    ensure(by.part, NotAllowed(_("Ini dilakukan oleh jam, bukan oleh orang.")))
    step = (
        Step.objects.select_for_update(of=("self",))
        .select_related("filing")
        .filter(pk=step_id)
        .first()
    )
    if step is None:
        raise NotFound(_("Langkah ini tidak ditemukan."))
    ensure(step.state == StepState.OPEN, Conflict(_("Langkah ini tidak sedang menunggu.")))
    return step


def _hands(step: Step) -> clocks.DeskClock:
    found = clocks.desk_clocks([step]).get(step.pk)
    if found is None:
        raise Conflict(_("Peraturan yang berlaku tidak mengatur jam meja."))
    return found


def _tell(by: Actor, seats: list[Seat], text: str, link: str, title: str) -> int:
    holders = people.seat_holders(set(seats), clock.now())
    told = sorted({holder.employee_id for held in holders.values() for holder in held})
    for employee_id in told:
        notify(by=by, employee_id=employee_id, kind=Kind.OVERDUE, text=text, link=link, title=title)
    return len(told)


def _record(step: Step, told: int, above: str = "") -> None:
    record(
        subject=step.filing.ref,
        label=step.filing.title,
        of=step.filing.subject_ref,
        step=step.ref,
        seat=str(step.seat),
        level=step.level,
        due=step.due,
        told=told,
        above=above,
    )
