"""Pages of the daily report."""

from workflows.daily_report.views.reports import detail, evidence, index, step, withdraw
from workflows.daily_report.views.today import add, attach, check, copy, remove, submit, today

__all__ = [
    "add",
    "attach",
    "check",
    "copy",
    "detail",
    "evidence",
    "index",
    "remove",
    "step",
    "submit",
    "today",
    "withdraw",
]
