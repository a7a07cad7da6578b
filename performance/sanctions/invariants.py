"""What must hold of every case: this room's part of fsck."""

from django.db.models import Count, F, Q

from office.audit.core import Invariant
from performance.sanctions.core.procedure import CaseState
from performance.sanctions.models import SanctionCase
from workflows.approval import selectors as approval


def invariants() -> list[Invariant]:
    """Return the room's own statements."""
    return [
        Invariant(
            "H1",
            "Setiap perkara mempunyai bukti dan tidak diusulkan tanpa pemeriksaan",
            cases_are_founded,
        ),
        Invariant(
            "H2",
            "Tidak seorang pun mengusulkan atau memeriksa perkaranya sendiri",
            nobody_acts_on_the_own_case,
        ),
        Invariant("I4", "Keadaan perkara sama dengan keadaan berkasnya", states_agree),
    ]


def states_agree() -> tuple[int, list[str]]:
    """Return how many cases were proposed and those whose filing says something else."""
    rows = SanctionCase.objects.exclude(filing=None).only("pk", "state", "filing_id")
    facts = approval.filing_facts(row.filing_id for row in rows if row.filing_id)
    return len(rows), [
        f"{row.ref}: {row.state}, berkas {facts[row.filing_id].state}"
        for row in rows
        if row.filing_id and not _agrees(row.state, facts[row.filing_id].state)
    ]


def _agrees(case: str, filing: str) -> bool:
    decided = {CaseState.PROPOSED: "running", CaseState.CONFIRMED: "approved"}
    if case in decided:
        return filing == decided[CaseState(case)]
    return filing in {"returned", "withdrawn", "rejected"}


def cases_are_founded() -> tuple[int, list[str]]:
    """Return how many cases there are and those without evidence, or proposed or decided without a hearing."""
    cases = SanctionCase.objects.annotate(
        days_kept=Count("evidence", distinct=True), heard=Count("hearings", distinct=True)
    )
    unheard = Q(heard=0, state__in=[CaseState.PROPOSED, CaseState.CONFIRMED])
    return cases.count(), [
        f"{case.ref}: {case.state}" for case in cases.filter(Q(days_kept=0) | unheard)
    ]


def nobody_acts_on_the_own_case() -> tuple[int, list[str]]:
    """Return how many cases there are and those whose subject proposed or examined."""
    own = Q(proposer=F("employee")) | Q(hearings__examiner=F("employee"))
    cases = SanctionCase.objects.filter(own).distinct()
    return SanctionCase.objects.count(), [case.ref for case in cases]
