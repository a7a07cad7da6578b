"""Own reports, and one report with where it is."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from office.acts.core import Problem
from office.archive.handing import handed
from office.attendance import selectors as attendance
from office.audit import clock
from office.audit.core import rule
from office.indonesia.dates import parse_day
from office.people import selectors as people
from office.people.access import Request
from workflows.approval import selectors as approval
from workflows.approval.selectors import FilingCard
from workflows.approval.selectors.line import may_dispute
from workflows.daily_report import selectors, services
from workflows.daily_report.core.states import State, may_edit
from workflows.daily_report.forms import WithdrawForm
from workflows.daily_report.selectors import Claim, ReportCard
from workflows.daily_report.views import showing

VERBS = {
    "approve": gettext_lazy("menyetujui"),
    "return": gettext_lazy("mengembalikan"),
    "reject": gettext_lazy("menolak"),
}


@rule("login")
@require_GET
def index(request: Request) -> HttpResponse:
    """List the own reports, newest day first."""
    page = selectors.my_reports(request.actor, _date(request.GET.get("after", "")))
    return render(request, "daily_report/index.html", {"page": page})


@rule("login")
@require_GET
def detail(request: Request, public_id: UUID) -> HttpResponse:
    """Show one report to its maker or to a reader of its filing; a stranger learns nothing (404)."""
    with clock.held():
        report = selectors.report_card(public_id, request.actor)
        return render(request, "daily_report/detail.html", _page(request, report))


@rule("login")
@require_GET
def step(request: Request, step_id: int) -> HttpResponse:
    """Return presence, activities and findings beside an approver's decision; nothing for other procedures."""
    filing = approval.step_detail(step_id, request.actor).filing
    report = selectors.report_of_filing(filing.filing_id)
    if report is None:
        return HttpResponse()
    with clock.held():
        page = {"report": report, "activities": report.activities, "band": _band(report)}
        return render(request, "daily_report/_step.html", page)


@rule("login")
@require_http_methods(["POST"])
def withdraw(request: Request, public_id: UUID) -> HttpResponse:
    """Take the own report back from the ladder."""
    report = selectors.report_card(public_id, request.actor)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return render(request, "daily_report/detail.html", _page(request, report, form), status=422)
    try:
        services.withdraw_daily_report(
            by=request.actor,
            report_id=report.report_id,
            reason=form.cleaned_data["reason"],
            key=str(request.POST.get("key", "")),
        )
    except Problem as problem:
        page = _page(request, report, form) | {"problem": problem}
        return render(request, "daily_report/detail.html", page, status=problem.status)
    messages.success(
        request, _("Laporan ditarik dan kembali menjadi konsep. Ubah isinya, lalu ajukan lagi.")
    )
    return redirect(showing.day_url(report.date))


@rule("login")
@require_GET
def evidence(request: Request, public_id: UUID, activity_id: int) -> HttpResponse:
    """Hand over a proving file as it came, to be saved, never opened as a page of ours."""
    kept = selectors.evidence_of(public_id, activity_id, request.actor)
    return handed(kept.sha256, kept.media_type)


def _page(request: Request, report: ReportCard, form: WithdrawForm | None = None) -> dict[str, Any]:
    mine = report.employee_id == request.actor.employee_id
    filing = _filing(request, report)
    undecided = filing is not None and not any(line.stands for line in filing.history)
    return {
        "report": report,
        "person": people.person(report.employee_id),
        "mine": mine,
        "editable": mine and may_edit(report.state),
        "withdrawable": mine and report.state == State.SUBMITTED and undecided,
        "day_url": showing.day_url(report.date),
        "band": _band(report),
        "form": form or WithdrawForm(),
        "filing": filing,
        "may_dispute": filing is not None and may_dispute(filing.filing_id, request.actor),
        "verbs": VERBS,
    }


def _band(report: ReportCard) -> dict[str, Any]:
    """Return presence with the activities over it, and the findings as they were told when the report was filed."""
    judged = attendance.judged_day(report.employee_id, report.date)
    checked = selectors.check_day(judged, Claim(report.entries, report.filed_on))
    band = showing.band(report.entries, checked)
    if report.state != State.DRAFT:
        band["findings"] = showing.finding_lines(selectors.standing_findings(report.report_id))
    return band


def _filing(request: Request, report: ReportCard) -> FilingCard | None:
    """Return where the report is and what happened to it, None before it was ever filed."""
    return (
        None if report.filing_id is None else approval.filing_card(report.filing_id, request.actor)
    )


def _date(text: str) -> date | None:
    try:
        return parse_day(text)
    except ValueError:
        return None
