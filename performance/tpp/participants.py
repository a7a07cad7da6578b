"""Who a run pays: reads that fix the people, their paying position and their sanctions."""

from collections.abc import Iterable
from dataclasses import dataclass

from office.audit import clock
from office.indonesia.months import CalendarMonth
from office.people import selectors as people
from office.regulations.core import TppMove
from performance.tpp.core.facts import SegmentFacts
from performance.tpp.core.paying import paying
from performance.tpp.core.rounding import WHOLE_BP
from performance.tpp.explain import SanctionDecision
from performance.tpp.gathering import paid_segments, segment_facts
from performance.tpp.models import SanctionEffect


def payable(agency_id: int, month: CalendarMonth, move: TppMove) -> dict[int, SegmentFacts]:
    """Return the paying position of everybody whom an agency pays for a month, by employee."""
    seen = people_seen(agency_id, month)
    chosen = {
        employee_id: paying([segment_facts(one) for one in segments], move)
        for employee_id, segments in paid_segments(
            people.segments(seen, month.first, month.last)
        ).items()
    }
    return {
        employee_id: one
        for employee_id, one in chosen.items()
        if one is not None and one.agency_id == agency_id
    }


def people_seen(agency_id: int, month: CalendarMonth) -> set[int]:
    """Return who held a post of the agency on any day of the month."""
    return {
        entry.person.employee_id
        for day in month.days
        for entry in people.roster_people(agency_id, day)
    }


@dataclass(frozen=True)
class Sanctioned:
    """What sanctions take from one person in a month."""

    percent_bp: int
    """Sum of the effects in force, at most all of it."""
    source_refs: tuple[str, ...]


NOTHING = Sanctioned(0, ())


def decisions(source_refs: Iterable[str]) -> tuple[SanctionDecision, ...]:
    """Return what is known of the decisions named, in their order; one without an effect row keeps its reference."""
    refs = tuple(source_refs)
    if not refs:
        return ()
    rows = {
        row.source_ref: row
        for row in SanctionEffect.objects.filter(source_ref__in=refs).order_by("id")
    }
    return tuple(
        SanctionDecision(row.label or ref, row.clause, clock.local(row.recorded_at).date())
        if (row := rows.get(ref))
        else SanctionDecision(ref)
        for ref in refs
    )


def sanctioned(employee_ids: Iterable[int], month: CalendarMonth) -> dict[int, Sanctioned]:
    """Return the sanction effects in force in a month, by employee; people without any are left out."""
    effects = SanctionEffect.objects.filter(
        employee_id__in=list(employee_ids),
        from_month__lte=str(month),
        until_month__gte=str(month),
        superseded_at__isnull=True,
    ).order_by("employee_id", "id")
    found: dict[int, Sanctioned] = {}
    for effect in effects:
        before = found.get(effect.employee_id, NOTHING)
        found[effect.employee_id] = Sanctioned(
            min(before.percent_bp + effect.percent_bp, WHOLE_BP),
            (*before.source_refs, effect.source_ref),
        )
    return found
