"""Which version of a month's facts is the newest; reads only."""

from collections.abc import Iterable

from django.db.models import Max

from office.indonesia.months import CalendarMonth
from performance.tpp.models import MonthFacts


def newest(people: Iterable[int], month: CalendarMonth) -> dict[int, tuple[int, int, str]]:
    """Return (id, version, SHA-256) of each person's newest facts."""
    of_month = MonthFacts.objects.filter(month=str(month), employee_id__in=list(people))
    last = dict(of_month.values_list("employee_id").annotate(Max("version")))
    rows = of_month.values_list("employee_id", "id", "version", "sha256")
    return {
        employee_id: (pk, version, sha256)
        for employee_id, pk, version, sha256 in rows
        if version == last[employee_id]
    }
