"""Floors and peers of the benchmarks: the least a thing costs. Plain code that never calls ours; changed only in commits of its own."""

import hashlib
from collections import defaultdict
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import typst
from django.apps import apps
from django.db import connection, models, transaction
from django.utils import timezone

MONTH_SUM = (
    "SELECT count(*), sum(minutes_late), sum(minutes_early), sum(minutes_present)"
    " FROM attendance_dayfact WHERE date BETWEEN '2026-10-01' AND '2026-10-31'"
)


# --- sign, render


def sign_floor(signed_pdf: bytes, raw_sign: Callable[[bytes], bytes]) -> bytes:
    """Return the least a signature costs: SHA-256 over the file and one raw private-key operation."""
    return raw_sign(hashlib.sha256(signed_pdf).digest())


def render_compiler(template: Path, fonts: Path) -> typst.Compiler:
    """Return a warm typst compiler for one template, fonts read."""
    found = typst.Fonts(include_system_fonts=False, font_paths=[fonts])
    return typst.Compiler(
        template, root=template.parent, font_paths=found, ignore_system_fonts=True
    )


def render_floor(compiler: typst.Compiler, document_json: str) -> bytes:
    """Return a bare compile of the same template and data to PDF/A-2a: no fields, no query, no archive."""
    made = compiler.compile(
        sys_inputs={"document": document_json}, pdf_standards=["a-2a"], timestamp=0
    )
    assert isinstance(made, bytes)
    return made


# --- ladder


class FloorCase(models.Model):
    """The thing decided: its state."""

    state = models.CharField(max_length=20)
    level = models.IntegerField()
    title = models.CharField(max_length=200)
    changed_at = models.DateTimeField()

    class Meta:
        app_label = "bench"

    def __str__(self) -> str:
        return str(self.title)


class FloorItem(models.Model):
    """One row of an inbox."""

    case = models.ForeignKey(FloorCase, on_delete=models.PROTECT)
    seat = models.IntegerField(db_index=True)
    is_open = models.BooleanField(default=True)
    decided_by = models.IntegerField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        app_label = "bench"

    def __str__(self) -> str:
        return str(self.case_id)


class FloorEvent(models.Model):
    """One line of a trail."""

    act = models.CharField(max_length=80)
    subject = models.CharField(max_length=80)
    body = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        app_label = "bench"

    def __str__(self) -> str:
        return str(self.act)


TABLES: tuple[Any, ...] = (FloorCase, FloorItem, FloorEvent)


def make_ladder_tables() -> None:
    """Create the three tables."""
    with connection.schema_editor() as editor:
        for table in TABLES:
            editor.create_model(table)


def ladder_floor(number: int) -> str:
    """Floor of `ladder`: submit one case and approve it twice, a transaction each; return its last state."""
    case = _submit(f"Laporan {number}")
    _approve(case, by=1, seat=2, last=False)
    return _approve(case, by=2, seat=0, last=True)


def _submit(title: str) -> int:
    with transaction.atomic():
        at = timezone.now()  # noqa: TID251 - bare Django has no clock of ours
        case = FloorCase.objects.create(state="running", level=1, title=title, changed_at=at)
        FloorItem.objects.create(case=case, seat=1, created_at=at)
        _event("submit", case, at)
        return case.pk


def _approve(case_id: int, by: int, seat: int, *, last: bool) -> str:
    with transaction.atomic():
        at = timezone.now()  # noqa: TID251 - bare Django has no clock of ours
        case = FloorCase.objects.select_for_update().get(pk=case_id)
        FloorItem.objects.filter(case=case, is_open=True).update(is_open=False, decided_by=by)
        case.state, case.level, case.changed_at = (
            ("approved", 0, at) if last else ("running", 2, at)
        )
        case.save()
        if not last:
            FloorItem.objects.create(case=case, seat=seat, created_at=at)
        _event("approve", case, at)
        return str(case.state)


def _event(act: str, case: FloorCase, at: Any) -> None:
    body = {"state": case.state, "level": case.level, "title": case.title}
    FloorEvent.objects.create(act=act, subject=f"case:{case.pk}", body=body, at=at)


# --- tpp


def tpp_prepare() -> Any:
    """Return the results to be written, as the database hands them out, and make an empty table for them."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE floor_lines AS SELECT * FROM tpp_tppline WHERE 1 = 0")
        if connection.vendor == "postgresql":
            with cursor.cursor.copy("COPY tpp_tppline TO STDOUT (FORMAT BINARY)") as copy:
                return b"".join(copy)
        cursor.execute("SELECT * FROM tpp_tppline")
        return cursor.fetchall()


def tpp_floor(results: Any) -> int:
    """Scan the month's day facts once and write the results once; return how many days were seen."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL enable_indexscan = off" if connection.vendor == "postgresql" else "SELECT 1"
        )
        cursor.execute(MONTH_SUM)
        days = cursor.fetchone()[0]
        if connection.vendor == "postgresql":
            with cursor.cursor.copy("COPY floor_lines FROM STDIN (FORMAT BINARY)") as copy:
                copy.write(results)
        else:
            marks = ", ".join(["?"] * len(results[0]))
            connection.connection.executemany(f"INSERT INTO floor_lines VALUES ({marks})", results)
    return days


def tpp_empty() -> None:
    """Empty the floor's table between rounds."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM floor_lines")


def tpp_orm(employee_ids: list[int], run_id: int) -> int:
    """Compute the same month the usual careful way: one prefetch, Decimal per employee, one bulk_create."""
    day_fact = apps.get_model("attendance", "DayFact")
    line = apps.get_model("tpp", "TppLine")
    days = defaultdict(list)
    rows = day_fact.objects.filter(
        employee_id__in=employee_ids, date__range=("2026-10-01", "2026-10-31")
    )
    for row in rows.order_by("employee_id", "date"):
        days[row.employee_id].append(row)
    lines = [
        _orm_line(line, run_id, employee_id, days[employee_id]) for employee_id in employee_ids
    ]
    with transaction.atomic():
        line.objects.bulk_create(lines)
    return len(lines)


def _orm_line(model: Any, run_id: int, employee_id: int, days: list[Any]) -> Any:
    base = _whole(Decimal(4_447_069) * Decimal("0.60"))
    discipline = _whole(base * Decimal("0.40"))
    late = sum((_late_percent(day.minutes_late) for day in days), Decimal(0))
    early = sum((_late_percent(day.minutes_early) for day in days), Decimal(0))
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


def _late_percent(minutes: int) -> Decimal:
    for limit, percent in ((0, "0"), (30, "0.5"), (60, "1"), (90, "1.25")):
        if minutes <= limit:
            return Decimal(percent)
    return Decimal("1.5")


def _whole(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal(1), rounding=ROUND_HALF_UP)
