"""The operators' repair page: ask with a reason, a second person does it."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from office.acts.core import NotFound, Problem
from office.audit.core import rule
from office.indonesia.numbers import whole
from office.people.access import Request
from workflows.approval import services
from workflows.approval.forms import PageForm
from workflows.approval.repair_models import RepairKind
from workflows.approval.selectors import repairs

INVALID = 422


class ReassignForm(PageForm):
    """To which seat, and why."""

    page_name = "alih"

    to_position = forms.TypedChoiceField(label=gettext_lazy("Alihkan kepada"), coerce=int)
    reason = forms.CharField(
        label=gettext_lazy("Alasan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


@rule("approval.chains")
@require_GET
def bench(request: Request) -> HttpResponse:
    """Show failed jobs, stuck steps, and repairs that wait for a second person."""
    return render(request, "approval/repairs.html", {"bench": repairs.repair_bench(request.actor)})


@rule("approval.personnel")
@require_POST
def ask(request: Request) -> HttpResponse:
    """Ask for a job to be run again or a stuck step to be closed."""
    _tried(
        request,
        lambda: services.ask_repair(
            by=request.actor,
            kind=request.POST.get("kind", ""),
            reason=request.POST.get("reason", ""),
            job_id=_number(request.POST.get("job", "")),
            step_id=_number(request.POST.get("step", "")),
            key=request.POST.get("key", ""),
        ),
        _("Permintaan tersimpan. Orang kedua mengerjakannya."),
    )
    return redirect("approval:repairs")


def _number(text: str) -> int | None:
    return whole(text)


def _tried(request: Request, deed: object, done: str) -> bool:
    """Do one act and tell how it went; True where it was done."""
    try:
        deed()  # type: ignore[operator]  # a lambda of this module
    except NotFound:
        raise
    except Problem as problem:
        messages.error(request, problem.message)
        return False
    messages.success(request, done)
    return True


@rule("approval.personnel")
@require_http_methods(["GET", "POST"])
def reassign(request: Request, step_id: int) -> HttpResponse:
    """Ask for a step's seat to be handed to another post."""
    line = repairs.open_step_line(step_id, request.actor)
    form = ReassignForm(request.POST or None)
    field = form.fields["to_position"]
    if isinstance(field, forms.TypedChoiceField):
        field.choices = list(repairs.posts_for(step_id).items())
    if request.method == "POST" and form.is_valid():
        asked = _tried(
            request,
            lambda: services.ask_repair(
                by=request.actor,
                kind=RepairKind.REASSIGN.value,
                reason=form.cleaned_data["reason"],
                step_id=step_id,
                to_position_id=form.cleaned_data["to_position"],
                key=request.POST.get("key", ""),
            ),
            _("Permintaan tersimpan. Orang kedua mengerjakannya."),
        )
        if asked:
            return redirect("approval:repairs")
    status = INVALID if form.errors else 200
    return render(request, "approval/reassign.html", {"line": line, "form": form}, status=status)


@rule("approval.chains")
@require_POST
def settle(request: Request, repair_id: int) -> HttpResponse:
    """Do or drop a repair; the service judges who may."""
    seen = {one.repair_id for one in repairs.repair_bench(request.actor).waiting}
    if repair_id not in seen:
        raise NotFound(_("Perbaikan ini tidak ditemukan, atau bukan untuk Anda."))
    deed = services.drop_repair if request.POST.get("act") == "drop" else services.do_repair
    key = request.POST.get("key", "")
    _tried(
        request,
        lambda: deed(by=request.actor, repair_id=repair_id, key=key),
        _("Dicatat dengan nama Anda sebagai orang kedua."),
    )
    return redirect("approval:repairs")
