"""A case's row under lock, its end, and what an act answers."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from office.acts.services import keep, record
from office.audit import clock
from performance.sanctions.core.procedure import CaseState
from performance.sanctions.errors import NoSuchCase
from performance.sanctions.models import SanctionCase


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """A case after an act."""

    case_id: int
    """Row of the case."""
    public_id: str
    """Its name in addresses."""
    state: str
    """A CaseState."""
    filing_id: int | None
    """Its filing on the ladder; None before the first proposal."""


def locked(**where: int) -> SanctionCase:
    return _only(SanctionCase.objects.select_for_update(of=("self",)).filter(**where))


def known(**where: int) -> SanctionCase:
    return _only(SanctionCase.objects.filter(**where))


def _only(rows: QuerySet[SanctionCase]) -> SanctionCase:
    case = rows.first()
    if case is None:
        raise NoSuchCase(_("Perkara ini tidak ditemukan."))
    return case


OPENED = (
    "employee_id",
    "position_id",
    "agency_id",
    "year",
    "kind",
    "label",
    "level",
    "clause",
    "from_days",
    "in_a_row",
    "days_absent",
    "minutes_short",
    "days",
    "longest_run",
    "counted_until",
    "regulation_sha",
    "due",
)
"""What a case keeps of the day it was opened."""


def keep_case(case: SanctionCase, *columns: str) -> None:
    """Let the running act's event hold the case's state, its reason and these columns."""
    keep("sanction_case", case, "state", *columns, personal=("reason",))


def label(case: SanctionCase) -> str:
    return f"{case.label} {case.year}"


def outcome(case: SanctionCase) -> CaseOutcome:
    return CaseOutcome(case.pk, str(case.public_id), case.state, case.filing_id)


def end_case(case: SanctionCase, state: CaseState, reason: str) -> CaseOutcome:
    case.state, case.reason, case.decided_at = state, reason, clock.now()
    case.save(update_fields=["state", "reason", "decided_at", "effect_id"])
    keep_case(case, "effect_id")
    record(
        subject=case.ref,
        label=label(case),
        personal={"reason": reason},
        state=state,
        effect=case.effect_id,
    )
    return outcome(case)
