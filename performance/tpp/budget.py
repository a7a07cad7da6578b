"""The budget line a run is paid from; reads only."""

from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.audit import clock
from office.indonesia import rupiah
from office.regulations.selectors import in_force
from performance.tpp.errors import NoBudgetLine, OverBudget
from performance.tpp.models import TppRun
from workflows.disbursement import selectors as disbursement
from workflows.disbursement.selectors import LineCard


def budget_line(run: TppRun) -> LineCard:
    """Return the agency's budget line for TPP this year; raises NoBudgetLine."""
    today = clock.today()
    code = in_force("finance", today).tpp_account
    line = disbursement.line_by_code(run.agency_id, today.year, code)
    if line is None:
        raise NoBudgetLine(
            _("Perangkat daerah ini belum mempunyai pos anggaran %(code)s untuk TPP.")
            % {"code": code}
        )
    return line


def ensure_payable(run: TppRun) -> None:
    """Raise NoBudgetLine or OverBudget for a run whose request for payment would be refused.

    Asked before its list is signed: a signed list that nobody can pay is the worse surprise.
    """
    line = budget_line(run)
    ensure(
        run.total_rupiah <= line.balance,
        OverBudget(
            _("Sisa pos anggaran %(left)s tidak cukup untuk TPP sebesar %(total)s.")
            % {"left": rupiah(line.balance), "total": rupiah(run.total_rupiah)}
        ),
    )
