"""Pages of the allowance."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from office.acts.core import NotFound, Problem
from office.audit.core import rule
from office.indonesia.months import CalendarMonth
from office.people import selectors as people
from office.people.access import Request
from office.people.core import AgencyCard
from performance.tpp import rights, selectors, services
from performance.tpp.checks import checks_failed
from performance.tpp.forms import CancelForm, StartForm
from performance.tpp.models import RunState

MONTHS_OFFERED = 6


@require_GET
@rule("login")
def mine(request: Request) -> HttpResponse:
    """Show one's own pay: this month so far, and the months that were run."""
    return my_month(request, selectors.this_month())


@require_GET
@rule("login")
def month(request: Request, period: str) -> HttpResponse:
    """Show one of one's own months, opened."""
    return my_month(request, parsed(period))


def my_month(request: Request, month: CalendarMonth) -> HttpResponse:
    employee_id = request.viewer.employee_id
    if employee_id is None:
        raise Http404
    try:
        pay = selectors.month_pay(employee_id, month)
    except NotFound as problem:
        pay = None
        messages.warning(request, problem.message)
    now = selectors.this_month()
    context = {
        "pay": pay,
        "month": month,
        "is_now": month == now,
        "now": now,
        "previous": month.previous(),
        "next": month.next() if month < now else None,
        "past": selectors.past_months(employee_id),
    }
    return render(request, "tpp/mine.html", context)


@require_GET
@rule("tpp.run")
def runs(request: Request) -> HttpResponse:
    """List the runs the reader may see, with the form that starts one."""
    return runs_page(request, start_form(request))


def runs_page(request: Request, form: StartForm, status: int = 200) -> HttpResponse:
    context = {
        "runs": selectors.runs_seen(request.actor),
        "form": form if agencies_for(request) else None,
    }
    return render(request, "tpp/runs.html", context, status=status)


def agencies_for(request: Request) -> list[AgencyCard]:
    return [one for one in people.agencies() if rights.may_run_for(request.viewer, one.id)]


def start_form(request: Request) -> StartForm:
    now = selectors.this_month()
    months = [now.plus(-back) for back in range(1, MONTHS_OFFERED + 1)]
    data = request.POST if request.method == "POST" else None
    return StartForm(data, months=months, agencies=agencies_for(request))


@require_POST
@rule("tpp.start")
def start(request: Request) -> HttpResponse:
    """Start a run and open its page."""
    form = start_form(request)
    if not form.is_valid():
        return runs_page(request, form, status=422)
    try:
        started = services.start_tpp_run(
            by=request.actor,
            agency_id=form.cleaned_data["agency"],
            month=CalendarMonth.parse(form.cleaned_data["month"]),
            key=request.POST.get("key", ""),
        )
    except Problem as problem:
        form.add_error(None, problem.message)
        return runs_page(request, form, status=problem.status)
    return redirect("tpp:run", run_id=started.run_id)


@require_GET
@rule("tpp.run")
def run(request: Request, run_id: int) -> HttpResponse:
    """Show one run: progress, totals, what to look at, every line."""
    return run_page(request, run_id, CancelForm())


def run_page(request: Request, run_id: int, form: CancelForm, status: int = 200) -> HttpResponse:
    opened = selectors.run_opened(run_id, request.actor)
    card = opened.card
    mine = rights.may_run_for(request.viewer, card.agency_id)
    context = {
        "run": card,
        "opened": opened,
        "checks": checks_failed(run_id) if mine and opened.totals else [],
        "may_submit": mine and card.state in (RunState.COMPUTED, RunState.RETURNED),
        "may_ask": mine and card.awaits_request,
        "cancel_form": form,
    }
    return render(request, "tpp/run.html", context, status=status)


@require_GET
@rule("tpp.run")
def progress(request: Request, run_id: int) -> HttpResponse:
    """Return the progress of a run as a fragment; tells the page to reload when it is done."""
    card = selectors.run_detail(run_id, request.actor)
    answer = render(request, "tpp/_progress.html", {"run": card})
    if card.state != RunState.COMPUTING:
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
@rule("tpp.start")
def submit(request: Request, run_id: int) -> HttpResponse:
    """Send a computed run to its ladder."""
    selectors.run_detail(run_id, request.actor)
    try:
        services.submit_tpp_run(by=request.actor, run_id=run_id, key=request.POST.get("key", ""))
    except Problem as problem:
        messages.error(request, problem.message)
    else:
        messages.success(request, _("Daftar TPP diajukan untuk diperiksa dan ditandatangani."))
    return redirect("tpp:run", run_id=run_id)


@require_POST
@rule("tpp.start")
def ask(request: Request, run_id: int) -> HttpResponse:
    """Open the request for payment of a frozen run that has none yet."""
    selectors.run_detail(run_id, request.actor)
    try:
        services.ask_disbursement(by=request.actor, run_id=run_id, key=request.POST.get("key", ""))
    except Problem as problem:
        messages.error(request, problem.message)
    else:
        messages.success(request, _("Permintaan pencairan sudah terbuka."))
    return redirect("tpp:run", run_id=run_id)


@require_POST
@rule("tpp.start")
def cancel(request: Request, run_id: int) -> HttpResponse:
    """Give a run up so that the month can be run anew."""
    selectors.run_detail(run_id, request.actor)
    form = CancelForm(request.POST)
    if not form.is_valid():
        return run_page(request, run_id, form, status=422)
    try:
        services.cancel_tpp_run(
            by=request.actor,
            run_id=run_id,
            reason=form.cleaned_data["reason"],
            key=request.POST.get("key", ""),
        )
    except Problem as problem:
        form.add_error("reason", problem.message)
        return run_page(request, run_id, form, status=problem.status)
    messages.success(request, _("Perhitungan dibatalkan. Bulan ini dapat dihitung lagi."))
    return redirect("tpp:runs")


@require_GET
@rule("tpp.trace")
def line(request: Request, run_id: int, nip: str) -> HttpResponse:
    """Show one employee's line of a run, opened."""
    card = selectors.run_detail(run_id, request.actor)
    person = people.employee_by_nip(nip)
    pay = selectors.line_pay(run_id, person.employee_id, request.actor)
    if person.employee_id != request.actor.employee_id:
        basis = people.basis_of(request.viewer, person.employee_id)
        services.note_line_read(
            by=request.actor, employee_id=person.employee_id, month=card.month, basis=basis
        )
    return render(request, "tpp/line.html", {"run": card, "person": person, "pay": pay})


@require_GET
@rule("login")
def desk_top(request: Request) -> HttpResponse:
    """Say how many reports wait on the reader's desk, and ask for their worth: the fragment first on the desk.

    The worth takes the engine, so it comes after the desk is there, into the same space.
    """
    waiting = selectors.reports_waiting(request.actor)
    return (
        render(request, "tpp/_desk_top.html", {"reports": waiting}) if waiting else HttpResponse()
    )


@require_GET
@rule("login")
def desk_worth(request: Request) -> HttpResponse:
    """Say whose money waits on the reader's desk, and how much."""
    return render(
        request, "tpp/_desk_top.html", {"waiting": selectors.waiting_on_desk(request.actor)}
    )


def parsed(period: str) -> CalendarMonth:
    try:
        return CalendarMonth.asked(period)
    except ValueError:
        raise Http404 from None
