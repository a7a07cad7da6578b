"""How the imaginary officials work: they open their desk and decide what lies there, a consent per seat."""

from collections.abc import Callable
from dataclasses import dataclass

from demo.logins import actor, passphrase
from workflows.approval.core import Pick, Verb
from workflows.approval.selectors import DeskRow, desk
from workflows.approval.services import decide, sign_batch

Wanted = Callable[[DeskRow], bool]


class DeskStuck(Exception):
    """An imaginary official could not sign; the story cannot go on."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What one visit to a desk did."""

    signed: int
    """Documents signed."""
    approved: int
    """Steps decided without a document."""


def work_desk(key: str, wanted: Wanted = lambda _: True) -> Decided:
    """Approve everything wanted on a person's desk, own seats and mandates alike; returns what was done."""
    by = actor(key)
    rows = [row for tab in ("mine", "delegated") for row in _all_rows(key, tab) if wanted(row)]
    for row in rows:
        if not row.signs:
            decide(
                by=by,
                step_id=row.step_id,
                choice=Verb.APPROVE,
                revision_sha=row.revision_sha,
                key=f"demo-{row.step_id}",
            )
    picks = [
        Pick(row.step_id, row.revision_sha, f"demo-{row.step_id}") for row in rows if row.signs
    ]
    if picks:
        _sign(key, picks)
    return Decided(len(picks), len(rows) - len(picks))


def _sign(key: str, picks: list[Pick]) -> None:
    for progress in sign_batch(by=actor(key), picks=picks, passphrase=passphrase()):
        if not progress.ok:
            raise DeskStuck(f"{key}: {progress.message}")


def _all_rows(key: str, tab: str) -> list[DeskRow]:
    rows: list[DeskRow] = []
    after = ""
    while True:
        page = desk(actor(key), tab, None, after)
        rows += page.rows
        if not page.after:
            return rows
        after = page.after
