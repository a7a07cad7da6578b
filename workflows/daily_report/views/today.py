"""`Hari ini`: one page for the day."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from office.acts.core import Problem
from office.attendance import selectors as attendance
from office.audit import clock
from office.audit.core import rule
from office.indonesia.dates import parse_day
from office.people.access import Request
from workflows.daily_report import selectors, services
from workflows.daily_report.core.activities import ActivityEntry, Evidence, claimed_minutes
from workflows.daily_report.core.states import State, may_edit
from workflows.daily_report.errors import InvalidActivity, NotYourReport
from workflows.daily_report.evidence import kept_evidence
from workflows.daily_report.forms import ActivityForm, EvidenceForm
from workflows.daily_report.selectors import Claim, ReportCard
from workflows.daily_report.views import showing

_FORM_FIELDS = {"start_minute": "start", "end_minute": "end"}


@rule("login")
@require_GET
def today(request: Request) -> HttpResponse:
    """Show the day: week strip, presence with the activities over it, findings, and what can be done."""
    with clock.held():
        on = _day(request.GET.get("hari", ""))
        return render(request, "daily_report/today.html", _page(request, on))


@rule("login")
@require_POST
def add(request: Request) -> HttpResponse:
    """Add an activity, or only check it where the person asked for that."""
    form = ActivityForm(request.POST, request.FILES)
    on = _posted_day(request)
    if not form.is_valid():
        return _again(request, on, form)
    if "check" in request.POST:
        return render(
            request, "daily_report/today.html", _page(request, on, form, trial=form.entry())
        )
    try:
        upload = form.cleaned_data["evidence"]
        evidence = kept_evidence(upload.read(), upload.name) if upload else None
        services.add_activity(
            by=request.actor, on=on, entry=form.entry(evidence), key=_key(request)
        )
    except InvalidActivity as problem:
        _show_at_fields(form, problem)
        return _again(request, on, form)
    messages.success(request, _("Kegiatan ditambahkan dan tersimpan sebagai konsep."))
    return redirect(showing.day_url(on))


@rule("login")
@require_POST
def remove(request: Request, activity_id: int) -> HttpResponse:
    """Take an activity out."""
    on = _day(request.POST.get("date", ""))
    services.remove_activity(by=request.actor, activity_id=activity_id, key=_key(request))
    messages.success(request, _("Kegiatan dihapus."))
    return redirect(showing.day_url(on))


@rule("login")
@require_POST
def attach(request: Request, activity_id: int) -> HttpResponse:
    """Attach a file to an activity that is already there."""
    on = _day(request.POST.get("date", ""))
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        page = _page(request, on) | {"attach_form": form, "attach_to": activity_id}
        return render(request, "daily_report/today.html", page, status=422)
    upload = form.cleaned_data["evidence"]
    kept = kept_evidence(upload.read(), upload.name)
    services.attach_evidence(
        by=request.actor,
        activity_id=activity_id,
        sha256=kept.sha256,
        name=kept.name,
        key=_key(request),
    )
    messages.success(request, _("Bukti terlampir."))
    return redirect(showing.day_url(on))


@rule("login")
@require_POST
def copy(request: Request) -> HttpResponse:
    """Take over the activities of the last report before the day."""
    on = _posted_day(request)
    try:
        services.copy_activities(by=request.actor, on=on, key=_key(request))
    except Problem as problem:
        return _refused(request, on, problem)
    messages.success(
        request, _("Kegiatan disalin. Sesuaikan jam dan isinya dengan pekerjaan hari ini.")
    )
    return redirect(showing.day_url(on))


@rule("login")
@require_POST
def check(request: Request) -> HttpResponse:
    """Return band and findings as they would be with the activity being typed (htmx)."""
    on = _day(request.POST.get("date", ""))
    form = ActivityForm(request.POST)
    trial = form.entry(_chosen(request)) if form.is_valid() else None
    return render(request, "daily_report/_check.html", _page(request, on, form, trial=trial))


def _chosen(request: Request) -> Evidence | None:
    """Return a stand-in for the file chosen on the form, which is told by name only while one writes."""
    name = request.POST.get("evidence_chosen", "")
    return Evidence(sha256="", name=name, media_type="", size=0) if name else None


@rule("login")
@require_POST
def submit(request: Request) -> HttpResponse:
    """File the day's report."""
    on = _posted_day(request)
    report = selectors.my_report(request.actor, on)
    try:
        if report is None:
            raise InvalidActivity(
                _("Laporan masih kosong. Tambahkan sedikitnya satu kegiatan, lalu ajukan.")
            )
        outcome = services.submit_daily_report(
            by=request.actor, report_id=report.report_id, key=_key(request)
        )
    except Problem as problem:
        return _refused(request, on, problem)
    messages.success(
        request, _("Laporan diajukan. Anda dapat melihat siapa yang memegangnya di halaman ini.")
    )
    return redirect("daily_report:detail", public_id=outcome.public_id)


