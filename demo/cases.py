"""The case of four days' absence, from the machine's draft to a signed reprimand."""

from datetime import date

from demo.cast import BY_KEY
from demo.desk import work_desk
from demo.logins import actor, employee_id
from office.audit.core import Actor
from performance.sanctions.selectors import cases_of
from performance.sanctions.services import open_draft_cases, propose_decision, record_hearing

ABSENT = "cahyo"
SUPERIOR = "agus"


def detect() -> None:
    """Let the machine propose: it counts absences of everybody, heads included, and opens drafts."""
    open_draft_cases(by=Actor.system("sanctions.detect"))


def hear() -> None:
    """Record the hearing of the absent officer by the direct superior."""
    record_hearing(
        by=actor(SUPERIOR),
        case_id=_case(),
        summoned_on=date(2026, 8, 18),
        held_on=date(2026, 8, 31),
        statement=f"{BY_KEY[ABSENT].name} hadir dan mengakui tidak masuk kerja 3-6 Agustus 2026 tanpa izin "
        "karena urusan keluarga yang tidak dilaporkan.",
        key="demo-hearing",
    )


def decide() -> None:
    """Propose the written reprimand with its reason, and let the authority above sign it."""
    propose_decision(
        by=actor(SUPERIOR),
        case_id=_case(),
        reason="Empat hari kerja tanpa alasan yang sah, diakui dalam berita acara, dan baru pertama kali terjadi.",
        key="demo-proposal",
    )
    work_desk("camat", lambda row: row.kind == "sanction")


def _case() -> int:
    return cases_of(employee_id(ABSENT))[0].case_id
