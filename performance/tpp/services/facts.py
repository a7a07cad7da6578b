"""The facts of a month, kept as versions: a projection that can be rebuilt at any time."""

from collections.abc import Iterable, Mapping

from office.audit import clock
from office.indonesia.months import CalendarMonth
from performance.tpp.core.facts import LAYOUT, PackedMonth
from performance.tpp.gathering import packed_months
from performance.tpp.models import MonthFacts
from performance.tpp.versions import newest


def build_month_facts(*, employee_ids: Iterable[int], month: CalendarMonth) -> dict[int, int]:
    """Return the id of each person's newest facts, after adding a version where something changed.

    A projection, no act: it says nothing the rooms below do not say. People without any position
    that month have no entry.
    """
    packed = packed_months(employee_ids, month)
    _keep_versions(packed, month)
    return {
        employee_id: pk
        for employee_id, (pk, _, sha256) in newest(packed, month).items()
        if packed[employee_id].sha256 == sha256
    }


def _keep_versions(packed: Mapping[int, PackedMonth], month: CalendarMonth) -> None:
    known = newest(packed, month)
    changed = [
        MonthFacts(
            employee_id=employee_id,
            month=str(month),
            version=known[employee_id][1] + 1 if employee_id in known else 1,
            layout=LAYOUT,
            days=facts.days,
            segments=facts.segments,
            sha256=facts.sha256,
            built_at=clock.now(),
        )
        for employee_id, facts in packed.items()
        if employee_id not in known or known[employee_id][2] != facts.sha256
    ]
    # Two builders of the same facts meet in the unique version; the second adds nothing.
    MonthFacts.objects.bulk_create(changed, batch_size=500, ignore_conflicts=True)
