"""What a month of 20,000 allowances costs at least, and by a careful ORM. Plain code; never calls ours."""

from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.apps import apps
from django.db import connection, transaction

SUM = (
    "SELECT count(*), sum(minutes_late), sum(minutes_early), sum(minutes_present)"
    " FROM attendance_dayfact WHERE date BETWEEN '2026-10-01' AND '2026-10-31'"
)


def prepare() -> Any:
    """Return the results to be written, as the database hands them out, and make an empty table for them."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE floor_lines AS SELECT * FROM tpp_tppline WHERE 1 = 0")
        if connection.vendor == "postgresql":
            with cursor.cursor.copy("COPY tpp_tppline TO STDOUT (FORMAT BINARY)") as copy:
                return b"".join(copy)
        cursor.execute("SELECT * FROM tpp_tppline")
        return cursor.fetchall()


def floor(results: Any) -> int:
    """Scan the month's day facts once and write the results once; return how many days were seen."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL enable_indexscan = off" if connection.vendor == "postgresql" else "SELECT 1"
        )
        cursor.execute(SUM)
        days = cursor.fetchone()[0]
        if connection.vendor == "postgresql":
            with cursor.cursor.copy("COPY floor_lines FROM STDIN (FORMAT BINARY)") as copy:
                copy.write(results)
        else:
            marks = ", ".join(["?"] * len(results[0]))
            connection.connection.executemany(f"INSERT INTO floor_lines VALUES ({marks})", results)
    return days


def empty_floor() -> None:
    """Empty the floor's table between rounds."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM floor_lines")


def careful_orm(employee_ids: list[int], run_id: int) -> int:
    """Compute the same month the usual careful way: one prefetch, Decimal per employee, one bulk_create."""
    day_fact = apps.get_model("attendance", "DayFact")
    line = apps.get_model("tpp", "TppLine")
    days = defaultdict(list)
    rows = day_fact.objects.filter(
        employee_id__in=employee_ids, date__range=("2026-10-01", "2026-10-31")
    )
    for row in rows.order_by("employee_id", "date"):
        days[row.employee_id].append(row)
    lines = [_line(line, run_id, employee_id, days[employee_id]) for employee_id in employee_ids]
    with transaction.atomic():
        line.objects.bulk_create(lines)
    return len(lines)


def _line(model: Any, run_id: int, employee_id: int, days: list[Any]) -> Any:
    base = _whole(Decimal(4_447_069) * Decimal("0.60"))
    discipline = _whole(base * Decimal("0.40"))
    late = sum((_percent(day.minutes_late) for day in days), Decimal(0))
    early = sum((_percent(day.minutes_early) for day in days), Decimal(0))
    absent = sum(day.status == "absent" for day in days) * Decimal(3)
    due = sum(day.status in {"present", "absent", "leave", "duty"} for day in days)
    missing = sum((Decimal("1.5") for day in days if day.missing_punch), Decimal(0))
    cuts = [_whole(discipline * percent / 100) for percent in (absent, missing, late, early)]
    productivity = base - discipline
    lost = _whole(productivity * Decimal("0.1"))
    return model(
        run_id=run_id,
        employee_id=employee_id,
        job_class=8,
        days_due=due,
        days_held=due,
        base_rupiah=int(base),
        discipline_rupiah=int(discipline),
        productivity_rupiah=int(productivity),
        absent_days=0,
        absent_bp=int(absent * 100),
        missing_bp=int(missing * 100),
        late_bp=int(late * 100),
        early_bp=int(early * 100),
        absent_rupiah=int(cuts[0]),
        missing_rupiah=int(cuts[1]),
        late_rupiah=int(cuts[2]),
        early_rupiah=int(cuts[3]),
        approved_minutes=0,
        norm_minutes=due * 300,
        productivity_cut_rupiah=int(lost),
        sanction_bp=0,
        sanction_rupiah=0,
        net_rupiah=max(0, int(base - sum(cuts) - lost)),
    )


def _percent(minutes: int) -> Decimal:
    for limit, percent in ((0, "0"), (30, "0.5"), (60, "1"), (90, "1.25")):
        if minutes <= limit:
            return Decimal(percent)
    return Decimal("1.5")


def _whole(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal(1), rounding=ROUND_HALF_UP)
