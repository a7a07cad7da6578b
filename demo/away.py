"""Leave asked for on the site and a forgotten punch corrected, each by the people themselves."""

from datetime import date

from demo.desk import work_desk
from demo.logins import actor, employee_id
from workflows.correction import services as correction
from workflows.correction.core.requests import Draft as Hours
from workflows.leave import services as leave
from workflows.leave.core.requests import Draft as Absence
from workflows.leave.core.states import Procedure

FORGOTTEN = date(2026, 10, 23)
"""The Friday on which Vina forgot to punch out."""


def correct_hours() -> None:
    """Let Vina say when she left, and those above her decide."""
    reason = "Lupa merekam pulang karena langsung mengantar berkas cuti ke BKPSDM."
    hours = Hours(FORGOTTEN, reason, out_minute=16 * 60 + 40)
    correction.submit(by=actor("vina"), draft=hours, key="demo-correction-vina")
    for key in ("gunawan", "citra"):
        work_desk(key, lambda row: row.kind == "correction")


def grant_leave() -> None:
    """Let Rudi take two days in November, signed by those above him."""
    reason = "Menghadiri pernikahan adik di luar kota"
    _ask("rudi", date(2026, 11, 12), date(2026, 11, 13), reason)
    for key in ("budi", "citra"):
        work_desk(key, lambda row: row.kind == "leave")


def ask_leave() -> None:
    """Leave two requests on desks: Ani's one day, and Budi's, whose seat Dedi is to hold meanwhile."""
    _ask("ani", date(2026, 11, 10), date(2026, 11, 10), "Mengurus administrasi sekolah anak")
    _ask("budi", date(2026, 11, 16), date(2026, 11, 18), "Keperluan keluarga", plh="dedi")


def _ask(key: str, first: date, last: date, reason: str, plh: str = "") -> None:
    draft = Absence(
        procedure=Procedure.LEAVE,
        kind="annual",
        first=first,
        last=last,
        reason=reason,
        place="Kota Contoh",
        plh_id=employee_id(plh) if plh else None,
    )
    leave.submit(by=actor(key), draft=draft, key=f"demo-leave-{key}")
