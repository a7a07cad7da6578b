"""A case's summons and examinations with the days they must keep, from its rows and its own regulation."""

from datetime import date
from typing import cast

from office.attendance import selectors as attendance
from office.audit import clock
from office.regulations import selectors as regulations
from office.regulations.core import Sanction
from performance.sanctions.core.counter import Basis
from performance.sanctions.core.procedure import CaseDates, HearingFacts, hearing_faults
from performance.sanctions.models import Hearing, SanctionCase


def law_of(case: SanctionCase) -> Sanction:
    """Return the section under which the case was opened."""
    return cast("Sanction", regulations.regulation_by_sha(case.regulation_sha).sections["sanction"])


def dates_of(case: SanctionCase) -> CaseDates:
    """Return when the case was opened and the last day counted against the person."""
    days = case.evidence.exclude(basis=Basis.DISPUTED).order_by("-on").values_list("on", flat=True)
    opened_on = clock.local(case.opened_at).date()
    return CaseDates(opened_on, days.first() or case.counted_until)


def earliest_on(case: SanctionCase, summoned_on: date) -> date | None:
    """Return the first day of examination after a summons by working days of the agency; None without a rule.

    A summons from before the case is void by itself, so no calendar is asked for it.
    """
    rule = law_of(case).summons
    if rule is None or summoned_on < dates_of(case).opened_on:
        return None
    return attendance.add_workdays(summoned_on, rule.workdays, case.agency_id)


def facts_of(case: SanctionCase) -> list[HearingFacts]:
    """Return every summons and what came of it, first first."""
    return [
        HearingFacts(h.summoned_on, h.held_on, h.attended, earliest_on(case, h.summoned_on))
        for h in case.hearings.all()
    ]


def sound_hearings(case: SanctionCase) -> list[Hearing]:
    """Return the hearings a decision may rest on."""
    dates, facts = dates_of(case), facts_of(case)
    rows = list(case.hearings.all())
    return [h for h, said in zip(rows, facts, strict=True) if not hearing_faults(said, dates)]
