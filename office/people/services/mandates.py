"""Plt, Plh and delegation: granted, corrected, ended."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import act, record
from office.audit import clock
from office.audit.core import Actor
from office.jobs.services import enqueue
from office.people.acts import Acts
from office.people.core import Basis, MandateKind, Seat
from office.people.models import Assignment, Employee, Mandate, Position
from office.people.problems import NotDated, NotYoursToManage
from office.people.selectors import seat_holders, superior_seat
from office.people.selectors._rows import overlapping, person_card
from office.people.services._common import (
    ONE_DAY,
    Recorded,
    close,
    ensure_dated,
    insert,
    locked_employee,
    locked_live,
    locked_position,
    manages_people,
    recorded,
    replace,
    touched,
    written,
)
from office.regulations.selectors import NoRule, in_force


@act(Acts.GRANT_MANDATE)
def grant_mandate(
    *,
    by: Actor,
    kind: str,
    position_id: int,
    holder_id: int,
    decree: str,
    valid_from: date,
    valid_until: date,
    scope: Sequence[str] = (),
    limit_rupiah: int | None = None,
) -> Recorded:
    """Return the new mandate to act for a position: `plt` (vacant), `plh` (holder absent) or `delegation`.

    Both days are inclusive; a mandate always ends. `scope` names procedure kinds, empty means all; `limit_rupiah`
    the largest amount. It may be granted by personnel, by whoever acts for the seat above, and Plh and delegation
    by the definitive holder; a mandate passes on nothing. Raises NotDated, NotYoursToManage, Overlap, NoSuchPerson,
    NoSuchPlace.
    """
    ensure(
        kind in set(MandateKind),
        NotDated(_("Jenis mandat tidak dikenal."), kind=", ".join(MandateKind)),
    )
    ensure_dated(decree, valid_from, valid_until)
    position, holder = locked_position(position_id), locked_employee(holder_id)
    _ensure_may_grant(by, kind, position_id)
    ensure(
        by.employee_id != holder_id,
        NotDated(
            _("Tidak ada mandat untuk diri sendiri. Mintalah pejabat di atas Anda menetapkannya."),
            holder=_("Anda sendiri."),
        ),
    )
    _ensure_fits(kind, position, holder, valid_from, valid_until)
    row = insert(
        Mandate,
        kind=kind,
        position=position,
        holder=holder,
        decree=decree,
        valid_from=valid_from,
        valid_until=valid_until,
        scope=list(scope),
        limit_rupiah=limit_rupiah,
    )
    _ask_to_tell(row, position.title, ended=False)
    _record(row, position, holder)
    return recorded(row)


def _ask_to_tell(row: Mandate, seat_title: str, *, ended: bool) -> None:
    """Leave the work of telling its holder to the room of notices, which stands above this one."""
    args = {
        "holder_id": row.holder_id,
        "kind": row.kind,
        "seat_title": seat_title,
        "first": row.valid_from.isoformat(),
        "last": row.valid_until.isoformat() if row.valid_until else "",
        "ended": ended,
    }
    enqueue("notices.mandate", f"{row.pk}:{'ended' if ended else 'given'}", args)


def _record(row: Mandate, position: Position, holder: Employee) -> None:
    record(
        subject=f"position:{position.pk}",
        label=f"{position.title} - {person_card(holder).full_name}",
        mandate=row.pk,
        kind=row.kind,
        holder=f"employee:{holder.pk}",
        **written(row),
        scope=list(row.scope),
        limit_rupiah=row.limit_rupiah,
    )


def _ensure_may_grant(by: Actor, kind: str, position_id: int) -> None:
    ensure(
        manages_people(by) or _owns_the_choice(by, kind, position_id),
        NotYoursToManage(
            _(
                "Mandat ditetapkan oleh pejabat definitif jabatan ini, atasannya, atau pengelola kepegawaian kota."
            )
        ),
    )


def _owns_the_choice(by: Actor, kind: str, position_id: int) -> bool:
    now = clock.now()
    above = superior_seat(position_id, clock.local(now).date())
    seat = Seat.position(position_id)
    holders = seat_holders({seat, above} - {None}, now)  # type: ignore[arg-type]  # the None of a top seat is taken out
    if above and any(
        h.employee_id == by.employee_id and h.basis != Basis.DELEGATION for h in holders[above]
    ):
        return True
    own = [
        h for h in holders[seat] if h.employee_id == by.employee_id and h.basis == Basis.DEFINITIVE
    ]
    return bool(own) and kind != MandateKind.PLT


def _ensure_not_too_long(kind: str, first: date, last: date) -> None:
    """Refuse a mandate longer than the regulation of its first day allows its kind; without a rule there is no bound."""
    try:
        most = in_force("mandate", first).longest_days.get(kind)
    except NoRule:
        return
    ensure(
        most is None or (last - first).days < most,
        NotDated(
            _("Mandat ini lebih lama daripada yang diizinkan: paling lama %(days)d hari.")
            % {"days": most or 0},
            valid_until=_("Terlalu lama."),
        ),
    )


def _ensure_fits(kind: str, position: Position, holder: Employee, first: date, last: date) -> None:
    _ensure_not_too_long(kind, first, last)
    ensure(
        holder.ended_on is None or holder.ended_on >= last,
        NotDated(
            _("Masa kerja penerima mandat berakhir sebelum mandatnya."),
            valid_until=_("Terlalu lama."),
        ),
    )
    sitting = Assignment.objects.filter(
        overlapping(first, last), Q(superseded_at__isnull=True), position=position
    )
    own = sitting.filter(employee=holder).exists()
    ensure(
        not own,
        NotDated(
            _("Tidak ada mandat untuk jabatan sendiri. Pilih pegawai lain."),
            holder=_("Pejabat definitifnya."),
        ),
    )
    if kind == MandateKind.PLT:
        ensure(
            not sitting.exists(),
            NotDated(
                _(
                    "Jabatan ini masih ada pejabat definitifnya; Plt. hanya untuk jabatan kosong. Gunakan Plh."
                ),
                kind=MandateKind.PLH.value,
            ),
        )


@act(Acts.CORRECT_MANDATE)
def correct_mandate(
    *, by: Actor, mandate_id: int, decree: str, valid_from: date, valid_until: date
) -> Recorded:
    """Return the corrected mandate; the row as it was stays, superseded now. Raises as `grant_mandate` does."""
    ensure_dated(decree, valid_from, valid_until)
    old = locked_live(Mandate, mandate_id)
    _ensure_may_grant(by, old.kind, old.position_id)
    _ensure_fits(old.kind, old.position, old.holder, valid_from, valid_until)
    row = replace(old, decree=decree, valid_from=valid_from, valid_until=valid_until)
    _record(row, row.position, row.holder)
    return Recorded(row.pk, touched(min(old.valid_from, valid_from), valid_until))


@act(Acts.END_MANDATE)
def end_mandate(
    *, by: Actor, mandate_id: int, last_day: date | None = None, reason: str = ""
) -> None:
    """End a mandate early: on a day (inclusive), or at once when None, so that the holder's seat is free today.

    The person who holds the mandate may give it back as well. Raises NotYoursToManage, NoSuchPlace.
    """
    old = locked_live(Mandate, mandate_id)
    if by.employee_id != old.holder_id:
        _ensure_may_end(by, old)
    day = clock.today() - ONE_DAY if last_day is None else last_day
    ensure(
        old.valid_until is None or day < old.valid_until,
        NotDated(_("Mandat ini sudah berakhir lebih dulu."), last_day=_("Setelah akhir mandat.")),
    )
    close(old, day)
    if by.employee_id != old.holder_id:
        _ask_to_tell(old, old.position.title, ended=True)
    record(
        subject=f"position:{old.position_id}",
        label=old.position.title,
        personal={"reason": reason},
        mandate=mandate_id,
        last_day=day.isoformat(),
    )


def _ensure_may_end(by: Actor, mandate: Mandate) -> None:
    """Ask for the right to grant it, or to be the definitive holder who is back before time."""
    today = clock.today()
    back = Assignment.objects.filter(
        overlapping(today, today),
        superseded_at__isnull=True,
        position_id=mandate.position_id,
        employee_id=by.employee_id,
    )
    if by.employee_id is None or not back.exists():
        _ensure_may_grant(by, mandate.kind, mandate.position_id)
