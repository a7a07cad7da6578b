"""The end of a month: the allowance is computed, signed, frozen, requested and released."""

from demo.cast import PAID_OFFICES
from demo.desk import work_desk
from demo.logins import actor
from office.indonesia.months import CalendarMonth
from office.jobs.services import run_due
from office.people.selectors import agency_by_code
from performance.tpp.selectors import run_of_month
from performance.tpp.services import start_tpp_run, submit_tpp_run
from workflows.approval.selectors import DeskRow

VERIFIERS = ("nina", "oki", "xena")
HEADS = ("citra", "direktur", "camat")
LAST = CalendarMonth(2026, 10)
UNSIGNED_IN_OCTOBER = "direktur"
UNRELEASED_IN_OCTOBER = "KECUTARA"


def start_runs(month: CalendarMonth) -> None:
    """Compute every paid agency's month and put the runs on their ladder."""
    for office in PAID_OFFICES:
        start_tpp_run(by=actor("hana"), agency_id=agency_by_code(office).id, month=month, key=f"demo-run-{office}-{month}")  # fmt: skip
    _drain()
    for office in PAID_OFFICES:
        run = run_of_month(agency_by_code(office).id, month)
        if run is None:
            raise LookupError(f"no run of {office} for {month}")
        submit_tpp_run(by=actor("hana"), run_id=run.run_id, key=f"demo-submit-run-{run.run_id}")


def sign_runs(month: CalendarMonth) -> None:
    """Let verifiers check and heads sign; one October run waits for whoever tries the demo."""
    for key in (*VERIFIERS, *HEADS):
        if month == LAST and key == UNSIGNED_IN_OCTOBER:
            continue
        work_desk(key, lambda row: row.kind == "tpp_run")
    _drain()


def release(month: CalendarMonth) -> None:
    """Carry the requests of the frozen runs to the SP2D; one October request waits at the treasury."""
    for key in (*VERIFIERS, *HEADS):
        work_desk(key, _pays_tpp)
    left = _unit_name() if month == LAST else ""
    work_desk("bud", lambda row: _pays_tpp(row) and row.unit != left)
    _drain()


def _pays_tpp(row: DeskRow) -> bool:
    return row.kind == "disbursement" and "TPP" in row.title


def _unit_name() -> str:
    return agency_by_code(UNRELEASED_IN_OCTOBER).name


def _drain() -> None:
    while run_due():
        pass
