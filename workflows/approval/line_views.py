"""Pages about the line: recusal, "Ini bukan atasan saya", and personnel's desk."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from office.acts.core import NotFound, Problem
from office.audit import clock
from office.audit.core import rule
from office.people import selectors as people
from office.people.access import Request
from workflows.approval import selectors, services
from workflows.approval.line_forms import AnswerForm, ReasonForm
from workflows.approval.selectors import line
from workflows.approval.selectors.clocks import silent_desks
from workflows.approval.selectors.line import DisputeCard

INVALID = 422


@rule("login")
@require_http_methods(["GET", "POST"])
def recuse(request: Request, step_id: int) -> HttpResponse:
    """Hand a step on because of a conflict of interest; a post does it."""
    detail = selectors.step_detail(step_id, request.actor)
    form, status = ReasonForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        try:
            services.recuse(
                by=request.actor,
                step_id=step_id,
                reason=form.cleaned_data["reason"],
                key=request.POST.get("key", ""),
            )
        except NotFound:
            raise
        except Problem as problem:
            form.take(problem)
            status = problem.status
        else:
            messages.success(request, _("Diserahkan kepada kursi berikutnya dengan alasan Anda."))
            return redirect("approval:desk")
    shown = {"detail": detail, "filing": detail.filing, "form": form}
    return render(request, "approval/recuse.html", shown, status=_status(form, status))


def _status(form: ReasonForm | AnswerForm, status: int) -> int:
    return INVALID if form.errors and status == 200 else status


@rule("login")
@require_http_methods(["GET", "POST"])
def dispute_superior(request: Request, filing_id: int) -> HttpResponse:
    """Let the maker say "Ini bukan atasan saya"; a post hands the question to personnel."""
    card = selectors.filing_card(filing_id, request.actor)
    if not line.may_dispute(filing_id, request.actor):
        raise NotFound(_("Berkas ini tidak sedang menunggu atasan Anda."))
    form, status = ReasonForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        try:
            services.dispute_superior(
                by=request.actor,
                filing_id=filing_id,
                reason=form.cleaned_data["reason"],
                key=request.POST.get("key", ""),
            )
        except Problem as problem:
            form.take(problem)
            status = problem.status
        else:
            messages.success(request, _("Pertanyaan Anda ada di meja kepegawaian."))
            return redirect("approval:filing", filing_id)
    shown = {"filing": card, "form": form}
    return render(request, "approval/dispute_superior.html", shown, status=_status(form, status))


@rule("approval.personnel")
@require_GET
def personnel_desk(request: Request) -> HttpResponse:
    """Show disputed superiors, vacant seats that are waited for, and people without a superior."""
    shown = {
        "desk": line.personnel_desk(request.actor),
        "silent": silent_desks(request.actor),
        "vacant": selectors.vacant_steps(request.actor),
    }
    return render(request, "approval/personnel.html", shown)


@rule("approval.personnel")
@require_http_methods(["GET", "POST"])
def dispute_page(request: Request, dispute_id: int) -> HttpResponse:
    """Show one disputed superior; a post answers."""
    card = line.dispute(dispute_id, request.actor)
    form, status = AnswerForm(_posts(card), request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        try:
            services.answer_dispute(
                by=request.actor,
                dispute_id=dispute_id,
                answer=form.cleaned_data["answer"],
                superior_id=form.cleaned_data["superior"],
                key=request.POST.get("key", ""),
            )
        except NotFound:
            raise
        except Problem as problem:
            form.take(problem)
            status = problem.status
        else:
            messages.success(request, _("Sengketa dijawab; pembuat berkas diberi tahu."))
            return redirect("approval:personnel")
    shown = {"card": card, "form": form}
    return render(request, "approval/dispute.html", shown, status=_status(form, status))


def _posts(card: DisputeCard) -> dict[int, str]:
    """Return the posts that could be the right superior: those of the agency and those above the maker."""
    above = people.positions_by_id(seat.id for seat in people.reporting_line(card.position_id))
    inside = {
        entry.position.position_id: entry.position
        for entry in people.roster_people(card.agency_id, clock.today())
        if entry.position.position_id != card.position_id
    }
    found = {pk: post.title for pk, post in (inside | above).items()}
    return dict(sorted(found.items(), key=lambda one: one[1]))
