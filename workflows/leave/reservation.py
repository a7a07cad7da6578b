"""The only statements that move a balance. Each is guarded by the database itself.

A read and a write apart would let two requests both see the last day: a guarded UPDATE lets one of them through, and a
CHECK stands behind it. Years are always taken in rising order, so two requests never wait for each other.
"""

from collections.abc import Mapping

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from office.attendance import selectors as attendance
from office.audit import clock
from office.people import selectors as people
from workflows.leave import law
from workflows.leave.core.balance import YearBalance, carried_over
from workflows.leave.errors import NotEnoughLeave
from workflows.leave.models import AwayRequest, LeaveBalance, LeaveCharge


def charge(request: AwayRequest, days: Mapping[int, int]) -> None:
    """Take days from the balances of a request's kind, by year; raises NotEnoughLeave. Nothing for kinds without one."""
    for year in sorted(days):
        balance = opened(request.employee_id, request.kind, year)
        if balance is None:
            continue
        take(balance, days[year])
        LeaveCharge.objects.create(
            request=request, balance=balance, days=days[year], charged_at=clock.now()
        )
        carry_on(balance)


def free(request: AwayRequest) -> int:
    """Give every day a request holds back to its balances and return how many."""
    freed = 0
    live = LeaveCharge.objects.filter(request=request, freed_at=None).select_related("balance")
    for held in live.order_by("balance__year"):
        LeaveBalance.objects.filter(pk=held.balance_id).update(taken=F("taken") - held.days)
        LeaveCharge.objects.filter(pk=held.pk).update(freed_at=clock.now())
        carry_on(held.balance)
        freed += held.days
    return freed


def take(balance: LeaveBalance, days: int) -> None:
    """Take days from one balance if it has them; raises NotEnoughLeave. Locks the balance until the commit."""
    if not _with_room(balance.pk, days).update(taken=F("taken") + days):
        raise not_enough(as_year(LeaveBalance.objects.get(pk=balance.pk)), days)


def _with_room(balance_id: int, days: int) -> "QuerySet[LeaveBalance]":
    return LeaveBalance.objects.filter(
        pk=balance_id,
        taken__lte=F("granted") + F("carried") - F("joint") - F("used_before") - days,
    )


def not_enough(year: YearBalance, days: int) -> NotEnoughLeave:
    """Return the refusal that names what is left."""
    text = _(
        "Sisa cuti tahun %(year)d tinggal %(left)d hari; permintaan ini memerlukan %(days)d hari. Kurangi tanggalnya."
    )
    message = text % {"year": year.year, "left": year.left, "days": days}
    return NotEnoughLeave(message, last=message)


def opened(employee_id: int, kind: str, year: int) -> LeaveBalance | None:
    """Return the balance of a year, opening it and the year before where they are missing; None without a balance."""
    found = LeaveBalance.objects.filter(employee_id=employee_id, kind=kind, year=year).first()
    if found is not None:
        return found
    fresh = unopened(employee_id, kind, year)
    if fresh is None:
        return None
    if _served(employee_id, year - 1):
        opened(employee_id, kind, year - 1)
    fresh.carried = _carried(employee_id, kind, year)
    LeaveBalance.objects.bulk_create([fresh], ignore_conflicts=True)
    return LeaveBalance.objects.get(employee_id=employee_id, kind=kind, year=year)


def unopened(employee_id: int, kind: str, year: int) -> LeaveBalance | None:
    """Return the unsaved balance a year would begin with, without what comes over; None where the law knows none."""
    yearly = law.yearly_rule(kind, year)
    if yearly is None:
        return None
    joint = 0
    if yearly.joint_leave == "deducted":
        joint = sum(holiday.kind == "joint" for holiday in attendance.holidays_in(year))
    return LeaveBalance(
        employee_id=employee_id,
        kind=kind,
        year=year,
        granted=yearly.days,
        joint=min(joint, yearly.days),
    )


def _served(employee_id: int, year: int) -> bool:
    return (
        people.position_of(employee_id, clock.today().replace(year=year, month=12, day=31))
        is not None
    )


def _carried(employee_id: int, kind: str, year: int) -> int:
    rows = LeaveBalance.objects.filter(
        employee_id=employee_id, kind=kind, year__in=(year - 1, year - 2)
    )
    known = {row.year: as_year(row) for row in rows}
    rule = law.carry_rule(law.yearly_rule(kind, year))
    return carried_over(known.get(year - 1), known.get(year - 2), rule)


def carry_on(balance: LeaveBalance) -> None:
    """Let a change of one year show in what came over into the next, unless that was imported; raises NotEnoughLeave."""
    following = LeaveBalance.objects.filter(
        employee_id=balance.employee_id, kind=balance.kind, year=balance.year + 1, imported=False
    ).first()
    if following is None:
        return
    carried = _carried(balance.employee_id, balance.kind, following.year)
    room = LeaveBalance.objects.filter(
        pk=following.pk, taken__lte=F("granted") + carried - F("joint") - F("used_before")
    )
    if not room.update(carried=carried):
        raise not_enough(as_year(following), 1)
    carry_on(following)


def standing(employee_id: int, kind: str, year: int) -> YearBalance | None:
    """Return how a year's balance stands, opened or not; writes nothing."""
    row = LeaveBalance.objects.filter(employee_id=employee_id, kind=kind, year=year).first()
    if row is not None:
        return as_year(row)
    fresh = unopened(employee_id, kind, year)
    if fresh is None:
        return None
    if _served(employee_id, year - 1):
        last = standing(employee_id, kind, year - 1)
        before = standing(employee_id, kind, year - 2) if _served(employee_id, year - 2) else None
        rule = law.carry_rule(law.yearly_rule(kind, year))
        fresh.carried = carried_over(last, before, rule)
    return as_year(fresh)


def as_year(row: LeaveBalance) -> YearBalance:
    """Return a balance as the core's type."""
    return YearBalance(
        year=row.year,
        granted=row.granted,
        carried=row.carried,
        joint=row.joint,
        used_before=row.used_before,
        taken=row.taken,
    )


def is_imported(employee_id: int, kind: str, year: int) -> bool:
    """Return whether what came over into a year is as imported."""
    rows = LeaveBalance.objects.filter(employee_id=employee_id, kind=kind, year=year)
    return rows.filter(imported=True).exists()
