"""Reading a budget file in the limited child and comparing it with what is there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from office.indonesia import rupiah
from office.jobs.child import ChildFailed, run_limited
from office.people import selectors as people
from workflows.disbursement.core.budget_file import COLUMNS
from workflows.disbursement.errors import UnreadableBudget
from workflows.disbursement.models import BudgetLine

_COLUMNS = ("fiscal_year", "code", "title", "ceiling", "decree")
READER = "workflows.disbursement.core.budget_file:read"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One row that cannot be taken, said for the reader."""

    line: int
    """Row of the file."""
    reason: str
    """What is wrong and what was expected, in Indonesian."""


@dataclass(frozen=True, slots=True)
class BudgetReading:
    """A file against the budget as it is."""

    fresh: tuple[dict[str, Any], ...]
    """Rows that open a line: agency_id, fiscal_year, code, title, ceiling, decree."""
    changed: tuple[dict[str, Any], ...]
    """Rows that change title, ceiling or decree of a line: line_id and the same."""
    unchanged: int
    """Rows that say what is already there."""
    problems: tuple[RowProblem, ...]
    """Rows that cannot be taken."""


def read_budget(payload: bytes) -> BudgetReading:
    """Return what a CSV or XLSX file would do; raises UnreadableBudget when it cannot be read at all."""
    try:
        answer = run_limited(READER, payload)
    except ChildFailed as problem:
        raise UnreadableBudget(str(problem)) from None
    problems = [RowProblem(error["line"], _say(error)) for error in answer["errors"]]
    agency_ids = {card.code: card.id for card in people.agencies()}
    return _compared(answer["rows"], agency_ids, problems)


def _compared(
    rows: Sequence[Mapping[str, Any]], agency_ids: Mapping[str, int], problems: list[RowProblem]
) -> BudgetReading:
    fresh, changed, unchanged = [], [], 0
    known = _known({(agency_ids.get(row["agency_code"]), row["fiscal_year"]) for row in rows})
    for row in rows:
        agency_id = agency_ids.get(row["agency_code"])
        if agency_id is None:
            text = _("kode perangkat daerah “%(code)s” tidak dikenal") % {
                "code": row["agency_code"]
            }
            problems.append(RowProblem(row["line"], text))
            continue
        plain = {"agency_id": agency_id, **{k: row[k] for k in _COLUMNS}}
        line = known.get((agency_id, row["fiscal_year"], row["code"]))
        if line is None:
            fresh.append(plain)
        elif row["ceiling"] < line.committed:
            problems.append(RowProblem(row["line"], _below_committed(line)))
        elif (line.title, line.ceiling, line.decree) == (
            row["title"],
            row["ceiling"],
            row["decree"],
        ):
            unchanged += 1
        else:
            changed.append({"line_id": line.pk, **plain})
    return BudgetReading(
        tuple(fresh), tuple(changed), unchanged, tuple(sorted(problems, key=lambda p: p.line))
    )


def _known(wanted: set[tuple[int | None, int]]) -> dict[tuple[int, int, str], BudgetLine]:
    years = {year for _, year in wanted}
    agencies = {agency for agency, _ in wanted if agency is not None}
    lines = BudgetLine.objects.filter(agency_id__in=agencies, fiscal_year__in=years)
    return {(line.agency_id, line.fiscal_year, line.code): line for line in lines}


def _below_committed(line: BudgetLine) -> str:
    return _("pagu baru lebih kecil daripada yang sudah dipesan %(committed)s") % {
        "committed": rupiah(line.committed)
    }


def _say(error: Mapping[str, Any]) -> str:
    texts = {
        "heads": _("judul kolom harus %(columns)s, dalam urutan ini")
        % {"columns": ", ".join(COLUMNS)},
        "encoding": _("berkas CSV harus berkode UTF-8"),
        "unreadable": _("berkas tidak dapat dibaca sebagai CSV atau XLSX"),
        "too_many_rows": _("berkas terlalu panjang; bagi menjadi beberapa berkas"),
        "empty": _("kolom %(column)s kosong") % {"column": error["column"]},
        "not_year": _("kolom tahun harus empat angka, misalnya 2026"),
        "not_rupiah": _("kolom pagu harus rupiah bulat, misalnya 1500000 atau 1.500.000"),
        "too_long": _("isi kolom %(column)s terlalu panjang") % {"column": error["column"]},
        "twice": _("pos ini sudah disebut di baris sebelumnya"),
    }
    return texts[error["reason"]]
