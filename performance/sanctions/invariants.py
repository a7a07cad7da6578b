"""What must hold of every case: this room's part of fsck."""

from typing import Any

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce

from office.audit.core import Invariant
from office.audit.witnesses import Claims, Said, Witness, witnessed
from performance.sanctions.acts import Acts
from performance.sanctions.core.counter import Basis
from performance.sanctions.core.procedure import CaseState
from performance.sanctions.models import CaseEvidence, Hearing, SanctionCase
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
            "H1", "Hari bukti setiap perkara berjumlah sama dengan hitungannya", evidence_adds_up
        ),
        Invariant(
            "H2",
            "Tidak seorang pun mengusulkan atau memeriksa perkaranya sendiri",
            nobody_acts_on_the_own_case,
        ),
        Invariant("I4", "Keadaan perkara sama dengan keadaan berkasnya", states_agree),
        witnessed(
            "Perkara, hari bukti, dan pemeriksaan sama dengan jejaknya",
            Witness(
                model=SanctionCase,
                word="sanction_case",
                acts=frozenset(map(str, CHANGING)),
                # A lighter case is merged by the event of the heavier one.
                subjects=lambda row: [row.ref, f"sanction_case:{row.merged_into_id}"],
                tells={str(name): _old_case for name in CHANGING},
            ),
            Witness(
                model=CaseEvidence,
                word="case_evidence",
                acts=frozenset({str(Acts.OPEN_CASE)}),
                subjects=lambda row: [f"sanction_case:{row.case_id}"],
            ),
            Witness(
                model=Hearing,
                word="hearing",
                acts=frozenset({str(Acts.RECORD_HEARING)}),
                subjects=lambda row: [f"sanction_case:{row.case_id}"],
                tells={str(Acts.RECORD_HEARING): _old_hearing},
                also=lambda row: f"~hearing:{row.case_id}:{row.number}",
            ),
        ),
    ]


CHANGING = (
    Acts.OPEN_CASE,
    Acts.RECORD_HEARING,
    Acts.PROPOSE_DECISION,
    Acts.RETURN_PROPOSAL,
    Acts.CONFIRM_CASE,
    Acts.DROP_CASE,
)
"""Acts after which a case is another."""


def _old_case(said: Said) -> Claims:
    """Read an event from before cases were named as rows."""
    held: dict[str, Any] = {}
    if said.act == Acts.OPEN_CASE:
        held = {
            "employee_id": said.body["employee"],
            "days": said.body["days"],
            "regulation_sha": said.body["regulation"],
        }
    if "reason_sha256" in said.body:
        held["reason"] = said.salted("reason")
    if "effect" in said.body:
        held |= {"effect_id": said.body["effect"], "state": said.body["state"]}
    if "filing" in said.body:
        held["filing_id"] = said.body["filing"]
    return {said.subject: held}


def _old_hearing(said: Said) -> Claims:
    """Read an event from before hearings were named as rows: it knows the case and the number."""
    _word, case_id = said.subject.split(":")
    name = f"~hearing:{case_id}:{said.body['number']}"
    return {
        name: {
            "held_on": said.body["held_on"],
            "attended": said.body["attended"],
            "minutes_sha": said.body["minutes"],
            "statement": said.salted("statement"),
        }
    }


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


def evidence_adds_up() -> tuple[int, list[str]]:
    """Return how many cases there are and those whose days of evidence are not the days and minutes counted."""
    cases = SanctionCase.objects.annotate(
        kept_days=Count("evidence", filter=Q(evidence__basis=Basis.ABSENT)),
        kept_minutes=Coalesce(Sum("evidence__minutes"), 0),
    )
    wrong = cases.exclude(kept_days=F("days_absent"), kept_minutes=F("minutes_short"))
    return cases.count(), [
        f"{case.ref}: {case.kept_days} hari dan {case.kept_minutes} menit bukti,"
        f" tercatat {case.days_absent} hari dan {case.minutes_short} menit"
        for case in wrong
    ]


def nobody_acts_on_the_own_case() -> tuple[int, list[str]]:
    """Return how many cases there are and those whose subject proposed or examined."""
    own = Q(proposer=F("employee")) | Q(hearings__examiner=F("employee"))
    cases = SanctionCase.objects.filter(own).distinct()
    return SanctionCase.objects.count(), [case.ref for case in cases]
