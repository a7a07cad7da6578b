"""What two approvals cost at least: bare Django, three transactions, state, work item and event rows. Never calls ours."""

from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone


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


def make_tables() -> None:
    """Create the three tables."""
    with connection.schema_editor() as editor:
        for table in TABLES:
            editor.create_model(table)


def floor(number: int) -> str:
    """Submit one case and approve it twice, a transaction each; return its last state."""
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
