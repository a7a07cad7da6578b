"""Budget lines as bars, and the import of a budget file."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from office.acts.core import Problem
from office.audit import clock
from office.audit.core import rule
from office.people.access import Request
from workflows.disbursement import selectors, services
from workflows.disbursement.budget_import import read_budget
from workflows.disbursement.errors import UnreadableBudget
from workflows.disbursement.forms import BudgetFileForm
from workflows.disbursement.rules import may_keep_budget


@rule("disbursement.read")
@require_GET
def lines(request: Request) -> HttpResponse:
    """Show the budget lines of a year as bars of ceiling, committed and spent."""
    year = request.GET.get("tahun", "")
    shown = int(year) if year.isdecimal() and len(year) == len("2026") else clock.today().year
    cards = selectors.budget_lines(request.actor, fiscal_year=shown)
    context = {
        "year": shown,
        "years": (shown - 1, shown + 1),
        "lines": cards,
        "ceiling": sum(card.ceiling for card in cards),
        "committed": sum(card.committed for card in cards),
        "spent": sum(card.spent for card in cards),
        "may_import": may_keep_budget(request.viewer),
    }
    return render(request, "disbursement/lines.html", context)


@rule("disbursement.budget")
@require_http_methods(["GET", "POST"])
def import_file(request: Request) -> HttpResponse:
    """Check a budget file, show what it would do, and store it when asked to."""
    form = BudgetFileForm(request.POST or None, request.FILES or None)
    reading = None
    if form.is_valid():
        payload = form.cleaned_data["file"].read()
        try:
            reading = read_budget(payload)
            if "store" in request.POST and not reading.problems:
                outcome = services.import_budget(
                    by=request.actor, payload=payload, key=request.POST.get("key", "")
                )
                text = _(
                    "Anggaran disimpan: %(fresh)d pos baru, %(changed)d berubah, %(same)d tetap."
                )
                counts = {
                    "fresh": outcome.fresh,
                    "changed": outcome.changed,
                    "same": outcome.unchanged,
                }
                messages.success(request, text % counts)
                return redirect("disbursement:lines")
        except UnreadableBudget as problem:
            form.add_error("file", problem.message)
        except Problem as problem:
            form.add_error(None, problem.message)
    status = 422 if form.errors else 200
    return render(
        request, "disbursement/import.html", {"form": form, "reading": reading}, status=status
    )
