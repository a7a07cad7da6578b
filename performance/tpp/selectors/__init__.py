"""Reads of the allowance. What `by` may not see does not exist for `by`."""

from performance.tpp.selectors.pay import (
    MonthPay,
    PaidMonth,
    line_pay,
    month_pay,
    past_months,
    this_month,
)
from performance.tpp.selectors.runs import (
    LineCard,
    RunCard,
    RunOpened,
    RunTotals,
    frozen_totals,
    run_detail,
    run_of_month,
    run_opened,
    runs_seen,
    totals_of,
)
from performance.tpp.selectors.waiting import (
    Waiting,
    reports_waiting,
    rupiah_of,
    waiting_on_desk,
)

__all__ = [
    "LineCard",
    "MonthPay",
    "PaidMonth",
    "RunCard",
    "RunOpened",
    "RunTotals",
    "Waiting",
    "frozen_totals",
    "line_pay",
    "month_pay",
    "past_months",
    "reports_waiting",
    "run_detail",
    "run_of_month",
    "run_opened",
    "runs_seen",
    "rupiah_of",
    "this_month",
    "totals_of",
    "waiting_on_desk",
]
