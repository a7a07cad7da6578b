"""What must hold of every correction: this room's part of fsck."""

from office.archive.services import exists
from office.audit.core import Invariant
from workflows.approval import selectors as approval
from workflows.correction.core.states import State
from workflows.correction.models import CorrectionRequest

FILING_STATES = {
    State.DRAFT: {"withdrawn", "draft"},
    State.RUNNING: {"running"},
    State.RETURNED: {"returned"},
    State.REJECTED: {"rejected"},
    State.APPROVED: {"approved"},
}
"""What the ladder must say of the filing of a request in each state."""


def invariants() -> list[Invariant]:
    """Return what must hold of requests and their proof."""
    return [
        Invariant("C1", "Keadaan koreksi sama dengan keadaan berkasnya", states_agree),
        Invariant("C2", "Bukti koreksi tersimpan di arsip", papers_are_kept),
    ]


def states_agree() -> tuple[int, list[str]]:
    """Return how many corrections there are and those whose filing says something else."""
    rows = list(CorrectionRequest.objects.exclude(filing=None))
    facts = approval.filing_facts(row.filing_id for row in rows if row.filing_id)
    wrong = [
        f"{row.ref}: {row.state}, berkas {facts[row.filing_id].state}"
        for row in rows
        if row.filing_id and facts[row.filing_id].state not in FILING_STATES[State(row.state)]
    ]
    return len(rows), wrong


def papers_are_kept() -> tuple[int, list[str]]:
    """Return how many proving files there are and those the archive does not hold."""
    rows = CorrectionRequest.objects.exclude(paper_sha256="")
    return rows.count(), [row.ref for row in rows if not exists(row.paper_sha256)]
