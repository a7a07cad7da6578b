"""This room's part of `fsck`."""

from collections.abc import Mapping

from django.db import connection

from office.audit import clock
from office.audit.core import Invariant
from office.people.models import Appointment, Assignment, Mandate, PositionTerms, TwoTimes
from office.people.selectors._rows import live_on
from office.people.sql import missing_guards
from office.people.sql.overlaps import GUARDS, overlapping_rows

DATED: tuple[type[TwoTimes], ...] = (PositionTerms, Assignment, Appointment, Mandate)
SHOWN = 20


def invariants() -> list[Invariant]:
    """Return P1 and P2: dated rows do not overlap, and the line of superiors ends."""
    return [
        Invariant(
            "P1",
            "Jabatan, penempatan, penunjukan, dan mandat yang berlaku tidak tumpang tindih",
            _no_overlap,
        ),
        Invariant("P2", "Garis atasan setiap jabatan berakhir dan tidak melingkar", _no_circle),
    ]


def _no_overlap() -> tuple[int, list[str]]:
    """Look for lost guards and for live rows that overlap all the same."""
    offenders = [f"pengaman {name} hilang dari basis data" for name in missing_guards()]
    with connection.cursor() as cursor:
        for guard in GUARDS:
            cursor.execute(overlapping_rows(guard, SHOWN))
            offenders += [
                f"{guard.table}:{one} dan {guard.table}:{other}" for one, other in cursor.fetchall()
            ]
    return sum(
        model.objects.filter(superseded_at__isnull=True).count() for model in DATED
    ), offenders[:SHOWN]


def _no_circle() -> tuple[int, list[str]]:
    """Follow every position upwards today."""
    rows = PositionTerms.objects.filter(live_on(clock.today()))
    above: dict[int, int | None] = dict(rows.values_list("position_id", "reports_to_id"))
    offenders = [f"position:{position}" for position in above if _goes_round(position, above)]
    return len(above), offenders[:SHOWN]


def _goes_round(position: int, above: Mapping[int, int | None]) -> bool:
    seen, at = {position}, above.get(position)
    while at is not None:
        if at in seen:
            return True
        seen.add(at)
        at = above.get(at)
    return False
