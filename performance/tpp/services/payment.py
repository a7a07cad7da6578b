"""From a frozen run to its request for payment."""

from typing import Any

from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import act, record
from office.audit.core import Actor
from office.indonesia.months import CalendarMonth
from performance.tpp import rights
from performance.tpp.acts import Acts
from performance.tpp.budget import budget_line, ensure_payable
from performance.tpp.errors import RunNotReady
from performance.tpp.models import PayAccount, RunState, TppLine, TppRun
from performance.tpp.services._runs import label, locked
from workflows.disbursement import services as disbursing


@act(Acts.OPEN_DISBURSEMENT)
def open_disbursement(*, by: Actor, run_id: int) -> str:
    """Open the request that pays a frozen run, once, and return its reference.

    Its amount is the run's total, with one payment line per employee who is paid anything. Raises
    NoBudgetLine, or what disbursement refuses (over the line, an account missing): the job that
    calls this is repeated, and personnel sees the run as frozen but not yet requested.
    """
    run = locked(run_id)
    ensure(run.state == RunState.FROZEN, RunNotReady(_("Perhitungan ini belum ditetapkan.")))
    if not run.disbursement_ref:
        request = disbursing.submit_request(
            by=by,
            kind="TPP",
            line_id=budget_line(run).line_id,
            amount=run.total_rupiah,
            purpose=_purpose(run),
            payments=_payments(run),
            source_ref=run.ref,
        )
        run.disbursement_ref = f"disbursement_request:{request.request_id}"
        run.save(update_fields=["disbursement_ref"])
    record(subject=run.ref, label=label(run), request=run.disbursement_ref, amount=run.total_rupiah)
    return run.disbursement_ref


@act(Acts.ASK_DISBURSEMENT)
def ask_disbursement(*, by: Actor, run_id: int) -> str:
    """Open the request of a frozen run whose job met an obstacle, now that personnel removed it; return its reference.

    Raises what open_disbursement raises, NotPersonnel for others than personnel.
    """
    run = locked(run_id)
    rights.maker_of(by, run.agency_id)
    ensure_payable(run)
    request = open_disbursement(by=Actor.system("tpp.open_disbursement"), run_id=run_id)
    record(subject=run.ref, label=label(run), request=request)
    return str(request)


def _purpose(run: TppRun) -> str:
    return _("Pembayaran TPP bulan %(month)s untuk %(people)s pegawai") % {
        "month": CalendarMonth.parse(run.month).label,
        "people": run.people,
    }


def _payments(run: TppRun) -> list[dict[str, Any]]:
    """Return one payment per employee with anything to be paid, in the order of the list."""
    accounts = {
        row.employee_id: row
        for row in PayAccount.objects.filter(
            superseded_at__isnull=True,
            employee_id__in=TppLine.objects.filter(run=run).values("employee_id"),
        )
    }
    lines = TppLine.objects.filter(run=run, net_rupiah__gt=0).order_by("employee__nip")
    return [
        {
            "employee_id": line.employee_id,
            "account": accounts[line.employee_id].account if line.employee_id in accounts else "",
            "bank": accounts[line.employee_id].bank if line.employee_id in accounts else "",
            "amount": line.net_rupiah,
        }
        for line in lines
    ]
