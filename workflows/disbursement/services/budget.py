"""Writes of the budget: lines opened one by one or from a file."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import act, keep, record
from office.archive import services as archive
from office.audit.core import Actor
from workflows.disbursement import rights
from workflows.disbursement.acts import Acts
from workflows.disbursement.budget_import import read_budget
from workflows.disbursement.errors import NotFilled, NotYourAgency, UnreadableBudget
from workflows.disbursement.models import BudgetLine

LINE = ("agency_id", "fiscal_year", "code", "title", "ceiling", "decree")
"""What the trail holds of a budget line; what is reserved and spent is the ledger's."""


@dataclass(frozen=True, slots=True)
class BudgetImport:
    """What an import did."""

    fresh: int
    """Lines opened."""
    changed: int
    """Lines whose title, ceiling or decree changed."""
    unchanged: int
    """Rows that said what was already there."""


@act(Acts.IMPORT_BUDGET)
def import_budget(*, by: Actor, payload: bytes) -> BudgetImport:
    """Open and change budget lines from a CSV or XLSX file (columns in core.budget_file), all rows or none.

    Raises UnreadableBudget when the file or any of its rows cannot be taken; `budget_import.read_budget` shows
    beforehand what a file would do.
    """
    ensure(rights.may_keep_budget(by), NotYourAgency(_("Hanya BUD yang dapat mengisi anggaran.")))
    reading = read_budget(payload)
    if reading.problems:
        lines = "; ".join(
            _("baris %(n)s: %(why)s") % {"n": p.line, "why": p.reason}
            for p in reading.problems[:20]
        )
        raise UnreadableBudget(
            _("Tidak ada yang disimpan. Perbaiki %(lines)s.") % {"lines": lines}, file=lines
        )
    fresh = [BudgetLine(**row) for row in reading.fresh]
    for line in BudgetLine.objects.bulk_create(fresh, batch_size=1000):
        keep("budget_line", line, *LINE)
    for row in reading.changed:
        _change_line(**row)
    outcome = BudgetImport(len(reading.fresh), len(reading.changed), reading.unchanged)
    sha256 = archive.put(payload)
    record(
        subject=f"file:{sha256}",
        label=_("Anggaran"),
        fresh=outcome.fresh,
        changed=outcome.changed,
        sha256=sha256,
    )
    return outcome


def _change_line(line_id: int, title: str, ceiling: int, decree: str, **_key: Any) -> None:
    room = BudgetLine.objects.filter(pk=line_id, committed__lte=ceiling)
    ensure(
        room.update(title=title, ceiling=ceiling, decree=decree),
        UnreadableBudget(
            _("Pos %(title)s baru saja dipesan melebihi pagu barunya.") % {"title": title}
        ),
    )
    keep("budget_line", BudgetLine.objects.get(pk=line_id), *LINE)


@act(Acts.OPEN_BUDGET_LINE)
def open_budget_line(
    *, by: Actor, agency_id: int, fiscal_year: int, code: str, title: str, ceiling: int, decree: str
) -> int:
    """Open one budget line (whole rupiah) under its DPA number and return its id."""
    ensure(rights.may_keep_budget(by), NotYourAgency(_("Hanya BUD yang dapat mengisi anggaran.")))
    ensure(
        ceiling >= 0,
        NotFilled(_("Pagu tidak boleh negatif."), ceiling=_("Isi rupiah bulat, nol atau lebih.")),
    )
    line = BudgetLine.objects.create(
        agency_id=agency_id,
        fiscal_year=fiscal_year,
        code=code,
        title=title,
        ceiling=ceiling,
        decree=decree,
    )
    keep("budget_line", line, *LINE)
    record(
        subject=f"budget_line:{line.pk}",
        label=f"{code} {title}"[:240],
        ceiling=ceiling,
        decree=decree,
    )
    return line.pk