def _page(
    request: Request, on: date, form: ActivityForm | None = None, trial: ActivityEntry | None = None
) -> dict[str, Any]:
    """Return everything the page shows; `trial` is checked with the stored activities but not stored."""
    employee_id = _employee(request)
    report = selectors.my_report(request.actor, on)
    first, last = selectors.week_of(on)
    judged = attendance.judged_days([employee_id], first, last)
    entries = _entries(report, trial)
    checked = selectors.check_day(judged[employee_id, on], Claim(entries, _filed_on(report)))
    editable = report is None or may_edit(report.state)
    return {
        "on": on,
        "is_today": on == clock.today(),
        "report": report,
        "editable": editable,
        "activities": report.activities if report else (),
        "minutes": claimed_minutes(entries),
        "band": showing.band(entries, checked),
        "deadline": checked.deadline,
        "days": showing.strip(selectors.week_strip(request.actor, on, judged), on),
        "week_before": showing.day_url(date.fromordinal(first.toordinal() - 1)),
        "week_after": showing.day_url(date.fromordinal(last.toordinal() + 1))
        if last < clock.today()
        else "",
        "form": form or ActivityForm(initial={"date": on, "start": None}),
        "attach_form": EvidenceForm(),
        "trial": trial,
    }


def _entries(report: ReportCard | None, trial: ActivityEntry | None) -> tuple[ActivityEntry, ...]:
    stored = report.entries if report else ()
    return (*stored, trial) if trial else stored


def _filed_on(report: ReportCard | None) -> date:
    """Return the date the checks count from: that of filing, or today as if it were filed now."""
    if (
        report
        and report.filed_on
        and report.state in {State.SUBMITTED, State.RETURNED, State.APPROVED}
    ):
        return report.filed_on
    return clock.today()


def _again(request: Request, on: date, form: ActivityForm) -> HttpResponse:
    return render(request, "daily_report/today.html", _page(request, on, form), status=422)


def _refused(request: Request, on: date, problem: Problem) -> HttpResponse:
    page = _page(request, on) | {"problem": problem}
    return render(request, "daily_report/today.html", page, status=problem.status)


def _show_at_fields(form: ActivityForm, problem: Problem) -> None:
    for name, message in problem.fields.items():
        form.add_error(_FORM_FIELDS.get(name, name), message)
    if not problem.fields:
        form.add_error(None, problem.message)


def _day(text: str) -> date:
    """Return the day asked for; today when the text is no date that has come."""
    try:
        asked = parse_day(text)
    except ValueError:
        return clock.today()
    return min(asked, clock.today())


def _posted_day(request: Request) -> date:
    """Return the day a form is about; raises InvalidActivity for one that is none or to come: never another day."""
    try:
        asked = parse_day(request.POST.get("date", ""))
    except ValueError:
        raise InvalidActivity(
            _("Tanggal laporan tidak terbaca. Buka harinya lagi dari halaman Hari ini.")
        ) from None
    if asked > clock.today():
        raise InvalidActivity(_("Hari itu belum tiba. Laporkan pekerjaan setelah dikerjakan."))
    return asked


def _employee(request: Request) -> int:
    employee_id: int | None = request.actor.employee_id
    if employee_id is None:
        raise NotYourReport(
            _("Halaman ini untuk pegawai. Akun Anda belum terhubung dengan data pegawai.")
        )
    return employee_id


def _key(request: Request) -> str:
    return str(request.POST.get("key", ""))
