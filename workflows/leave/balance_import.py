"""Reading a file of balances in the limited child and comparing it with what is there; stores nothing."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from office.jobs.child import ChildFailed, run_limited
from office.people import selectors as people
from workflows.leave import law, reservation
from workflows.leave.core.balance_file import COLUMNS, BalanceRow, RowFault, rows_of
from workflows.leave.errors import BadBalances

READER = "office.people.core.sheets:read_sheet"
ANNUAL = "annual"


@dataclass(frozen=True, slots=True)
class BalanceChange:
    """One balance that would be set."""

    line: int
    """Line of the file."""
    employee_id: int
    """Whose."""
    year: int
    """Which year's."""
    carried: int
    """Days that came over."""
    used: int
    """Days used before."""


@dataclass(frozen=True, slots=True)
class LineProblem:
    """One line that cannot be taken, said for the reader."""

    line: int
    """Line of the file."""
    reason: str
    """What is wrong and what was expected, in Indonesian."""


@dataclass(frozen=True, slots=True)
class BalanceReading:
    """A file against the balances as they are."""

    changes: tuple[BalanceChange, ...]
    """What would be set, in file order."""
    unchanged: int
    """Lines that say what is already there."""
    problems: tuple[LineProblem, ...]
    """Lines that cannot be taken, by line."""


def read_balances(payload: bytes) -> BalanceReading:
    """Return what a CSV or XLSX file would do; raises BadBalances when it cannot be read at all."""
    try:
        sheet = run_limited(READER, payload)
    except ChildFailed as problem:
        raise BadBalances(str(problem)) from None
    if "fault" in sheet:
        raise BadBalances(_("Berkas kosong, atau terlalu panjang."))
    rows, wrong = rows_of(sheet)
    problems = [LineProblem(fault.line, _say(fault)) for fault in wrong]
    cards = people.employees_by_nip([row.nip for row in rows])
    changes: list[BalanceChange] = []
    same = 0
    for row in rows:
        card = cards.get(row.nip)
        reason = _("NIP ini tidak terdaftar") if card is None else _refused(row)
        if reason or card is None:
            problems.append(LineProblem(row.line, reason))
            continue
        change = BalanceChange(row.line, card.employee_id, row.year, row.carried, row.used)
        if _is_there(change):
            same += 1
        else:
            changes.append(change)
    return BalanceReading(tuple(changes), same, tuple(sorted(problems, key=lambda p: p.line)))


def _refused(row: BalanceRow) -> str:
    yearly = law.yearly_rule(ANNUAL, row.year)
    if yearly is None:
        return _("tidak ada peraturan tentang saldo cuti tahun %(year)d") % {"year": row.year}
    most = max(yearly.carry_days, yearly.carry_days_unused)
    if row.carried > most:
        return _("sisa tahun lalu paling banyak %(most)d hari") % {"most": most}
    if row.used > yearly.days + row.carried:
        return _("terpakai melebihi hak tahun itu")
    return ""


def _is_there(change: BalanceChange) -> bool:
    balance = reservation.standing(change.employee_id, ANNUAL, change.year)
    return (
        balance is not None
        and (balance.carried, balance.used_before) == (change.carried, change.used)
        and reservation.is_imported(change.employee_id, ANNUAL, change.year)
    )


def _say(fault: RowFault) -> str:
    texts = {
        "heads": _("judul kolom harus memuat %(columns)s") % {"columns": ", ".join(COLUMNS)},
        "nip": _("kolom nip harus 18 angka"),
        "year": _("kolom tahun harus empat angka, misalnya 2026"),
        "days": _("kolom %(column)s harus bilangan hari") % {"column": fault.column},
        "twice": _("NIP dan tahun ini sudah disebut di baris sebelumnya"),
    }
    return texts[fault.reason]
